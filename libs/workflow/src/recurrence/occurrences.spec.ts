import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { countBefore, occurrencesIn, requireClearHours, requireRecurrence, type Recurrence } from './occurrences.js';
import type { LocalTimeInQuestion } from './recurrence.errors.js';
import { endingAt, withCount } from './rule.js';

const series = (part: Partial<Recurrence> = {}): Recurrence => ({
  startsAt: '2026-03-03T14:00',
  rule: 'FREQ=WEEKLY;BYDAY=TU',
  timeZone: 'Europe/Berlin',
  exceptions: [],
  extras: [],
  gap: null,
  overlap: null,
  resolutions: [],
  ...part,
});

const startsIn = (recurrence: Recurrence, from: string, until: string) =>
  occurrencesIn(recurrence, { from, until }).map((each) => (each.kind === 'meets' ? each.startsAt : each.kind));

const YEAR = { from: '2026-03-01', until: '2027-02-28' };
/** Tuesdays at two in the night and in the afternoon, in five zones. */
const EVERYWHERE = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
].flatMap((timeZone) => ['2026-03-03T14:00', '2026-03-03T02:30'].map((startsAt) => series({ timeZone, startsAt })));

describe('the dates of a series', () => {
  it.each<[string, Partial<Recurrence>, string, string, string[]]>([
    [
      'every Tuesday in Berlin: 14:00 before and after the clocks go forward on 29 March',
      {},
      '2026-03-20',
      '2026-04-02',
      ['2026-03-24T13:00:00.000Z', '2026-03-31T12:00:00.000Z'],
    ],
    [
      'every second Tuesday',
      { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU' },
      '2026-03-01',
      '2026-03-31',
      ['2026-03-03T13:00:00.000Z', '2026-03-17T13:00:00.000Z', '2026-03-31T12:00:00.000Z'],
    ],
    [
      'the last Thursday of each month in New York, whose clocks moved on 8 March',
      { startsAt: '2026-02-26T08:00', rule: 'FREQ=MONTHLY;BYDAY=-1TH', timeZone: 'America/New_York' },
      '2026-02-01',
      '2026-04-30',
      ['2026-02-26T13:00:00.000Z', '2026-03-26T12:00:00.000Z', '2026-04-30T12:00:00.000Z'],
    ],
    [
      'on Lord Howe Island, whose clocks go back by half an hour on 5 April',
      { startsAt: '2026-04-01T09:00', rule: 'FREQ=WEEKLY;BYDAY=WE', timeZone: 'Australia/Lord_Howe' },
      '2026-04-01',
      '2026-04-08',
      ['2026-03-31T22:00:00.000Z', '2026-04-07T22:30:00.000Z'],
    ],
    [
      'in Kathmandu, a quarter of an hour off',
      { startsAt: '2026-03-02T07:15', rule: 'FREQ=WEEKLY;BYDAY=MO', timeZone: 'Asia/Kathmandu' },
      '2026-03-01',
      '2026-03-09',
      ['2026-03-02T01:30:00.000Z', '2026-03-09T01:30:00.000Z'],
    ],
    [
      'in Apia, where 30 December 2011 never came: asked about, the others as ever',
      { startsAt: '2011-12-23T10:00', rule: 'FREQ=WEEKLY;BYDAY=FR', timeZone: 'Pacific/Apia' },
      '2011-12-23',
      '2012-01-06',
      ['2011-12-23T20:00:00.000Z', 'in-question', '2012-01-05T20:00:00.000Z'],
    ],
    [
      'three times, and no more',
      { rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3' },
      '2026-03-10',
      '2027-03-10',
      ['2026-03-10T13:00:00.000Z', '2026-03-17T13:00:00.000Z'],
    ],
    [
      'until a day, which still counts',
      { rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20260310' },
      '2026-03-01',
      '2027-03-01',
      ['2026-03-03T13:00:00.000Z', '2026-03-10T13:00:00.000Z'],
    ],
    [
      'until an instant that is the start of the last one',
      { rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20260310T130000Z' },
      '2026-03-01',
      '2027-03-01',
      ['2026-03-03T13:00:00.000Z', '2026-03-10T13:00:00.000Z'],
    ],
    [
      'without its exceptions and with its extra dates',
      { exceptions: ['2026-03-10T14:00'], extras: ['2026-03-12T15:30'] },
      '2026-03-01',
      '2026-03-17',
      ['2026-03-03T13:00:00.000Z', '2026-03-12T14:30:00.000Z', '2026-03-17T13:00:00.000Z'],
    ],
    [
      'on 29 February',
      { startsAt: '2028-02-29T14:00', rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29' },
      '2028-01-01',
      '2033-01-01',
      ['2028-02-29T13:00:00.000Z', '2032-02-29T13:00:00.000Z'],
    ],
    [
      'on the last working day of a month',
      { startsAt: '2026-03-31T14:00', rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1' },
      '2026-03-01',
      '2026-05-31',
      ['2026-03-31T12:00:00.000Z', '2026-04-30T12:00:00.000Z', '2026-05-29T12:00:00.000Z'],
    ],
  ])('%s', (_what, part, from, until, expected) => {
    const recurrence = series(part);
    requireRecurrence(recurrence);
    expect(startsIn(recurrence, from, until)).toEqual(expected);
  });

  it('leave out a closed day, and say why', () => {
    const closed = (day: string) => (day === '2026-03-10' ? 'Founders’ day' : null);
    expect(occurrencesIn(series(), { from: '2026-03-10', until: '2026-03-10' }, closed)).toEqual([
      { kind: 'skipped', recurrenceId: '2026-03-10T14:00', because: 'Founders’ day' },
    ]);
  });

  it('are counted up to a day, so that a series can be divided there', () => {
    expect(countBefore(series(), '2026-03-17')).toBe(2);
    expect(withCount('FREQ=WEEKLY;COUNT=10;BYDAY=TU', 8)).toBe('FREQ=WEEKLY;COUNT=8;BYDAY=TU');
    expect(endingAt('FREQ=WEEKLY;COUNT=10;BYDAY=TU', '2026-03-16T22:59:59Z')).toBe(
      'FREQ=WEEKLY;BYDAY=TU;UNTIL=20260316T225959Z',
    );
  });

  it('are the same in whatever zone the server stands', () => {
    const file = fileURLToPath(new URL('occurrences.ts', import.meta.url));
    const bundle = execFileSync('esbuild', [file, '--bundle', '--format=esm', '--platform=node'], { encoding: 'utf8' });
    const program = `${bundle}
      console.log(JSON.stringify(${JSON.stringify(EVERYWHERE)}.map((one) => occurrencesIn(one, ${JSON.stringify(YEAR)}))));`;
    const answers = ['UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe'].map((TZ) =>
      execFileSync(process.execPath, ['--input-type=module', '-'], { env: { TZ }, input: program, encoding: 'utf8' }),
    );
    expect(answers[0]).toContain('2026-03-31T12:00:00.000Z');
    expect(new Set(answers).size).toBe(1);
  });
});

describe('an hour that does not exist', () => {
  const night = series({ startsAt: '2026-03-22T02:30', rule: 'FREQ=WEEKLY;BYDAY=SU' });
  const span = { from: '2026-03-29', until: '2026-03-29' };

  it('is asked about, with both readings', () => {
    const ask = () => requireClearHours(occurrencesIn(night, span));
    expect(ask).toThrow(expect.objectContaining({ code: 'local-time-in-question', kind: 'unprocessable' }));
    expect(questionOf(ask)).toEqual([
      {
        recurrenceId: '2026-03-29T02:30',
        kind: 'gap',
        candidates: [
          { choose: 'earlier', localStart: '2026-03-29T01:30', startsAt: '2026-03-29T00:30:00.000Z' },
          { choose: 'later', localStart: '2026-03-29T03:30', startsAt: '2026-03-29T01:30:00.000Z' },
        ],
      },
    ]);
  });

  it('is what was answered, for all such dates or for this one', () => {
    expect(startsIn({ ...night, gap: 'later' }, span.from, span.until)).toEqual(['2026-03-29T01:30:00.000Z']);
    const resolutions = [{ at: '2026-03-29T02:30', choose: 'earlier' as const }];
    expect(startsIn({ ...night, gap: 'later', resolutions }, span.from, span.until)).toEqual([
      '2026-03-29T00:30:00.000Z',
    ]);
  });

  it('is not answered by a choice for hours that come twice', () => {
    expect(startsIn({ ...night, overlap: 'first' }, span.from, span.until)).toEqual(['in-question']);
  });
});

describe('an hour that comes twice', () => {
  const night = series({ startsAt: '2026-10-18T02:30', rule: 'FREQ=WEEKLY;BYDAY=SU' });

  it.each([
    ['first', '2026-10-25T00:30:00.000Z'],
    ['second', '2026-10-25T01:30:00.000Z'],
  ] as const)('is the %s when that is what was answered', (overlap, expected) => {
    expect(startsIn(night, '2026-10-25', '2026-10-25')).toEqual(['in-question']);
    expect(startsIn({ ...night, overlap }, '2026-10-25', '2026-10-25')).toEqual([expected]);
  });
});

describe('a recurrence that no board can mean', () => {
  it.each<[string, Partial<Recurrence>, string]>([
    ['a zone that does not exist', { timeZone: 'Europe/Atlantis' }, 'unknown-time-zone'],
    ['a bare offset', { timeZone: '+01:00' }, 'unknown-time-zone'],
    ['30 February', { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'recurrence-impossible'],
    ['a start that is no Tuesday', { startsAt: '2026-03-04T14:00' }, 'start-not-in-rule'],
    ['an end before the start', { rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20260302' }, 'until-before-start'],
    ['10 000 occurrences', { rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=10000' }, 'too-many-occurrences'],
    ['1 001 occurrences', { rule: 'FREQ=DAILY;COUNT=1001' }, 'too-many-occurrences'],
    ['weekly until the year 2100', { rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=21000101' }, 'too-many-occurrences'],
    ['an exception on another day', { exceptions: ['2026-03-11T14:00'] }, 'date-not-in-series'],
    ['an exception before the start', { exceptions: ['2026-02-24T14:00'] }, 'date-not-in-series'],
    ['an extra date before the start', { extras: ['2026-02-24T14:00'] }, 'date-not-in-series'],
    ['an extra date of the rule', { extras: ['2026-03-10T14:00'] }, 'date-not-in-series'],
    ...[
      'FREQ=HOURLY',
      'FREQ=SECONDLY',
      'FREQ=FORTNIGHTLY',
      'FREQ=DAILY;BYHOUR=9,15',
      'FREQ=WEEKLY;INTERVAL=0',
      'FREQ=WEEKLY;INTERVAL=-1',
      'FREQ=WEEKLY;INTERVAL=1.5',
      'FREQ=WEEKLY;COUNT=0',
      'FREQ=WEEKLY;COUNT=3;UNTIL=20260401',
      'FREQ=WEEKLY;BYDAY=TU;BYDAY=WE',
      'FREQ=WEEKLY;BYDAY=2TU',
      'FREQ=WEEKLY;BYDAY=XX',
      'FREQ=WEEKLY;BYDAY=TU,TU',
      'FREQ=WEEKLY;BYMONTHDAY=3',
      'FREQ=MONTHLY;BYMONTHDAY=0',
      'FREQ=MONTHLY;BYMONTHDAY=32',
      'FREQ=MONTHLY;BYYEARDAY=40',
      'FREQ=MONTHLY;BYWEEKNO=4',
      'FREQ=MONTHLY;BYSETPOS=1',
      'FREQ=MONTHLY;UNTIL=2026-12-31',
      'FREQ=MONTHLY;UNTIL=20260230',
      'FREQ=MONTHLY;WKST=1',
      'RRULE:FREQ=WEEKLY',
      'BYDAY=TU',
      'FREQ=WEEKLY;',
      'FREQ=WEEKLY;COLOUR=RED',
      '__proto__=1;FREQ=WEEKLY',
    ].map((rule): [string, Partial<Recurrence>, string] => [rule, { rule }, 'recurrence-not-allowed']),
  ])('is refused: %s', (_what, part, code) => {
    expect(() => requireRecurrence(series(part))).toThrow(expect.objectContaining({ code }));
  });

  it('hears the first day that the rule does give', () => {
    expect(() => requireRecurrence(series({ startsAt: '2026-03-04T14:00' }))).toThrow(
      'The first such day is 2026-03-10.',
    );
  });
});

function questionOf(ask: () => void): unknown {
  try {
    ask();
  } catch (error) {
    return (error as LocalTimeInQuestion).questions;
  }
  return undefined;
}
