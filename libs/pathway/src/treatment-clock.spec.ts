import type { EsccGrade } from '#scoring';
import { recommendation } from '../test/given.js';
import type { AssessmentFacts } from './case-record.js';
import type { RecommendationContent } from './decision-content.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { clocksFromDecision } from './treatment-clock.js';

const kinds = (facts: AssessmentFacts, ...recommendations: RecommendationContent[]) =>
  clocksFromDecision({ recommendations }, facts, '2026-03-16T14:00:00.000Z', DEFAULT_PARAMETERS).map(
    ({ kind, dueAt }) => [kind, dueAt],
  );
const atT8 = (escc?: EsccGrade): AssessmentFacts => ({ lesions: [{ levels: ['T8'], escc }] });
const suspicion = { suspectedAt: '2026-03-16T09:00:00Z', compressionSigns: ['limb-weakness' as const] };

describe('a decision to treat cord compression', () => {
  it('gives radiotherapy 24 hours to begin', () => {
    expect(kinds(atT8('2'), recommendation('cebrt'))).toEqual([['radiotherapy-start', '2026-03-17T14:00:00.000Z']]);
    expect(kinds(atT8('3'), recommendation('palliative-single-fraction', { levels: ['T8'] }))).toHaveLength(1);
  });

  it.each<[string, AssessmentFacts, RecommendationContent[]]>([
    ['the grade is 1c', atT8('1c'), [recommendation('cebrt')]],
    ['radiotherapy goes to another level', atT8('3'), [recommendation('cebrt', { levels: ['L3'] })]],
    ['there is no radiotherapy', atT8('3'), [recommendation('hormone-therapy')]],
    ['surgery at the level comes first', atT8('3'), [recommendation('separation-surgery', { sequence: 1 }), recommendation('sbrt', { sequence: 2 })]],
    ['nothing is graded or suspected', atT8(), [recommendation('cebrt')]],
    ['only pain is suspected', { suspicion: { suspectedAt: '2026-03-16T09:00:00Z', painFeatures: ['severe'] } }, [recommendation('cebrt')]],
    ['a grade below compression answers the suspicion', { ...atT8('1b'), suspicion }, [recommendation('cebrt')]],
  ])('starts no clock where %s', (_, facts, recommendations) => {
    expect(kinds(facts, ...recommendations)).toEqual([]);
  }); // prettier-ignore

  it('starts the clock on the signs of the referral while no lesion is graded', () => {
    expect(kinds({ ...atT8(), suspicion }, recommendation('cebrt'))).toHaveLength(1);
    expect(kinds({ suspicion }, recommendation('cebrt'))).toHaveLength(1);
  });

  it('is not kept from it by a low grade elsewhere while the irradiated lesion is ungraded', () => {
    const facts: AssessmentFacts = { suspicion, lesions: [{ levels: ['L3'], escc: '0' }, { levels: ['T8'] }] };

    expect(kinds(facts, recommendation('cebrt', { levels: ['T8'] }))).toHaveLength(1);
    expect(kinds(facts, recommendation('cebrt', { levels: ['L3'] }))).toEqual([]);
    expect(kinds(facts, recommendation('cebrt', { levels: ['C5'] }))).toHaveLength(1);
  });

  it('starts it when surgery only follows the radiotherapy, or is elsewhere', () => {
    const after = [recommendation('cebrt', { sequence: 1 }), recommendation('open-stabilisation', { sequence: 2 })];
    expect(kinds(atT8('3'), ...after)).toHaveLength(1);

    const elsewhere = [
      recommendation('open-stabilisation', { levels: ['L3'] }),
      recommendation('cebrt', { levels: ['T8'] }),
    ];
    expect(kinds(atT8('3'), ...elsewhere)).toHaveLength(1);
  });
});
