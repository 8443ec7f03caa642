import { DEFAULT_PARAMETERS, type RecommendationContent } from '#pathway';
import type { Treatment } from '../../decisions/index.js';
import { nothingPlanned, type FollowUp, type ImagingOrder } from '../follow-up.js';
import type { Grounds } from './grounds.js';
import { blankOrder, propose, replan, withBaseline, type PlanningRules } from './replan.js';

const radiotherapy: RecommendationContent = {
  modality: 'cebrt',
  intent: 'local-control',
  levels: ['T8'],
  priority: 'routine',
  responsibleSpecialty: 'radiation-oncology',
  dueOn: '2026-03-20',
};

const treatment: Treatment = {
  boardId: 'board',
  caseId: 'case',
  id: 'treatment',
  recommendationId: null,
  modality: 'cebrt',
  levels: ['T8'],
  startedAt: '2026-03-16T09:00:00.000Z',
  completedAt: '2026-03-18T11:00:00.000Z',
  note: null,
  recordedBy: 'oncologist',
  version: 1,
};

const decided: Grounds = {
  decision: { content: { recommendations: [radiotherapy] }, facts: {}, inForceOn: '2026-03-02' },
  assessment: null,
  treatments: [],
  dayOf: (instant) => instant.slice(0, 10),
};
const treated: Grounds = { ...decided, treatments: [treatment] };
const undecided: Grounds = { ...decided, decision: null };

const rules: PlanningRules = {
  parameters: DEFAULT_PARAMETERS,
  isOpenDay: () => true,
  today: '2026-03-02',
  specialistId: 'oncologist',
};
const allClosed: PlanningRules = { ...rules, isOpenDay: () => false };

const nothing = nothingPlanned('case');

/** A routine order as it was planned from the 20th of March. */
function order(part: Partial<ImagingOrder> = {}): ImagingOrder {
  return {
    ...blankOrder('order', 'case', 'oncologist'),
    kind: 'routine',
    countedFrom: '2026-03-20',
    dueOn: '2026-05-15',
    windowFrom: '2026-05-08',
    windowTo: '2026-05-22',
    ...part,
  };
}

const withOrders = (...orders: ImagingOrder[]): FollowUp => ({ ...nothing, orders });
const daysOf = ({ orders }: FollowUp) => orders.map(({ state, dueOn }) => `${state} ${dueOn}`);

describe('planning the next routine examination', () => {
  it('plans nothing while nothing was decided', () => {
    expect(propose(nothing, undecided, rules)).toBeNull();
    expect(replan(nothing, undecided, rules)).toEqual(nothing);
  });

  it('plans one order from the day the treatment is due', () => {
    const { anchor, orders } = replan(nothing, decided, rules);

    expect(anchor).toEqual({ on: '2026-03-20', basis: 'treatment-planned', planned: true });
    expect(orders).toMatchObject([
      { kind: 'routine', state: 'due', isPlanned: true, dueOn: '2026-05-15', modality: 'mri-levels', levels: ['T8'] },
    ]);
  });

  it('moves an order that is due in place', () => {
    const moved = replan(withOrders(order({ isPlanned: true })), treated, rules);

    expect(moved.orders).toMatchObject([
      { id: 'order', isPlanned: false, countedFrom: '2026-03-18', dueOn: '2026-05-13', windowTo: '2026-05-20' },
    ]);
  });

  it.each(['booked', 'missed'] as const)('leaves one alone that is %s, until what it counted from is gone', (state) => {
    const known = withOrders(order({ state }));

    expect(daysOf(replan(known, decided, rules))).toEqual([`${state} 2026-05-15`]);
    expect(daysOf(replan(known, treated, rules))).toEqual(['due 2026-05-13', 'cancelled 2026-05-15']);
  });

  it.each(['performed', 'reported', 'acknowledged', 'cancelled'] as const)(
    'plans another beside one that is %s',
    (state) => {
      expect(daysOf(replan(withOrders(order({ state })), decided, rules))).toHaveLength(2);
    },
  );

  it.each([
    { kind: 'clinically-indicated', what: 'a clinically indicated one' },
    { kind: 'board-exception', what: 'an exception that a person ordered' },
    { kind: 'baseline', what: 'a baseline' },
  ] as const)('leaves $what on its day', ({ kind }) => {
    const known = order({ kind, dueOn: '2026-03-09' });

    const { orders } = replan(withOrders(known), decided, rules);

    expect(orders).toHaveLength(2);
    expect(orders[0]).toEqual(known);
  });

  it.each([
    { weeks: 6, dueOn: '2026-05-01', windowFrom: '2026-05-01', windowTo: '2026-05-08' },
    { weeks: 7, dueOn: '2026-05-08', windowFrom: '2026-05-01', windowTo: '2026-05-15' },
    { weeks: 15, dueOn: '2026-07-03', windowFrom: '2026-06-26', windowTo: '2026-07-10' },
    { weeks: 16, dueOn: '2026-07-10', windowFrom: '2026-07-03', windowTo: '2026-07-10' },
  ])('follows a specialist’s own $weeks weeks, the window cut at weeks 6 and 16', ({ weeks, ...days }) => {
    const policy = { weeks, isException: false, reason: 'A long journey.' };

    expect(replan({ ...nothing, policy }, decided, rules).orders).toMatchObject([
      { kind: 'routine', reason: 'A long journey.', ...days },
    ]);
  });

  it.each([
    { weeks: 3, dueOn: '2026-04-10', windowFrom: '2026-04-03', windowTo: '2026-04-17' },
    { weeks: 26, dueOn: '2026-09-18', windowFrom: '2026-09-11', windowTo: '2026-09-25' },
  ])('follows an exception of the board after $weeks weeks, its window whole', ({ weeks, ...days }) => {
    const policy = { weeks, isException: true, reason: 'Travels for half a year.' };

    expect(replan({ ...nothing, policy }, decided, rules).orders).toMatchObject([{ kind: 'board-exception', ...days }]);
  });

  it.each([
    { own: 16, bounds: { maximumWeeks: 12 }, weeks: 12, window: '2026-06-05 2026-06-12' },
    { own: 6, bounds: { minimumWeeks: 8 }, weeks: 8, window: '2026-05-15 2026-05-22' },
  ])('takes an interval of $own weeks back to $weeks where the board has narrowed its range since', (row) => {
    const policy = { weeks: row.own, isException: false, reason: 'Travels for half a year.' };
    const followUpBounds = { ...DEFAULT_PARAMETERS.followUp, ...row.bounds };
    const narrowed = { ...rules, parameters: { ...DEFAULT_PARAMETERS, followUp: followUpBounds } };

    const [planned] = replan({ ...nothing, policy }, decided, narrowed).orders;

    expect(planned).toMatchObject({ kind: 'routine', explanation: { weeks: row.weeks } });
    expect(`${planned?.windowFrom} ${planned?.windowTo}`).toBe(row.window);
  });

  it('plans no day where all are closed, and asks', () => {
    expect(propose(nothing, decided, allClosed)?.next).toMatchObject({
      kind: 'ask-coordinator',
      wantedOn: '2026-05-15',
    });
    expect(daysOf(replan(nothing, decided, allClosed))).toEqual([]);
  });
});

describe('the baseline', () => {
  const planned = replan(nothing, decided, rules);
  const baselineOf = (grounds: Grounds, known = planned, today = rules.today) =>
    withBaseline(known, grounds, { ...rules, today }).orders.filter(({ kind }) => kind === 'baseline');
  const mriOn = (performedOn: string): Grounds => ({
    ...decided,
    assessment: {
      id: 'assessment',
      caseId: 'case',
      authorId: 'surgeon',
      assessedAt: '2026-03-02T08:00:00.000Z',
      facts: { imaging: [{ modality: 'mri-whole-spine', performedOn }] },
      scores: [],
      supersedesId: null,
    },
  });

  it('is wanted from today until the day that the treatment is planned for', () => {
    expect(baselineOf(decided)).toMatchObject([
      { state: 'due', isPlanned: true, windowFrom: '2026-03-02', windowTo: '2026-03-20', dueOn: '2026-03-20' },
    ]);
  });

  it('is wanted within a week where that day has passed', () => {
    expect(baselineOf(decided, planned, '2026-03-25')).toMatchObject([
      { dueOn: '2026-04-01', windowFrom: '2026-03-25' },
    ]);
  });

  it.each([
    { performedOn: '2026-02-20', wanted: 0 },
    { performedOn: '2026-02-19', wanted: 1 },
  ])(
    'is an MRI of at most 28 days before: with one of $performedOn, $wanted more is wanted',
    ({ performedOn, wanted }) => {
      expect(baselineOf(mriOn(performedOn))).toHaveLength(wanted);
    },
  );

  it.each([
    { performedOn: '2026-02-25', wanted: 0 },
    { performedOn: '2026-02-24', wanted: 1 },
  ])(
    'is judged today where no treatment is ahead: with an MRI of $performedOn on 25 March, $wanted more is wanted',
    ({ performedOn, wanted }) => {
      expect(baselineOf(mriOn(performedOn), planned, '2026-03-25')).toHaveLength(wanted);
    },
  );

  it('is wanted once, and not before there is anything to compare', () => {
    expect(baselineOf(decided, withBaseline(planned, decided, rules))).toHaveLength(1);
    expect(baselineOf(undecided, nothing)).toEqual([]);
  });
});
