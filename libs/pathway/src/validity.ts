import { addDays, type CalendarDate } from './calendar.js';
import type { AssessmentFacts, ImagingDone } from './case-record.js';
import type { DecisionContent } from './decision-content.js';
import { isTreatment, type ImagingResult } from './modalities.js';
import { newDeficits } from './neurology.js';
import type { PathwayParameters } from './parameters.js';

export const RELIST_TRIGGERS = [
  'expired',
  'imaging-outside-follow-up',
  'kps-drop',
  'new-neurological-deficit',
  'new-visceral-metastases',
  'progression',
] as const;
export type RelistTrigger = (typeof RELIST_TRIGGERS)[number];

/** Why a decision no longer stands and its case goes back to the board by itself. */
export interface RelistReason {
  trigger: RelistTrigger;
  sentence: string;
  because: string[];
}

/** The last day on which a decision holds without its first treatment; null for one that recommends no treatment. */
export function validUntil(
  { recommendations }: Pick<DecisionContent, 'recommendations'>,
  inForceOn: CalendarDate,
  { decisionValidityDays }: Pick<PathwayParameters, 'decisionValidityDays'>,
): CalendarDate | null {
  const lapses = recommendations.some(({ modality }) => isTreatment(modality));
  return lapses ? addDays(inForceOn, decisionValidityDays) : null;
}

/** Whether a decision has lapsed on a day. Its first treatment, once begun, keeps it for good. */
export function expiry(
  content: Pick<DecisionContent, 'recommendations'>,
  inForceOn: CalendarDate,
  hasTreatmentBegun: boolean,
  on: CalendarDate,
  parameters: PathwayParameters,
): RelistReason[] {
  const until = validUntil(content, inForceOn, parameters);
  if (until === null || hasTreatmentBegun || on <= until) return [];

  const sentence = `No treatment has begun within ${parameters.decisionValidityDays} days of the decision.`;
  return [{ trigger: 'expired', sentence, because: [`the decision held until ${until}`] }];
}

/** What has become known since a decision. */
export interface News {
  /** The facts that the decision's evidence froze. */
  before: AssessmentFacts;
  /** The facts of the newest assessment. */
  now: AssessmentFacts;
  decidedOn: CalendarDate;
  /** Results of follow-up since the decision, without those that still wait for confirmation. */
  results: readonly ImagingResult[];
}

/** Every trigger that makes a decision stale, whatever it recommends; empty while it stands. */
export function staleness({ before, now, decidedOn, results }: News, parameters: PathwayParameters): RelistReason[] {
  const imaging = (now.imaging ?? []).filter((examination) => isOutsideFollowUp(examination, before, decidedOn));
  const neurology = newDeficits(before.neurology, now.neurology);

  return [
    reason('imaging-outside-follow-up', 'Relevant imaging was made outside follow-up.', imaging.map(describeImaging)),
    reason('kps-drop', `KPS fell by ${parameters.kpsDrop} or more.`, kpsDrop(before, now, parameters)),
    reason(
      'new-neurological-deficit',
      'There is a new neurological deficit.',
      neurology.map(({ words }) => words),
    ),
    reason('new-visceral-metastases', 'There are new visceral metastases.', newVisceralMetastases(before, now)),
    reason('progression', 'Follow-up shows progression.', results.includes('progression') ? ['imaging result'] : []),
  ].filter(({ because }) => because.length > 0);
}

const reason = (trigger: RelistTrigger, sentence: string, because: string[]): RelistReason => ({
  trigger,
  sentence,
  because,
});

const describeImaging = ({ modality, performedOn }: ImagingDone): string => `${modality} of ${performedOn}`;

/** Imaging to plan a treatment that was decided says nothing new. */
function isOutsideFollowUp(examination: ImagingDone, before: AssessmentFacts, decidedOn: CalendarDate): boolean {
  const { modality, performedOn, orderId, isTreatmentPlanning } = examination;
  const wasKnown = (before.imaging ?? []).some(
    (known) => known.modality === modality && known.performedOn === performedOn,
  );

  return performedOn >= decidedOn && orderId === undefined && isTreatmentPlanning !== true && !wasKnown;
}

function kpsDrop(before: AssessmentFacts, now: AssessmentFacts, { kpsDrop }: PathwayParameters): string[] {
  const then = before.general?.kps;
  const today = now.general?.kps;
  if (then === undefined || today === undefined || then - today < kpsDrop) return [];

  return [`KPS ${then} became ${today}`];
}

/** New to the board: the evidence knew of none, and now there are some. */
function newVisceralMetastases(before: AssessmentFacts, now: AssessmentFacts): string[] {
  return visceralMetastases(before).length > 0 ? [] : visceralMetastases(now);
}

function visceralMetastases({ burden = {} }: AssessmentFacts): string[] {
  const { majorOrganMetastases = 'none', visceralMetastases: visceral = 'none', visceralPattern } = burden;
  return [
    ...(majorOrganMetastases === 'none' ? [] : [`major organ metastases: ${majorOrganMetastases}`]),
    ...(visceral === 'none' ? [] : [`visceral metastases: ${visceral}`]),
    ...(visceralPattern === undefined ? [] : [`visceral pattern: ${visceralPattern}`]),
  ];
}
