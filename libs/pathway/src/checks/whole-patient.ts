import { isSurgery, isSystemic, labelOf } from '../modalities.js';
import { deficits } from '../neurology.js';
import { isAsymptomatic } from '../workup.js';
import { firesBecause, givesReason, isGiven, recommended, recommends, type Check } from './situation.js';

export const patientPreferencesMissing: Check = ({ content, facts }) =>
  isGiven(content.preferences) || isGiven(facts.patientReported?.preferences)
    ? null
    : { because: ['neither an assessment nor the decision records a preference'] };

/** A systemic treatment among the recommendations is a plan; a bone-modifying agent alone is none. */
export const systemicCoordinationMissing: Check = (situation) => {
  const plan = situation.content.systemicPlan;
  const treats = recommended(situation, (modality) => isSystemic(modality) && modality !== 'bone-modifying-agent');
  if (treats.length > 0 || plan?.planned === true || isGiven(plan?.reason)) return null;

  return {
    because: [plan ? '"none planned" is stated without a reason' : 'the decision is silent about systemic treatment'],
  };
};

export const rehabilitationMissing: Check = (situation) => {
  if (recommends(situation, 'rehabilitation')) return null;

  return firesBecause([
    ...recommended(situation, isSurgery).map(({ modality }) => `${labelOf(modality)} is recommended`),
    ...deficits(situation.facts.neurology).map(({ words }) => words),
  ]);
};

export const psychosocialMissing: Check = ({ content, facts }) =>
  content.psychosocialAssessed === true || facts.patientReported?.psychosocialAssessedOn !== undefined
    ? null
    : { because: ['no psychosocial assessment is recorded'] };

export const painTeamMissing: Check = (situation) => {
  const { nrsNow = 0, nrsWorst = 0 } = situation.facts.pain ?? {};
  const worst = Math.max(nrsNow, nrsWorst);
  const hasPlan = recommends(situation, 'pain-team') || isGiven(situation.content.painPlan);

  return worst >= situation.parameters.painPlanFromNrs && !hasPlan ? { because: [`pain NRS ${worst}`] } : null;
};

export const boneAgentNotConsidered: Check = (situation) =>
  recommends(situation, 'bone-modifying-agent') || givesReason(situation, 'bone-agent-not-considered')
    ? null
    : { because: ['no bone-modifying agent is recommended'] };

export const boneScanLowYield: Check = ({ content, facts }) => {
  const isScanned = content.recommendations.some(({ imaging }) => imaging === 'bone-scan');
  const hasNormalPhosphatase = facts.laboratory?.alkalinePhosphataseRaised === false;
  if (!isScanned || !hasNormalPhosphatase || !isAsymptomatic(facts) || facts.workup?.radiographsSuggestBone)
    return null;

  return { because: ['no pain and no neurological deficit', 'alkaline phosphatase is normal'] };
};

export const staleEvidence: Check = ({ readiness }) => {
  const tooOld = readiness.items.filter(({ status }) => status === 'too-old');
  if (tooOld.length === 0) return null;

  return {
    because: tooOld.map(({ title, age, maximumAge, unit }) => `${title}: ${age} ${unit} old, at most ${maximumAge}`),
    severity: tooOld.some(({ severity }) => severity === 'blocker') ? 'blocker' : 'warning',
  };
};
