import fc from 'fast-check';
import {
  addDays,
  dayOf,
  daysBetween,
  DEFAULT_PARAMETERS,
  type ImagingResult,
  type RecommendationContent,
} from '#pathway';
import type { Treatment } from '../../decisions/index.js';
import { AS_PROPOSED, nothingPlanned, withOrder, type FollowUp, type ImagingOrder } from '../follow-up.js';
import type { Grounds } from './grounds.js';
import { blankOrder, replan, withBaseline, type PlanningRules } from './replan.js';

const radiotherapy: RecommendationContent = {
  modality: 'cebrt',
  intent: 'local-control',
  levels: ['T8'],
  priority: 'routine',
  responsibleSpecialty: 'radiation-oncology',
  dueOn: '2026-03-20',
};
const ZONES = ['UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe'];
const RESULTS: readonly ImagingResult[] = [
  'complete-response',
  'partial-response',
  'stable',
  'progression',
  'not-assessable',
];

/** Some months of a board's life: when a treatment ended, what its scans showed and when, and which days are closed. */
const story = fc.record({
  zone: fc.constantFrom(...ZONES),
  treatedAfterHours: fc.option(fc.integer({ min: 24, max: 24 * 60 })),
  scans: fc.array(
    fc.record({
      afterHours: fc.integer({ min: 24 * 20, max: 24 * 120 }),
      result: fc.constantFrom(...RESULTS),
      rapid: fc.boolean(),
      isIndicated: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  closedEvery: fc.integer({ min: 2, max: 9 }),
  own: fc.option(fc.integer({ min: 6, max: 16 })),
});
type Story = typeof story extends fc.Arbitrary<infer Told> ? Told : never;

const BEGUN = Date.parse('2026-03-02T22:30:00.000Z');
const instant = (hours: number) => new Date(BEGUN + hours * 3_600_000).toISOString();

function groundsOf({ zone, treatedAfterHours }: Story): Grounds {
  const on = (at: string) => dayOf(at, zone);
  const treatment = (completedAt: string): Treatment => ({
    boardId: 'board',
    caseId: 'case',
    id: 'treatment',
    recommendationId: null,
    modality: 'cebrt',
    levels: ['T8'],
    startedAt: instant(1),
    completedAt,
    note: null,
    recordedBy: 'oncologist',
    version: 1,
  });
  return {
    decision: { content: { recommendations: [radiotherapy] }, facts: {}, inForceOn: on(instant(0)) },
    assessment: null,
    treatments: treatedAfterHours === null ? [] : [treatment(instant(treatedAfterHours))],
    dayOf: on,
  };
}

function rulesOf({ zone, closedEvery }: Story): PlanningRules {
  return {
    parameters: DEFAULT_PARAMETERS,
    isOpenDay: (day) => daysBetween('2026-01-01', day) % closedEvery !== 0,
    today: dayOf(instant(0), zone),
    specialistId: 'oncologist',
  };
}

/** Each scan made and read, and the follow-up planned anew after it: every plan that the story comes by. */
function plansOf(told: Story): FollowUp[] {
  const [grounds, rules] = [groundsOf(told), rulesOf(told)];
  const policy = told.own === null ? AS_PROPOSED : { weeks: told.own, isException: false, reason: 'As agreed.' };
  const plans = [withBaseline(replan({ ...nothingPlanned('case'), policy }, grounds, rules), grounds, rules)];
  let hours = told.treatedAfterHours ?? 0;
  for (const [index, { afterHours, result, rapid, isIndicated }] of told.scans.entries()) {
    hours += afterHours;
    const before = plans.at(-1)!;
    const waiting = before.orders.find(({ kind, state }) => kind === 'routine' && state === 'due');
    const day = grounds.dayOf(instant(hours));
    const made: ImagingOrder = {
      ...(waiting && !isIndicated
        ? waiting
        : { ...blankOrder(`scan-${index}`, 'case', 'oncologist'), kind: 'clinically-indicated', windowFrom: day }),
      ...(waiting && !isIndicated ? {} : { dueOn: day, windowTo: day }),
      state: 'reported',
      performedAt: instant(hours),
      reportedAt: instant(hours + 1),
      result,
      resultFacts: { rapidProgression: rapid },
    } as ImagingOrder;
    plans.push(replan(withOrder(before, made), grounds, rules));
  }
  return plans;
}

/** Ids are made anew each time; what they stand for is compared. */
const shapeOf = ({ orders, anchor }: FollowUp) => ({ anchor, orders: orders.map(({ id: _id, ...order }) => order) });

describe('whatever scans show and whenever they are made, imaging', () => {
  it('is never planned outside its window, nor its window outside 6 to 16 weeks, but by one of the two doors', () => {
    fc.assert(
      fc.property(story, (told) => {
        for (const { orders } of plansOf(told)) {
          for (const { kind, dueOn, windowFrom, windowTo, countedFrom } of orders) {
            expect(windowFrom <= dueOn && dueOn <= windowTo).toBe(true);
            if (kind !== 'routine') continue;
            expect(windowFrom >= addDays(countedFrom!, 6 * 7)).toBe(true);
            expect(windowTo <= addDays(countedFrom!, 16 * 7)).toBe(true);
          }
        }
      }),
    );
  });

  it('waits for one routine examination at most, on an open day or on the day that the coordinator is asked about', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { isOpenDay } = rulesOf(told);
        for (const { orders } of plansOf(told)) {
          const waiting = orders.filter(({ kind, state }) => kind === 'routine' && state === 'due');
          expect(waiting.length).toBeLessThanOrEqual(1);
          for (const { dueOn } of waiting) expect(isOpenDay(dueOn)).toBe(true);
        }
      }),
    );
  });

  it('is planned the same when it is planned again, and again from the beginning', () => {
    fc.assert(
      fc.property(story, (told) => {
        const [grounds, rules] = [groundsOf(told), rulesOf(told)];
        for (const plan of plansOf(told)) expect(replan(plan, grounds, rules)).toEqual(plan);
        expect(plansOf(told).map(shapeOf)).toEqual(plansOf(told).map(shapeOf));
      }),
    );
  });
});
