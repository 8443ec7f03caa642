import { daysBetween, type CalendarDate } from './calendar.js';
import type { AssessmentFacts } from './case-record.js';
import type { ImagingModality } from './modalities.js';
import { deficits } from './neurology.js';
import type { PathwayParameters } from './parameters.js';
import { BOARD_DEFAULT, NG234 } from './sources.js';

/** Advice on the way to the board. It refuses nothing. */
export interface WorkupAdvice {
  id: 'spine-imaging-at-once' | 'bone-scan-advised' | 'bone-scan-not-advised';
  sentence: string;
  source: string;
}

const SPINE_IMAGING: readonly ImagingModality[] = [
  'mri-whole-spine',
  'mri-levels',
  'ct-whole-spine',
  'ct-index-levels',
];

/** What the facts ask for next, judged on a day. Unknown facts ask for nothing. */
export function workupAdvice(
  facts: AssessmentFacts,
  on: CalendarDate,
  { maximumAgeDays }: Pick<PathwayParameters, 'maximumAgeDays'>,
): WorkupAdvice[] {
  const { workup = {}, laboratory = {}, imaging = [] } = facts;
  const isNew = workup.newBackPain === true || workup.newNeurologicalSymptoms === true;
  const isImaged = imaging.some(({ modality, performedOn }) => {
    const age = daysBetween(performedOn, on);
    return SPINE_IMAGING.includes(modality) && age >= 0 && age <= maximumAgeDays['mri-whole-spine'];
  });
  const suggestsBone = laboratory.alkalinePhosphataseRaised === true || workup.radiographsSuggestBone === true;

  return [
    ...(workup.knownCancer === true && isNew && !isImaged ? [SPINE_IMAGING_AT_ONCE] : []),
    ...(suggestsBone ? [BONE_SCAN_ADVISED] : []),
    ...(!suggestsBone && isAsymptomatic(facts) && laboratory.alkalinePhosphataseRaised === false
      ? [BONE_SCAN_NOT_ADVISED]
      : []),
  ];
}

/** Whether the patient is known to have neither pain nor a neurological deficit. Pain that nobody asked about is not absent. */
export function isAsymptomatic({ pain = {}, neurology }: AssessmentFacts): boolean {
  const scores = [pain.nrsNow, pain.nrsWorst].filter((score) => score !== undefined);
  const isAskedAbout = scores.length > 0 || pain.character !== undefined;
  const isPainFree = scores.every((score) => score === 0) && (pain.character ?? 'pain-free') === 'pain-free';

  return isAskedAbout && isPainFree && deficits(neurology).length === 0;
}

const SPINE_IMAGING_AT_ONCE: WorkupAdvice = {
  id: 'spine-imaging-at-once',
  sentence: 'Known cancer with new back pain or new neurological symptoms: image the spine with MRI or CT at once.',
  source: NG234,
};

const BONE_SCAN_ADVISED: WorkupAdvice = {
  id: 'bone-scan-advised',
  sentence: 'Alkaline phosphatase is raised or radiographs suggest bone involvement: a bone scan is advised.',
  source: BOARD_DEFAULT,
};

const BONE_SCAN_NOT_ADVISED: WorkupAdvice = {
  id: 'bone-scan-not-advised',
  sentence: 'No symptoms and normal alkaline phosphatase: a bone scan is not advised (yield under 1 %).',
  source: BOARD_DEFAULT,
};
