import fc from 'fast-check';
import { CASE_STATES, CASE_TRANSITIONS, type CaseState } from './case-states.js';
import { NEXT_STEPS, nextStep, type StepFacts } from './next-step.js';
import { SPECIALTIES } from './specialties.js';

const nothing: StepFacts = {
  state: 'workup',
  stateSinceOn: '2026-03-02',
  clocks: [],
  place: null,
  proposed: null,
  inForce: null,
  recommendations: [],
  orders: [],
};
const of = (facts: Partial<StepFacts>) => nextStep({ ...nothing, ...facts });
const told = (facts: Partial<StepFacts>) => {
  const step = of(facts);
  return step && [step.kind, step.owner.userId ?? step.owner.role ?? step.owner.specialty, step.dueOn];
};

describe('the next step of a case', () => {
  const place = { itemId: 'item', chairId: 'carl', on: '2026-03-10' };
  const proposed = {
    id: 'revision',
    on: '2026-03-04',
    outstanding: ['spine-surgery', 'radiation-oncology'] as const,
    awaitsRatification: false,
  };

  it.each<[string, Partial<StepFacts>, string[]]>([
    ['a referral is accepted or declined on its day', { state: 'referred' }, ['triage', 'coordinator', '2026-03-02']],
    ['workup is completed within a week', { state: 'workup' }, ['complete-workup', 'coordinator', '2026-03-09']],
    ['a ready case gets its place', { state: 'ready' }, ['list', 'coordinator', '2026-03-09']],
    ['a listed case is discussed at its meeting', { state: 'listed', place }, ['discuss', 'carl', '2026-03-10']],
    ['a discussion ends in a decision', { state: 'in-discussion', place }, ['decide', 'carl', '2026-03-10']],
    ['a decision is signed', { state: 'decided', proposed }, ['sign', 'spine-surgery', '2026-03-11']],
    [
      'where only a dissent stands in the way the chair answers it',
      { state: 'decided', proposed: { ...proposed, outstanding: [] } },
      ['sign', 'chair', '2026-03-11'],
    ],
    ['a decision that was returned is made anew', { state: 'decided' }, ['revise-decision', 'chair', '2026-03-09']],
    ['a case with nothing open is closed', { state: 'active' }, ['close', 'coordinator', '2026-03-09']],
  ])('%s', (_, facts, expected) => {
    expect(told(facts)).toEqual(expected);
  });

  it('is the earliest due of what is open: a clock before workup, a recommendation before its imaging', () => {
    const clocks = [{ id: 'clock', dueOn: '2026-03-03', specialty: null }];
    const orders = [{ id: 'scan', state: 'due' as const, dueOn: '2026-05-13', specialistId: 'rae' }];
    const recommendations = [
      { id: 'line', ownerId: null, specialty: 'radiation-oncology' as const, dueOn: '2026-03-20' },
    ];

    expect(told({ clocks })).toEqual(['answer-clock', 'coordinator', '2026-03-03']);
    expect(told({ state: 'active', orders, recommendations })).toEqual([
      'carry-out',
      'radiation-oncology',
      '2026-03-20',
    ]);
    expect(told({ state: 'active', orders })).toEqual(['make-imaging', 'coordinator', '2026-05-13']);
    expect(told({ state: 'active', recommendations: [{ ...recommendations[0]!, ownerId: 'rae' }] })).toEqual([
      'carry-out',
      'rae',
      '2026-03-20',
    ]);
    const treat = { id: 'clock', dueOn: '2026-03-03', specialty: 'radiation-oncology' as const };
    expect(told({ state: 'active', clocks: [treat] })).toEqual(['answer-clock', 'radiation-oncology', '2026-03-03']);
  });

  it('of an examination is to make it, then to read it, then to acknowledge it, by whom it names', () => {
    const scan = { id: 'scan', dueOn: '2026-05-13', specialistId: 'rae' };
    const at = (state: 'due' | 'booked' | 'missed' | 'performed' | 'reported') =>
      told({ state: 'active', orders: [{ ...scan, state }] })?.slice(0, 2);

    expect([at('due'), at('booked'), at('missed')]).toEqual(Array(3).fill(['make-imaging', 'coordinator']));
    expect(at('performed')).toEqual(['read-imaging', 'radiology']);
    expect(at('reported')).toEqual(['acknowledge-imaging', 'rae']);
  });

  it('is to ratify what a panel decided, once it is signed', () => {
    const inForce = { id: 'revision', on: '2026-03-02', awaitsRatification: true };

    expect(told({ state: 'active', inForce })).toEqual(['ratify', 'coordinator', '2026-03-09']);
    expect(told({ state: 'active', inForce: { ...inForce, awaitsRatification: false } })?.[0]).toBe('close');
  });

  it('is nothing once it is closed, whatever was left', () => {
    expect(of({ state: 'closed', clocks: [{ id: 'clock', dueOn: '2026-03-03', specialty: null }] })).toBeNull();
  });

  /** What may be open while a case is in a state: a place only where the table lists it, a proposal only once it is decided. */
  const factsIn = (state: CaseState): fc.Arbitrary<StepFacts> => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-03-${String(number).padStart(2, '0')}`);
    const specialty = fc.constantFrom(...SPECIALTIES);
    const revision = { id: fc.uuid(), on: day, awaitsRatification: fc.boolean() };
    const hasPlace = state === 'listed' || state === 'in-discussion';
    return fc.record({
      state: fc.constant(state),
      stateSinceOn: day,
      clocks: fc.array(fc.record({ id: fc.uuid(), dueOn: day, specialty: fc.option(specialty) }), { maxLength: 3 }),
      place: hasPlace ? fc.record({ itemId: fc.uuid(), chairId: fc.uuid(), on: day }) : fc.constant(null),
      proposed: fc.option(fc.record({ ...revision, outstanding: fc.array(specialty, { maxLength: 3 }) })),
      inForce: fc.option(fc.record(revision)),
      recommendations: fc.array(fc.record({ id: fc.uuid(), ownerId: fc.option(fc.uuid()), specialty, dueOn: day }), {
        maxLength: 3,
      }),
      orders: fc.array(
        fc.record({
          id: fc.uuid(),
          state: fc.constantFrom('due', 'booked', 'missed', 'performed', 'reported'),
          dueOn: day,
          specialistId: fc.uuid(),
        }),
        { maxLength: 3 },
      ),
    });
  };

  it('is exactly one, with one owner and a day, wherever the events of the state table may take an open case', () => {
    const walk = fc.array(fc.nat(), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(walk, fc.gen(), (choices, generate) => {
        let state: CaseState = 'referred';
        for (const choice of choices) {
          const step = nextStep(generate(factsIn, state));
          if (state === 'closed') {
            expect(step).toBeNull();
          } else {
            expect(NEXT_STEPS).toContain(step!.kind);
            expect(Object.values(step!.owner).filter((owner) => owner !== null)).toHaveLength(1);
            expect(step!.dueOn).toMatch(/^2026-0[34]-\d\d$/);
          }
          state = after(state, choice);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  /** One of the states that an event of the table leads to. */
  function after(state: CaseState, choice: number): CaseState {
    const rows = CASE_TRANSITIONS.rows.filter(({ from }) => (from as readonly unknown[]).includes(state));
    const next = rows.flatMap(({ to }) => (Array.isArray(to) ? to : [to])) as string[];
    const known = next
      .map((to) => (to === 'unchanged' ? state : to))
      .filter((to) => CASE_STATES.some((one) => one === to));
    return known[choice % known.length] as CaseState;
  }
});
