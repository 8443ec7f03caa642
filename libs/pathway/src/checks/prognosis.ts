import { expectedUnder, isPrognostic, type ExpectedSurvival } from '../expected-survival.js';
import { isSurgery, isSurgeryBeyondPercutaneous, labelOf } from '../modalities.js';
import { isSwitchedOn, type RuleId } from '../parameters.js';
import { firesBecause, recommended, recommends, type Check, type DecisionSituation } from './situation.js';

export const lifeExpectancyUnassessed: Check = (situation) => {
  if (situation.scores.some(({ complete, system }) => complete && isPrognostic(system))) return null;
  return firesBecause(recommended(situation, isSurgery).map(({ modality }) => `${labelOf(modality)} is recommended`));
};

export const lifeExpectancyShort: Check = (situation) => {
  const surgery = recommended(situation, isSurgeryBeyondPercutaneous);
  const expected = expectedUnder(situation.parameters.shortSurvivalMonths, situation.scores);
  if (surgery.length === 0 || expected.answer !== 'expected') return null;

  return { because: [...surgery.map(({ modality }) => `${labelOf(modality)} is recommended`), ...saysUnder(expected)] };
};

export const palliativeCareMissing: Check = (situation) => {
  const expected = expectedUnder(situation.parameters.palliativeCareMonths, situation.scores);
  if (expected.answer !== 'expected' || recommends(situation, 'palliative-care')) return null;

  return { because: saysUnder(expected) };
};

/** Looks only at thresholds that a rule of this board asks about. */
export const prognosisDisputed: Check = (situation) =>
  firesBecause(
    thresholdsInUse(situation)
      .map((months) => expectedUnder(months, situation.scores))
      .filter(({ answer }) => answer === 'disputed')
      .flatMap((disputed) => [...saysUnder(disputed), ...saysAtLeast(disputed)]),
  );

function thresholdsInUse({ parameters }: DecisionSituation): number[] {
  const isAsked = (...rules: RuleId[]) => rules.some((rule) => isSwitchedOn(rule, parameters));
  const months = [
    ...(isAsked('life-expectancy-short', 'compression-with-deficit') ? [parameters.shortSurvivalMonths] : []),
    ...(isAsked('palliative-care-missing') ? [parameters.palliativeCareMonths] : []),
  ];
  return [...new Set(months)];
}

const saysUnder = ({ under, months }: ExpectedSurvival): string[] =>
  under.map((system) => `${system} expects survival under ${months} months`);

const saysAtLeast = ({ atLeast, months }: ExpectedSurvival): string[] =>
  atLeast.map((system) => `${system} expects survival of at least ${months} months`);
