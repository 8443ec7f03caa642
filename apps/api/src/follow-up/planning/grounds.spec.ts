import type { AssessmentFacts } from '#pathway';
import type { Assessment } from '../../assessments/index.js';
import type { FollowUp } from '../follow-up.js';
import { factsFor } from './grounds.js';

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
