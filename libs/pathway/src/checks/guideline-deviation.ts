import { nomsSuggestion, type NomsSuggestionId } from '#scoring';
import type { RecommendationContent } from '../decision-content.js';
import {
  isConventional,
  isDecompression,
  isRadiotherapy,
  isStabilisation,
  isSurgery,
  type Modality,
} from '../modalities.js';
import { isSwitchedOn, type RuleId } from '../parameters.js';
import {
  compressionWithDeficit,
  radioresistantConventional,
  radiotherapyAfterSurgeryMissing,
} from './local-treatment.js';
import { lifeExpectancyShort } from './prognosis.js';
import { givesReason, recommends, type Check, type DecisionSituation } from './situation.js';
import { instabilityUnaddressed } from './stability-checks.js';

/** The treatments that stand for each suggestion of NOMS, in their order. */
const TREATMENTS: Record<NomsSuggestionId, Modality[]> = {
  cebrt: ['cebrt'],
  srs: ['sbrt'],
  'stabilisation-then-cebrt': ['open-stabilisation', 'cebrt'],
  'stabilisation-then-srs': ['open-stabilisation', 'sbrt'],
  'decompression-and-stabilisation-then-srs': ['separation-surgery', 'open-stabilisation', 'sbrt'],
};

/** The checks that speak about which local treatment is right. */
const LOCAL_TREATMENT_CHECKS: [RuleId, Check][] = [
  ['life-expectancy-short', lifeExpectancyShort],
  ['instability-unaddressed', instabilityUnaddressed],
  ['compression-with-deficit', compressionWithDeficit],
  ['radiotherapy-after-surgery-missing', radiotherapyAfterSurgeryMissing],
  ['radioresistant-conventional', radioresistantConventional],
];

export const guidelineDeviation: Check = (situation) => {
  const { suggestion } = nomsSuggestion(situation.facts, { escc1cCountsAs: situation.parameters.escc1c });
  const isExplained = givesReason(
    situation,
    'guideline-deviation',
    'instability-unaddressed',
    'compression-with-deficit',
  );
  if (suggestion === null || isExplained) return null;

  const wanted = TREATMENTS[suggestion.id];
  const isDeviation = !follows(situation, wanted) && !isDemanded(situation, wanted);
  return isDeviation ? { because: [`NOMS suggests: ${suggestion.label}`] } : null;
};

/**
 * Whether the recommendation holds the suggested radiotherapy, and decompresses and stabilises exactly where suggested.
 * Separation surgery is NOMS's own word for decompression with stabilisation. Radiotherapy elsewhere is no deviation.
 */
function follows(situation: DecisionSituation, wanted: Modality[]): boolean {
  const recommendations = situation.content.recommendations.map(({ modality }) => modality);
  const decompresses = recommendations.some(isDecompression);
  const stabilises = recommendations.some(isStabilisation);
  const separates = recommends(situation, 'separation-surgery');

  const isIrradiatedAsWanted = wanted.includes('sbrt')
    ? recommends(situation, 'sbrt')
    : recommendations.some(isConventional);
  const isDecompressedAsWanted = decompresses === wanted.some(isDecompression);
  const isStabilisedAsWanted = wanted.some(isStabilisation) ? stabilises || separates : !stabilises;

  return isIrradiatedAsWanted && isDecompressedAsWanted && isStabilisedAsWanted;
}

/** Another check demands the deviation when following NOMS would make it fire, and what is recommended does not. */
function isDemanded(situation: DecisionSituation, wanted: Modality[]): boolean {
  const obedient = { ...situation, content: { ...situation.content, recommendations: insteadOf(situation, wanted) } };

  return LOCAL_TREATMENT_CHECKS.some(
    ([rule, fires]) =>
      isSwitchedOn(rule, situation.parameters) && fires(obedient) !== null && fires(situation) === null,
  );
}

function insteadOf({ content }: DecisionSituation, wanted: Modality[]): RecommendationContent[] {
  const others = content.recommendations.filter(({ modality }) => !isSurgery(modality) && !isRadiotherapy(modality));
  const suggested = wanted.map((modality, index): RecommendationContent => ({
    modality,
    intent: 'palliative',
    priority: 'routine',
    responsibleSpecialty: '',
    dueOn: '',
    sequence: index + 1,
  }));
  return [...suggested, ...others];
}
