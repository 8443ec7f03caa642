import {
  radiosensitivityForNoms,
  suggestRadiosensitivity,
  type EsccGrade,
  type LesionFacts,
  type PrimaryFacts,
} from '#scoring';
import type { RecommendationContent } from '../decision-content.js';
import { expectedUnder } from '../expected-survival.js';
import { isPercutaneous, isRadiotherapy, isSurgery, labelOf } from '../modalities.js';
import { deficits } from '../neurology.js';
import { mayFollow, overlap, reaches } from '../placement.js';
import { placeOf, stabilities } from '../stability.js';
import { firesBecause, givesReason, recommended, type Check, type DecisionSituation } from './situation.js';

/** What is unknown asks too: unclassed histology, unjudged fitness and disputed survival do not excuse from an answer. */
export const compressionWithDeficit: Check = (situation) => {
  const { facts, scores, parameters } = situation;
  const deficit = deficits(facts.neurology);
  const isExcused =
    deficit.length === 0 ||
    radiosensitivityForNoms(facts.primary) === 'radiosensitive' ||
    expectedUnder(parameters.shortSurvivalMonths, scores).answer === 'expected' ||
    facts.general?.toleratesSurgery === false ||
    givesReason(situation, 'compression-with-deficit');
  if (isExcused) return null;

  const untreated = lesionsOf(situation, HIGH_GRADE).filter((lesion) => !hasSurgeryThenRadiotherapy(situation, lesion));
  if (untreated.length === 0) return null;

  return {
    because: [
      ...untreated.map(escc),
      ...deficit.map(({ words }) => words),
      ...(facts.primary?.radiosensitivity === undefined ? ['radiosensitivity is not confirmed'] : []),
      ...(facts.general?.toleratesSurgery === undefined ? ['ability to tolerate surgery is not recorded'] : []),
    ],
  };
};

export const radiotherapyAfterSurgeryMissing: Check = (situation) => {
  const radiotherapy = recommended(situation, isRadiotherapy);
  const alone = recommended(situation, isSurgery).filter(
    (surgery) => !radiotherapy.some((later) => mayFollow(later, surgery) && overlap(later, surgery)),
  );
  return firesBecause(alone.map((surgery) => `no radiotherapy follows ${where(surgery)}`));
};

/** A tumour at the cord leaves no room for an ablative dose: under high-grade compression SBRT is not possible. */
export const radioresistantConventional: Check = (situation) => {
  const resistance = radioresistance(situation.facts.primary);
  if (resistance === null || situation.content.sbrtPossible === false) return null;

  const others = recommended(situation, (modality) => modality === 'sbrt' || isSurgery(modality));
  const compressed = lesionsOf(situation, HIGH_GRADE);
  const alone = recommended(situation, (modality) => modality === 'cebrt').filter(
    (cebrt) =>
      !others.some((other) => overlap(other, cebrt)) && !compressed.some((lesion) => reaches(cebrt, lesion.levels)),
  );
  return firesBecause(alone.map((cebrt) => `${where(cebrt)} alone, ${resistance}`));
};

export const percutaneousContraindicated: Check = (situation) => {
  const procedures = recommended(
    situation,
    (modality) => isPercutaneous(modality) && modality !== 'percutaneous-biopsy',
  );
  const dangers = [
    ...lesionsOf(situation, SIGNIFICANT).map((lesion) => ({ lesion, words: escc(lesion) })),
    ...stabilities(situation.facts.lesions ?? [], situation.scores).filter(({ sins }) => sins >= 13),
  ];

  return firesBecause(
    procedures.flatMap((procedure) =>
      dangers
        .filter(({ lesion }) => reaches(procedure, lesion.levels))
        .map(({ words }) => `${where(procedure)}, with ${words}`),
    ),
  );
};

const HIGH_GRADE: readonly EsccGrade[] = ['2', '3'];
const SIGNIFICANT: readonly EsccGrade[] = ['1c', '2', '3'];

/** Why a tumour counts as radioresistant; null when it does not. A suggested class may warn, and says that it is unconfirmed. */
function radioresistance(primary: PrimaryFacts = {}): string | null {
  if (primary.radiosensitivity !== undefined) {
    return radiosensitivityForNoms(primary) === 'radioresistant' ? 'radioresistant tumour' : null;
  }
  const suggestion = suggestRadiosensitivity(primary);
  return suggestion?.value === 'resistant' ? `suggested radioresistant by ${suggestion.because}, not confirmed` : null;
}

function lesionsOf({ facts }: DecisionSituation, grades: readonly EsccGrade[]): LesionFacts[] {
  return (facts.lesions ?? []).filter(({ escc }) => escc !== undefined && grades.includes(escc));
}

function hasSurgeryThenRadiotherapy(situation: DecisionSituation, { levels }: LesionFacts): boolean {
  const surgery = recommended(situation, isSurgery).filter((recommendation) => reaches(recommendation, levels));
  const radiotherapy = recommended(situation, isRadiotherapy).filter((recommendation) =>
    reaches(recommendation, levels),
  );

  return surgery.some((earlier) => radiotherapy.some((later) => mayFollow(later, earlier)));
}

const escc = (lesion: LesionFacts): string => `ESCC ${lesion.escc} at ${placeOf(lesion)}`;

const where = ({ modality, levels = [] }: RecommendationContent): string =>
  levels.length > 0 ? `${labelOf(modality)} at ${levels.join(', ')}` : labelOf(modality);
