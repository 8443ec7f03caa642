import fc from 'fast-check';
import { isLocalTime, isZone, localTimeOf, readLocalTime } from './local-time.js';
import { matchMeetings } from './match-meetings.js';
import { occurrencesIn, type Occurrence, type Recurrence } from './occurrences.js';

const tuesday: Occurrence = {
  kind: 'meets',
  recurrenceId: '2026-03-10T14:00',
  localStart: '2026-03-10T14:00',
  startsAt: '2026-03-10T13:00:00.000Z',
};
const meeting = {
  recurrenceId: '2026-03-10T14:00',
  startsAt: '2026-03-10T13:00:00.000Z',
  hasOwnTime: false,
  isOff: false,
};
const NOTHING = { create: [], move: [], keep: [], drop: [] };

describe('matching a series with its meetings', () => {
  it('creates what is not there yet', () => {
    expect(matchMeetings([tuesday], [])).toEqual({ ...NOTHING, create: [tuesday] });
  });

  it('does nothing the second time', () => {
    expect(matchMeetings([tuesday], [meeting])).toEqual({ ...NOTHING, keep: [meeting] });
  });

  it('does not make again what was called off', () => {
    expect(matchMeetings([tuesday], [{ ...meeting, isOff: true }])).toEqual(NOTHING);
  });

  it('moves a meeting to the new hour of its day', () => {
    const at15 = { ...meeting, recurrenceId: '2026-03-10T15:00', startsAt: '2026-03-10T14:00:00.000Z' };
    expect(matchMeetings([tuesday], [at15])).toEqual({ ...NOTHING, move: [{ meeting: at15, to: tuesday }] });
  });

  it('gives a date to one meeting only where two were on its day', () => {
    const at15 = { ...meeting, recurrenceId: '2026-03-10T15:00', startsAt: '2026-03-10T14:00:00.000Z' };
    const at16 = { ...meeting, recurrenceId: '2026-03-10T16:00', startsAt: '2026-03-10T15:00:00.000Z' };
    expect(matchMeetings([tuesday], [at15, at16])).toEqual({
      ...NOTHING,
      move: [{ meeting: at15, to: tuesday }],
      drop: [{ meeting: at16, because: null }],
    });
    expect(matchMeetings([tuesday], [at15, meeting])).toEqual({
      ...NOTHING,
      keep: [meeting],
      drop: [{ meeting: at15, because: null }],
    });
  });

  it('leaves one that was moved alone where it is, unless that is to be overwritten', () => {
    const moved = { ...meeting, startsAt: '2026-03-11T13:00:00.000Z', hasOwnTime: true };
    expect(matchMeetings([tuesday], [moved])).toEqual({ ...NOTHING, keep: [moved] });
    expect(matchMeetings([tuesday], [moved], true)).toEqual({ ...NOTHING, move: [{ meeting: moved, to: tuesday }] });
  });

  it('drops one whose date is skipped, with the reason, or gone', () => {
    const skipped: Occurrence = { kind: 'skipped', recurrenceId: tuesday.recurrenceId, because: 'Good Friday' };
    expect(matchMeetings([skipped], [meeting]).drop).toEqual([{ meeting, because: 'Good Friday' }]);
    expect(matchMeetings([], [meeting]).drop).toEqual([{ meeting, because: null }]);

    const movedAway = { ...meeting, startsAt: '2026-03-11T13:00:00.000Z', hasOwnTime: true };
    expect(matchMeetings([skipped], [movedAway]).drop).toEqual([]);
    expect(matchMeetings([skipped], [movedAway], true).drop).toEqual([{ meeting: movedAway, because: 'Good Friday' }]);
  });

  it('leaves one alone while its hour is in question', () => {
    const { recurrenceId } = tuesday;
    const question: Occurrence = {
      kind: 'in-question',
      recurrenceId,
      question: { recurrenceId, kind: 'gap', candidates: [] },
    };
    expect(matchMeetings([question], [meeting])).toEqual(NOTHING);
  });
});

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu'];
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** Any weekly series of these zones, begun on any day of 2026 at any minute. */
const anySeries = fc
  .record({
    timeZone: fc.constantFrom(...ZONES),
    day: fc.integer({ min: 0, max: 364 }),
    minute: fc.integer({ min: 0, max: 1_439 }),
    interval: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ timeZone, day, minute, interval }): Recurrence => {
    const start = new Date(Date.UTC(2026, 0, 1, 0, minute) + day * 86_400_000);
    const rule = `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${WEEKDAYS[start.getUTCDay()]}`;
    const startsAt = start.toISOString().slice(0, 16);
    return { startsAt, rule, timeZone, exceptions: [], extras: [], gap: null, overlap: null, resolutions: [] };
  });

describe('any weekly series, in any of five zones', () => {
  it('meets at the same hour on the wall all year, on days a whole number of weeks apart', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const dates = occurrencesIn(series, { from: series.startsAt.slice(0, 10), until: '2027-12-31' });
        const meeting = dates.flatMap((each) => (each.kind === 'meets' ? [each] : []));
        for (const { recurrenceId, localStart, startsAt } of meeting) {
          expect(localStart).toBe(recurrenceId);
          expect(localTimeOf(startsAt, series.timeZone)).toBe(recurrenceId);
          expect(recurrenceId.slice(11)).toBe(series.startsAt.slice(11));
          const days = (Date.parse(`${recurrenceId}Z`) - Date.parse(`${series.startsAt}Z`)) / 86_400_000;
          expect(days % 7).toBe(0);
        }
        expect(meeting.length).toBeGreaterThan(dates.length - 4);
      }),
      { numRuns: 100 },
    );
  });

  it('is complete after one round: the second finds nothing to do', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const dates = occurrencesIn(series, { from: series.startsAt.slice(0, 10), until: '2027-12-31' });
        const made = matchMeetings(dates, []).create.map((each) => ({ ...each, hasOwnTime: false, isOff: false }));
        expect(matchMeetings(dates, made)).toEqual({ ...NOTHING, keep: made });
      }),
      { numRuns: 50 },
    );
  });
});

describe('a local time', () => {
  it('is a minute of a day that exists', () => {
    expect(['2026-03-03T14:00', '2028-02-29T00:00'].every(isLocalTime)).toBe(true);
    expect(
      ['2026-02-30T14:00', '2026-03-03T24:00', '2026-03-03T14:00Z', '2026-03-03', '2026-03-03T14:00:00', ''].some(
        isLocalTime,
      ),
    ).toBe(false);
  });

  it('has one instant nearly always', () => {
    expect(readLocalTime('2026-07-01T12:00', 'Asia/Kathmandu')).toEqual({
      kind: 'clear',
      localStart: '2026-07-01T12:00',
      startsAt: '2026-07-01T06:15:00.000Z',
    });
  });

  it('stands in a zone of the IANA database', () => {
    expect(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires'].every(isZone)).toBe(true);
    expect(['', 'Mars/Olympus', '+01:00', 'Europe/Berlin\n', '../etc/passwd'].some(isZone)).toBe(false);
  });
});
