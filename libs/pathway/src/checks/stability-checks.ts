import { isStabilisation } from '../modalities.js';
import { reaches } from '../placement.js';
import { stabilities, type LesionStability } from '../stability.js';
import { firesBecause, givesReason, recommended, type Check, type DecisionSituation } from './situation.js';

/** Judged for every unstable lesion: a stabilisation elsewhere does not hold this one. */
export const instabilityUnaddressed: Check = (situation) => {
  if (givesReason(situation, 'instability-unaddressed')) return null;

  const stabilised = recommended(situation, isStabilisation);
  const unheld = stabilitiesIn(situation).filter(
    ({ sins, lesion }) => sins >= 13 && !stabilised.some((recommendation) => reaches(recommendation, lesion.levels)),
  );
  return firesBecause(unheld.map(({ words }) => words));
};

export const surgicalConsultationMissing: Check = (situation) => {
  const [worst] = stabilitiesIn(situation);
  const isIndeterminate = worst !== undefined && worst.sins >= 7 && worst.sins <= 12;
  if (!isIndeterminate || situation.participants.includes('spine-surgery')) return null;

  return { because: [worst.words, 'spine surgery did not take part'] };
};

function stabilitiesIn({ facts, scores }: DecisionSituation): LesionStability[] {
  return stabilities(facts.lesions ?? [], scores);
}
