import fc from 'fast-check';
import { forecastQuorum, type Reply } from './forecast-quorum.js';
import { proposeAgenda, type OpenMeeting, type WaitingCase } from './propose-agenda.js';

const quorum = (reply: Reply) =>
  forecastQuorum(['spine-surgery'], [{ userId: 'a', specialty: 'spine-surgery', reply }]);
const waiting = (caseId: string, part: Partial<WaitingCase> & { minutes?: number } = {}): WaitingCase => {
  const { minutes = 10, ...rest } = part;
  return {
    caseId,
    lane: 'elective',
    clockDueAt: null,
    priority: 0,
    decisionDueOn: null,
    referredAt: '2026-02-20T10:00:00.000Z',
    referredOn: '2026-02-20',
    prediction: { minutes, basis: 'published', sentence: `${minutes} minutes.` },
    notReadyFor: new Map(),
    ...rest,
  };
};
const meeting = (meetingId: string, part: Partial<OpenMeeting> = {}): OpenMeeting => ({
  meetingId,
  startsAt: `2026-03-0${meetingId}T09:00:00.000Z`,
  label: `${meetingId} March`,
  freeMinutes: 60,
  isPastDeadline: false,
  quorum: quorum('accepted'),
  ...part,
});
const order = (cases: WaitingCase[], meetings: OpenMeeting[]) =>
  proposeAgenda(cases, meetings).placements.map(({ caseId, meetingId }) => `${caseId}@${meetingId}`);

describe('the proposed agenda', () => {
  it('puts the emergency lane first, by its clocks, then the put-off, the due, and those who wait longest', () => {
    const cases = [
      waiting('new', { referredAt: '2026-02-25T10:00:00.000Z' }),
      waiting('old'),
      waiting('due', { decisionDueOn: '2026-03-12' }),
      waiting('due-sooner', { decisionDueOn: '2026-03-10' }),
      waiting('put-off', { priority: 1 }),
      waiting('put-off-twice', { priority: 2 }),
      waiting('urgent', { lane: 'emergency', clockDueAt: '2026-03-04T10:00:00.000Z' }),
      waiting('most-urgent', { lane: 'emergency', clockDueAt: '2026-03-03T10:00:00.000Z' }),
      waiting('no-clock', { lane: 'emergency' }),
    ];

    expect(order(cases, [meeting('2', { freeMinutes: 600 })])).toEqual([
      'most-urgent@2',
      'urgent@2',
      'no-clock@2',
      'put-off-twice@2',
      'put-off@2',
      'due-sooner@2',
      'due@2',
      'old@2',
      'new@2',
    ]);
  });

  it('fills the first meeting and goes on with the next, a short case taking room that a long one cannot', () => {
    const cases = [
      waiting('a', { minutes: 40, priority: 2 }),
      waiting('b', { minutes: 30, priority: 1 }),
      waiting('c', { minutes: 20 }),
    ];

    expect(order(cases, [meeting('9'), meeting('2')])).toEqual(['a@2', 'c@2', 'b@9']);
  });

  it('says in words why a case stands where it stands', () => {
    const { placements } = proposeAgenda(
      [
        waiting('a', {
          lane: 'emergency',
          clockDueAt: '2026-03-01T10:00:00.000Z',
          priority: 2,
          decisionDueOn: '2026-03-10',
          notReadyFor: new Map([['2', 'MRI of the whole spine will be missing.']]),
        }),
      ],
      [meeting('2'), meeting('3', { isPastDeadline: true, quorum: quorum('tentative') })],
    );

    expect(placements).toEqual([
      {
        caseId: 'a',
        meetingId: '3',
        minutes: 10,
        reasons: [
          'Emergency lane.',
          'Its clock ends at 2026-03-01T10:00:00.000Z, before this meeting: think of an emergency decision.',
          'Put off 2 times.',
          'Decision due by 2026-03-10.',
          'Waiting since 2026-02-20.',
          '10 minutes.',
          'Listing has closed: an emergency is listed late.',
          'Nobody has yet accepted for spine surgery.',
          'Not on 2 March: MRI of the whole spine will be missing.',
        ],
      },
    ]);
  });

  it('leaves a case that no meeting can take, and says what stands in its way at each', () => {
    const { left } = proposeAgenda(
      [waiting('a', { minutes: 30, notReadyFor: new Map([['2', 'KPS will be too old.']]) })],
      [
        meeting('2'),
        meeting('3', { isPastDeadline: true }),
        meeting('4', { quorum: quorum('declined') }),
        meeting('5', { freeMinutes: 29 }),
        meeting('6', { freeMinutes: -5 }),
      ],
    );

    expect(left).toEqual([
      {
        caseId: 'a',
        reasons: [
          'Not on 2 March: KPS will be too old.',
          'Not on 3 March: listing has closed; list it by hand with a reason.',
          'Not on 4 March: nobody can come for spine surgery.',
          'Not on 5 March: it needs 30 minutes and 29 are free.',
          'Not on 6 March: it needs 30 minutes and 0 are free.',
        ],
      },
    ]);
    expect(proposeAgenda([waiting('a')], []).left).toEqual([
      { caseId: 'a', reasons: ['No meeting is open for listing.'] },
    ]);
  });

  it('names the end of a clock that the meeting keeps', () => {
    const [placed] = proposeAgenda(
      [waiting('a', { clockDueAt: '2026-03-02T09:00:00.000Z', priority: 1 })],
      [meeting('2')],
    ).placements;
    expect(placed!.reasons.slice(0, 2)).toEqual(['Its clock ends at 2026-03-02T09:00:00.000Z.', 'Put off once.']);
  });
});

const anyCase = fc.record({
  lane: fc.constantFrom('emergency' as const, 'elective' as const),
  priority: fc.nat(2),
  minutes: fc.integer({ min: 1, max: 40 }),
  clock: fc.option(fc.integer({ min: 1, max: 9 })),
  blocked: fc.subarray(['1', '2', '3']),
});
const anyMeeting = fc.record({
  freeMinutes: fc.integer({ min: -10, max: 90 }),
  isPastDeadline: fc.boolean(),
  reply: fc.constantFrom<Reply>('accepted', 'tentative', 'declined'),
});
const anyWeek = fc.record({
  cases: fc.array(anyCase, { maxLength: 12 }),
  meetings: fc.array(anyMeeting, { maxLength: 3 }),
});

const weekOf = ({ cases, meetings }: typeof anyWeek extends fc.Arbitrary<infer Week> ? Week : never) => ({
  cases: cases.map(({ clock, blocked, ...rest }, index) =>
    waiting(`${index}`, {
      ...rest,
      clockDueAt: clock === null ? null : `2026-03-0${clock}T10:00:00.000Z`,
      notReadyFor: new Map(blocked.map((id) => [id, 'not ready.'])),
    }),
  ),
  meetings: meetings.map(({ reply, ...rest }, index) => meeting(`${index + 1}`, { ...rest, quorum: quorum(reply) })),
});

describe('whatever waits, the proposed agenda', () => {
  it('fits every meeting, places each case once or says why not, and never where it will not be ready', () => {
    fc.assert(
      fc.property(anyWeek, (week) => {
        const { cases, meetings } = weekOf(week);
        const { placements, left } = proposeAgenda(cases, meetings);

        expect([...placements, ...left].map(({ caseId }) => Number(caseId)).sort((a, b) => a - b)).toEqual(
          cases.map((_, index) => index),
        );
        for (const {
          meetingId,
          freeMinutes,
          quorum: { outlook },
        } of meetings) {
          const here = placements.filter((placement) => placement.meetingId === meetingId);
          expect(here.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(Math.max(0, freeMinutes));
          if (outlook === 'not-met') expect(here).toEqual([]);
        }
        for (const { caseId, meetingId } of placements)
          expect(cases[Number(caseId)]!.notReadyFor.has(meetingId)).toBe(false);
        for (const { reasons } of [...placements, ...left]) expect(reasons.length).toBeGreaterThan(0);
      }),
    );
  });

  it('is the same however the cases and meetings are sent, and proposes nothing new when applied', () => {
    fc.assert(
      fc.property(anyWeek, (week) => {
        const { cases, meetings } = weekOf(week);
        const proposal = proposeAgenda(cases, meetings);
        expect(proposeAgenda([...cases].reverse(), [...meetings].reverse())).toEqual(proposal);

        const placed = new Set(proposal.placements.map(({ caseId }) => caseId));
        const after = meetings.map((each) => ({
          ...each,
          freeMinutes:
            each.freeMinutes -
            proposal.placements.reduce(
              (sum, { meetingId, minutes }) => sum + (meetingId === each.meetingId ? minutes : 0),
              0,
            ),
        }));
        const again = proposeAgenda(
          cases.filter(({ caseId }) => !placed.has(caseId)),
          after,
        );
        expect(again.placements).toEqual([]);
      }),
    );
  });

  it('lets no elective case stand before an emergency of its meeting', () => {
    fc.assert(
      fc.property(anyWeek, (week) => {
        const { cases, meetings } = weekOf(week);
        const { placements } = proposeAgenda(cases, meetings);
        for (const { meetingId } of meetings) {
          const lanes = placements
            .filter((each) => each.meetingId === meetingId)
            .map(({ caseId }) => cases[Number(caseId)]!.lane);
          expect(lanes).toEqual([...lanes].sort((a, b) => Number(b === 'emergency') - Number(a === 'emergency')));
        }
      }),
    );
  });
});
