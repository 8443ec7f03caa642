import type { AssessmentFacts } from '#pathway';
import type { Assessment } from '../../assessments/index.js';
import { nothingPlanned as withoutOrders, type FollowUp, type ImagingOrder } from '../follow-up.js';
import { factsFor, levelsFor, scansSince } from './grounds.js';
import { blankOrder } from './replan.js';

const nothingPlanned = { orders: [] } as unknown as FollowUp;
const sinsOf = (facts: AssessmentFacts | null) =>
  factsFor(
    {
      decision: null,
      assessment: facts && ({ facts } as Assessment),
      treatments: [],
      dayOf: (instant) => instant.slice(0, 10),
    },
    null,
    nothingPlanned,
  ).sins;

const lesionAtL1 = {
  levels: ['L1' as const],
  compartment: 'extradural' as const,
  boneQuality: 'lytic' as const,
  alignment: 'subluxation-or-translation' as const,
  collapse: 'over-50-percent' as const,
};

describe('the stability that an imaging interval rests on', () => {
  it('is the worst SINS', () => {
    const facts: AssessmentFacts = {
      pain: { character: 'mechanical' },
      lesions: [{ ...lesionAtL1, posterolateral: 'unilateral' }],
    };
    expect(sinsOf(facts)).toBe(16);
  });

  it('is the least SINS still possible while something is missing', () => {
    expect(sinsOf({ pain: { character: 'mechanical' }, lesions: [lesionAtL1] })).toBe(15);
  });

  it('raises no risk where no lesion is described, or none that SINS is for', () => {
    expect(sinsOf(null)).toBe(0);
    expect(sinsOf({ lesions: [{ levels: ['L1'], compartment: 'intramedullary' }] })).toBeUndefined();
  });

  it('remembers the lesions that the decision rests on when a later entry is silent about them', () => {
    const decided: AssessmentFacts = {
      pain: { character: 'mechanical' },
      lesions: [{ ...lesionAtL1, posterolateral: 'unilateral', escc: '2', paraspinalExtension: true }],
    };
    const facts = factsFor(
      {
        decision: { content: { recommendations: [] }, inForceOn: '2026-03-02', facts: decided },
        assessment: { facts: { general: { kps: 80 } } } as Assessment,
        treatments: [],
        dayOf: (instant) => instant.slice(0, 10),
      },
      null,
      nothingPlanned,
    );
    expect(facts).toMatchObject({ sins: 16, residualEscc: '2', paraspinalExtension: true });
  });
});

describe('the examinations that count', () => {
  const anchor = { on: '2026-03-18', basis: 'treatment-completed', planned: false } as const;
  const dayOf = (instant: string) => instant.slice(0, 10);
  const read = (day: string, part: Partial<ImagingOrder> = {}): ImagingOrder => ({
    ...blankOrder(day, 'case', 'oncologist'),
    kind: 'routine',
    dueOn: day,
    windowFrom: day,
    windowTo: day,
    performedAt: `${day}T10:00:00.000Z`,
    result: 'stable',
    ...part,
  });
  const counted = (...orders: ImagingOrder[]) =>
    scansSince(anchor, { ...withoutOrders('case'), orders }, dayOf).map(({ id }) => id);

  it.each([
    { what: 'made on the day it is counted from', order: read('2026-03-18'), counts: true },
    { what: 'made the day before', order: read('2026-03-17'), counts: false },
    { what: 'not read yet', order: read('2026-05-13', { result: null }), counts: false },
    { what: 'out of turn', order: read('2026-05-13', { kind: 'clinically-indicated' }), counts: true },
    { what: 'a baseline', order: read('2026-05-13', { kind: 'baseline' }), counts: false },
  ])('one $what: $counts', ({ order, counts }) => {
    expect(counted(order)).toHaveLength(counts ? 1 : 0);
  });

  it('stand in the order in which they were made', () => {
    expect(counted(read('2026-07-09'), read('2026-05-13'))).toEqual(['2026-05-13', '2026-07-09']);
  });
});

describe('the levels to look at', () => {
  const decision = {
    content: { recommendations: [{ levels: ['L1', 'T8', 'T8'] }] },
    facts: {},
    inForceOn: '2026-03-02',
  } as unknown as Parameters<typeof levelsFor>[0]['decision'];
  const grounds = (treated: string[], decided = decision) =>
    ({ decision: decided, treatments: treated.map((level) => ({ levels: [level] })) }) as unknown as Parameters<
      typeof levelsFor
    >[0];

  it('are those treated, else those that the decision names, from the head down, each once', () => {
    expect(levelsFor(grounds(['L2', 'C3', 'L2']))).toEqual(['C3', 'L2']);
    expect(levelsFor(grounds([]))).toEqual(['T8', 'L1']);
    expect(levelsFor(grounds([], null))).toEqual([]);
  });
});
