import fc from 'fast-check';
import { presence, QuorumNotMet, quorum, requireQuorum, type AttendanceMark } from './quorum.js';
import type { Specialty } from './specialties.js';

const OPENED = '2026-03-02T14:00:00.000Z';
const PROPOSED = '2026-03-02T14:10:00.000Z';
const discussion = { openedAt: OPENED, until: PROPOSED };

let recorded = 0;

function mark(
  userId: string,
  kind: AttendanceMark['kind'],
  time: string,
  more: { specialty?: Specialty; corrects?: string; id?: string } = {},
): AttendanceMark {
  recorded += 1;
  return { id: `mark-${recorded}`, userId, specialty: 'spine-surgery', kind, at: `2026-03-02T${time}Z`, ...more };
}

const ofSurgery = (marks: readonly AttendanceMark[]) => quorum(['spine-surgery'], marks, discussion).perSpecialty[0];

describe('the quorum of a discussion', () => {
  it('is met when every required specialty was there from open to propose', () => {
    const marks = [mark('anna', 'joined', '13:58:00'), mark('bruno', 'joined', '14:00:00', { specialty: 'radiology' })];

    expect(quorum(['spine-surgery', 'radiology'], marks, discussion)).toEqual({
      met: true,
      perSpecialty: [
        { specialty: 'spine-surgery', covered: true, gaps: [] },
        { specialty: 'radiology', covered: true, gaps: [] },
      ],
      missing: [],
    });
  });

  it('names the specialty that was never there, and when', () => {
    const marks = [mark('anna', 'joined', '13:58:00')];

    expect(quorum(['spine-surgery', 'radiology'], marks, discussion)).toEqual({
      met: false,
      perSpecialty: [
        { specialty: 'spine-surgery', covered: true, gaps: [] },
        { specialty: 'radiology', covered: false, gaps: [{ from: OPENED, until: PROPOSED }] },
      ],
      missing: ['radiology'],
    });
  });

  it('asks for nobody where the board requires nobody', () => {
    expect(quorum([], [], discussion)).toEqual({ met: true, perSpecialty: [], missing: [] });
  });

  it.each([
    { back: '14:06:00', covered: true, gaps: [], pause: '60 s' },
    {
      back: '14:06:01',
      covered: false,
      gaps: [{ from: '2026-03-02T14:05:00.000Z', until: '2026-03-02T14:06:01.000Z' }],
      pause: '61 s',
    },
  ])('with a pause of $pause is covered: $covered', ({ back, covered, gaps }) => {
    const marks = [mark('anna', 'joined', '14:00:00'), mark('anna', 'left', '14:05:00'), mark('anna', 'joined', back)];

    expect(ofSurgery(marks)).toEqual({ specialty: 'spine-surgery', covered, gaps });
  });

  it.each([
    { joined: '14:01:00', covered: true },
    { joined: '14:01:01', covered: false },
  ])('with nobody there before $joined is covered: $covered', ({ joined, covered }) => {
    expect(ofSurgery([mark('anna', 'joined', joined)])?.covered).toBe(covered);
  });

  it.each([
    { left: '14:09:00', covered: true },
    { left: '14:08:59', covered: false },
  ])('with nobody there after $left is covered: $covered', ({ left, covered }) => {
    expect(ofSurgery([mark('anna', 'joined', '13:58:00'), mark('anna', 'left', left)])?.covered).toBe(covered);
  });

  it('overlooks several short pauses, each by itself', () => {
    const marks = [
      mark('anna', 'joined', '14:00:00'),
      mark('anna', 'left', '14:02:00'),
      mark('anna', 'joined', '14:03:00'),
      mark('anna', 'left', '14:05:00'),
      mark('anna', 'joined', '14:06:00'),
    ];

    expect(ofSurgery(marks)?.covered).toBe(true);
  });

  it('is covered by a member and a deputy together', () => {
    const marks = [
      mark('anna', 'joined', '13:58:00'),
      mark('dora', 'joined', '14:04:30'),
      mark('anna', 'left', '14:05:00'),
    ];

    expect(ofSurgery(marks)?.covered).toBe(true);
  });

  it('does not count who left before, or came after', () => {
    const marks = [
      mark('anna', 'joined', '13:00:00'),
      mark('anna', 'left', '14:00:00'),
      mark('dora', 'joined', '14:10:00'),
    ];

    expect(ofSurgery(marks)?.covered).toBe(false);
  });

  it('is not met by nobody, however short the discussion', () => {
    const moment = { openedAt: OPENED, until: '2026-03-02T14:00:30.000Z' };

    expect(quorum(['spine-surgery'], [], moment)).toEqual({
      met: false,
      perSpecialty: [
        { specialty: 'spine-surgery', covered: false, gaps: [{ from: OPENED, until: '2026-03-02T14:00:30.000Z' }] },
      ],
      missing: ['spine-surgery'],
    });
  });

  it('can be asked for a single instant', () => {
    const now = { openedAt: OPENED, until: OPENED };

    expect(quorum(['spine-surgery'], [mark('anna', 'joined', '14:00:00')], now).met).toBe(true);
    expect(quorum(['spine-surgery'], [mark('anna', 'joined', '14:00:01')], now).met).toBe(false);
  });

  it('takes instants as epoch milliseconds too', () => {
    const marks: AttendanceMark[] = [
      { id: 'm', userId: 'anna', specialty: 'spine-surgery', kind: 'joined', at: 1_000 },
    ];

    expect(quorum(['spine-surgery'], marks, { openedAt: 1_000, until: 500_000 }).met).toBe(true);
  });

  it('is not asked of a discussion that ends before it opens, or of something that is no instant', () => {
    expect(() => quorum([], [], { openedAt: PROPOSED, until: OPENED })).toThrow(RangeError);
    expect(() => quorum([], [], { openedAt: 'noon', until: OPENED })).toThrow('Not an instant: noon');
  });
});

describe('marks of attendance', () => {
  it('say nothing new when somebody joins twice, or leaves without having joined', () => {
    const marks = [
      mark('anna', 'left', '13:50:00'),
      mark('anna', 'joined', '13:58:00'),
      mark('anna', 'joined', '14:05:00'),
    ];

    expect(ofSurgery(marks)?.covered).toBe(true);
  });

  it('may be recorded late and out of order', () => {
    const marks = [mark('anna', 'left', '14:20:00'), mark('anna', 'joined', '13:58:00')];

    expect(ofSurgery(marks)?.covered).toBe(true);
  });

  it('of the same instant count in the order in which they were recorded', () => {
    const leaving = [mark('anna', 'joined', '14:00:00'), mark('anna', 'left', '14:00:00')];
    const joining = [mark('anna', 'left', '14:00:00'), mark('anna', 'joined', '14:00:00')];

    expect(ofSurgery(leaving)?.covered).toBe(false);
    expect(ofSurgery(joining)?.covered).toBe(true);
  });

  it('are corrected by another mark in their place', () => {
    const marks = [
      mark('anna', 'joined', '14:30:00', { id: 'typo' }),
      mark('anna', 'joined', '13:30:00', { corrects: 'typo' }),
    ];

    expect(ofSurgery(marks)?.covered).toBe(true);
  });

  it('are retracted by another mark, which leaves nothing in their place', () => {
    const marks = [
      mark('anna', 'joined', '13:30:00', { id: 'wrong-person' }),
      mark('anna', 'retracted', '13:30:00', { corrects: 'wrong-person' }),
    ];

    expect(ofSurgery(marks)?.covered).toBe(false);
  });
});

describe('an act that needs quorum', () => {
  it('goes on when nobody is missing', () => {
    expect(() => requireQuorum({ missing: [] })).not.toThrow();
  });

  it('is refused naming who is missing', () => {
    expect(() => requireQuorum({ missing: ['spine-surgery', 'radiology'] })).toThrow(QuorumNotMet);
    expect(new QuorumNotMet(['spine-surgery', 'radiology']).message).toBe(
      'The board cannot decide without spine surgery and radiology. Mark their attendance if they were present, ' +
        'call a deputy, or adjourn.',
    );
  });
});

describe('for any attendance', () => {
  const SPECIALTIES = ['spine-surgery', 'radiology'] as const;
  const anyMark = fc.record({
    id: fc.uuid(),
    userId: fc.constantFrom('anna', 'bruno', 'dora'),
    specialty: fc.constantFrom(...SPECIALTIES),
    kind: fc.constantFrom('joined' as const, 'left' as const),
    at: fc.integer({ min: 0, max: 900_000 }),
  });
  const anyDiscussion = fc
    .tuple(fc.integer({ min: 0, max: 900_000 }), fc.integer({ min: 0, max: 900_000 }))
    .map(([one, other]) => ({ openedAt: Math.min(one, other), until: Math.max(one, other) }));

  it('one more who joined never turns a met quorum into one not met', () => {
    fc.assert(
      fc.property(fc.array(anyMark), anyMark, anyDiscussion, (marks, extra, asked) => {
        const joined = { ...extra, kind: 'joined' as const };
        fc.pre(quorum(SPECIALTIES, marks, asked).met);

        expect(quorum(SPECIALTIES, [...marks, joined], asked).met).toBe(true);
      }),
    );
  });

  it('one more who left never turns a quorum not met into a met one', () => {
    fc.assert(
      fc.property(fc.array(anyMark), anyMark, anyDiscussion, (marks, extra, asked) => {
        const left = { ...extra, kind: 'left' as const };
        fc.pre(!quorum(SPECIALTIES, marks, asked).met);

        expect(quorum(SPECIALTIES, [...marks, left], asked).met).toBe(false);
      }),
    );
  });

  it('every reported gap lies in the discussion, is longer than 60 s, and holds nobody of the specialty', () => {
    fc.assert(
      fc.property(fc.array(anyMark), anyDiscussion, (marks, asked) => {
        const { perSpecialty } = quorum(SPECIALTIES, marks, asked);
        const gaps = perSpecialty.flatMap(({ specialty, gaps }) =>
          gaps.map((gap) => ({ specialty, from: Date.parse(gap.from), until: Date.parse(gap.until) })),
        );

        for (const { specialty, from, until } of gaps) {
          const isWhole = from === asked.openedAt && until === asked.until;
          expect(from >= asked.openedAt && until <= asked.until).toBe(true);
          expect(until - from > 60_000 || isWhole).toBe(true);
          expect(quorum([specialty], marks, { openedAt: from, until }).missing).toEqual([specialty]);
        }
      }),
    );
  });
});

describe('who was present', () => {
  it('is told per person and specialty, with the spans that the standing marks make', () => {
    const mistaken = mark('anna', 'left', '14:03:00', { id: 'mistaken' });
    const marks = [
      mark('anna', 'joined', '13:58:00'),
      mistaken,
      mark('bruno', 'joined', '14:00:00', { specialty: 'radiology' }),
      mark('anna', 'left', '14:05:00', { corrects: 'mistaken' }),
      mark('carla', 'left', '14:06:00'),
    ];

    expect(presence(marks)).toEqual([
      {
        userId: 'anna',
        specialty: 'spine-surgery',
        spans: [{ from: Date.UTC(2026, 2, 2, 13, 58), until: Date.UTC(2026, 2, 2, 14, 5) }],
      },
      { userId: 'bruno', specialty: 'radiology', spans: [{ from: Date.UTC(2026, 2, 2, 14, 0), until: Infinity }] },
    ]);
  });
});
