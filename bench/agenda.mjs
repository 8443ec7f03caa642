/** An agenda proposal for 500 ready cases and 8 meetings, beside putting the same cases in order once. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST } from '../tools/paths.mjs';
import { mark } from './report.mjs';
import { seeded } from './random-facts.mjs';

/** Each case is asked of each meeting at most once, so a proposal may take a few orderings for each meeting, and no more. */
const AT_MOST = 60;
const [CASES, MEETINGS, ROUNDS] = [500, 8, 41];

export async function benchAgenda() {
  const { forecastQuorum, proposeAgenda } = await import(
    pathToFileURL(join(DIST, 'libs', 'workflow', 'src', 'index.js')).href
  );
  const random = seeded(CASES);
  const invited = [{ userId: 'a', specialty: 'spine-surgery', reply: 'accepted' }];
  const quorum = forecastQuorum(['spine-surgery'], invited);
  const meetings = Array.from({ length: MEETINGS }, (_, index) => ({
    meetingId: `${index}`,
    startsAt: `2026-03-0${index + 1}T09:00:00.000Z`,
    label: `2026-03-0${index + 1}`,
    freeMinutes: 90 + index,
    isPastDeadline: index === 0,
    quorum,
  }));
  const cases = Array.from({ length: CASES }, (_, index) => waiting(index, random));

  const times = { ours: [], sorting: [] };
  let placed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    times.sorting.push(milliseconds(() => [...cases].sort(byWaiting)));
    times.ours.push(milliseconds(() => (placed = proposeAgenda(cases, meetings).placements.length)));
  }
  const [ours, sorting] = [median(times.ours), median(times.sorting)];
  const isKept = ours / sorting <= AT_MOST;
  console.log(`An agenda proposal for ${CASES} ready cases and ${MEETINGS} meetings, beside sorting the cases once
  proposed in ${ours.toFixed(2)} ms (${placed} placed), sorted in ${sorting.toFixed(2)} ms: ratio ${(ours / sorting).toFixed(0)}, at most ${AT_MOST}: ${mark(isKept)}
`);
  return isKept;
}

function waiting(index, random) {
  const minutes = 5 + Math.floor(random() * 15);
  const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
  return {
    caseId: `${index}`,
    lane: random() < 0.1 ? 'emergency' : 'elective',
    clockDueAt: random() < 0.2 ? `2026-03-${day}T10:00:00.000Z` : null,
    priority: Math.floor(random() * 3),
    decisionDueOn: random() < 0.3 ? `2026-03-${day}` : null,
    referredAt: `2026-02-${day}T10:00:00.000Z`,
    referredOn: `2026-02-${day}`,
    prediction: { minutes, basis: 'published', sentence: `${minutes} minutes.` },
    notReadyFor: new Map(random() < 0.3 ? [['1', 'MRI of the whole spine will be too old.']] : []),
  };
}

const byWaiting = (one, other) => (one.referredAt < other.referredAt ? -1 : one.referredAt > other.referredAt ? 1 : 0);

function milliseconds(work) {
  const began = performance.now();
  work();
  return performance.now() - began;
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
