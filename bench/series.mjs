/** The dates of 1 000 series for a year, and matching them with meetings that exist, beside sorting the same dates once. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST } from '../tools/paths.mjs';
import { mark } from './report.mjs';
import { seeded } from './random-facts.mjs';

/** Each date is generated, and its local hour read in its zone twice over: as much as sorting all dates a few dozen times. */
const AT_MOST = 60;
const [SERIES, ROUNDS] = [1_000, 3];
const YEAR = { from: '2026-03-01', until: '2027-02-28' };
const RULES = ['FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=MONTHLY;BYDAY=-1TH', 'FREQ=MONTHLY;BYDAY=2TU'];
const STARTS = ['2026-03-03', '2026-03-03', '2026-03-26', '2026-03-10'];
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu'];

export async function benchSeries() {
  const workflow = await import(pathToFileURL(join(DIST, 'libs', 'workflow', 'src', 'index.js')).href);
  const random = seeded(SERIES);
  const series = Array.from({ length: SERIES }, () => anySeries(random));

  const times = { ours: [], sorting: [] };
  let dates = [];
  let missing = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    times.ours.push(milliseconds(() => (dates = series.map((one) => workflow.occurrencesIn(one, YEAR)))));
    missing = dates.reduce((sum, each) => sum + leftAfterOneRound(workflow, each), 0);
    const shuffled = dates.flat().sort(() => random() - 0.5);
    times.sorting.push(milliseconds(() => [...shuffled].sort(byStart)));
  }

  const [ours, sorting] = [median(times.ours), median(times.sorting)];
  const isKept = ours / sorting <= AT_MOST && missing === 0;
  console.log(`The dates of ${SERIES} series for a year, beside sorting the same dates once
  ${dates.flat().length} dates in ${ours.toFixed(0)} ms, sorted in ${sorting.toFixed(1)} ms: ratio ${(ours / sorting).toFixed(0)}, at most ${AT_MOST}; a second round finds ${missing} to do: ${mark(isKept)}
`);
  return isKept;
}

function anySeries(random) {
  const kind = Math.floor(random() * RULES.length);
  const hour = String(7 + Math.floor(random() * 11)).padStart(2, '0');
  const none = { exceptions: [], extras: [], gap: null, overlap: null, resolutions: [] };
  const timeZone = ZONES[Math.floor(random() * ZONES.length)];
  return { startsAt: `${STARTS[kind]}T${hour}:30`, rule: RULES[kind], timeZone, ...none };
}

/** What there would be to do a second time. */
function leftAfterOneRound({ matchMeetings }, dates) {
  const made = matchMeetings(dates, []).create.map((each) => ({ ...each, hasOwnTime: false, isOff: false }));
  const { create, move, drop } = matchMeetings(dates, made);
  return create.length + move.length + drop.length;
}

const byStart = (one, other) => (one.startsAt < other.startsAt ? -1 : one.startsAt > other.startsAt ? 1 : 0);

function milliseconds(work) {
  const began = performance.now();
  work();
  return performance.now() - began;
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
