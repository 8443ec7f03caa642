import {
  anchorOf,
  isConventional,
  isStabilisation,
  type Anchor,
  type AssessmentFacts,
  type CalendarDate,
  type DecisionContent,
  type FollowUpFacts,
  type FollowUpScan,
  type ImagingDone,
} from '#pathway';
import { highestEscc, VERTEBRAL_LEVELS, worstSins, type VertebralLevel } from '#scoring';
import type { Assessment } from '../../assessments/index.js';
import type { Treatment } from '../../decisions/index.js';
import { isRead, type FollowUp, type ImagingOrder } from '../follow-up.js';

/** What a case's follow-up rests on. */
export interface Grounds {
  /** Of the decision in force; null without one. */
  readonly decision: {
    readonly content: DecisionContent;
    /** The facts it rests on, where an assessment was there to freeze. */
    readonly facts: AssessmentFacts;
    readonly inForceOn: CalendarDate;
  } | null;
  readonly assessment: Assessment | null;
  /** Local treatments begun since that decision. */
  readonly treatments: readonly Treatment[];
  /** The board's calendar. */
  readonly dayOf: (instant: string) => CalendarDate;
}

/** Where routine imaging counts from; null without a decision in force. */
export function anchorFor({ decision, treatments, dayOf }: Grounds): Anchor | null {
  if (!decision) return null;
  const done = treatments.map(({ modality, startedAt, completedAt }) => ({
    modality,
    startedOn: dayOf(startedAt),
    ...(completedAt !== null && { completedOn: dayOf(completedAt) }),
  }));
  return anchorOf(decision.content.recommendations, done, decision.inForceOn);
}

/** The examinations made and read since the anchor, oldest first; a baseline compares, it does not count. */
export function scansSince(anchor: Anchor | null, { orders }: FollowUp, dayOf: Grounds['dayOf']) {
  return orders
    .filter(isRead)
    .filter(({ kind, performedAt }) => kind !== 'baseline' && (anchor === null || dayOf(performedAt) >= anchor.on))
    .sort((a, b) => (a.performedAt < b.performedAt ? -1 : 1));
}

/**
 * What the interval depends on: the newest report, else the latest assessment, else what the decision rests on. A short entry
 * that is silent about the lesions does not make them disappear.
 */
export function factsFor(grounds: Grounds, anchor: Anchor | null, followUp: FollowUp): FollowUpFacts {
  const { treatments } = grounds;
  const facts = lastKnown(grounds);
  const scans = scansSince(anchor, followUp, grounds.dayOf);
  const seen = scans.at(-1)?.resultFacts ?? {};

  return withoutUnknown({
    scans: scans.map(toScan),
    rapidProgression: seen.rapidProgression,
    residualEscc:
      scans.findLast(({ resultFacts }) => resultFacts?.escc)?.resultFacts?.escc ??
      highestEscc(facts)?.grade ??
      undefined,
    newOrGrowingEpiduralDisease: seen.newOrGrowingEpiduralDisease,
    newOrGrowingParaspinalDisease: seen.newOrGrowingParaspinalDisease,
    paraspinalExtension: facts.lesions?.some(({ paraspinalExtension }) => paraspinalExtension === true),
    neurologicalChange: seen.neurologicalChange,
    // While something is missing, the least total still possible.
    sins: worstSins(facts).possible?.min,
    stabilised: treatments.some(({ modality }) => isStabilisation(modality)),
    growth: facts.primary?.growth,
    radiosensitivity: facts.primary?.radiosensitivity,
    treatedConventionally: treatments.some(({ modality }) => isConventional(modality)),
  });
}

/** The sections that the interval reads, each from the newest record that has it. */
function lastKnown({ assessment, decision }: Grounds): Pick<AssessmentFacts, 'lesions' | 'pain' | 'primary'> {
  const now: AssessmentFacts = assessment?.facts ?? {};
  const then: AssessmentFacts = decision?.facts ?? {};
  return {
    lesions: now.lesions ?? then.lesions,
    pain: now.pain ?? then.pain,
    primary: now.primary ?? then.primary,
  };
}

/** Every examination known, follow-up's own included: what a baseline is sought in. */
export function imagingKnown(
  assessment: Assessment | null,
  { orders }: FollowUp,
  dayOf: Grounds['dayOf'],
): ImagingDone[] {
  const performed = orders.flatMap(({ modality, performedAt }) =>
    performedAt ? [{ modality, performedOn: dayOf(performedAt) }] : [],
  );
  return [...(assessment?.facts.imaging ?? []), ...performed];
}

/** Where to look: the levels treated, else those that the decision names; none for the whole spine. */
export function levelsFor({ decision, treatments }: Grounds): VertebralLevel[] {
  const treated = treatments.flatMap(({ levels }) => levels);
  const named = decision?.content.recommendations.flatMap(({ levels = [] }) => levels) ?? [];
  const levels = new Set(treated.length > 0 ? treated : named);
  return VERTEBRAL_LEVELS.filter((level) => levels.has(level));
}

function toScan({ explanation, result }: ImagingOrder & { result: FollowUpScan['result'] }): FollowUpScan {
  return { weeks: explanation.weeks ?? 0, result };
}

function withoutUnknown(facts: FollowUpFacts): FollowUpFacts {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  ) as unknown as FollowUpFacts;
}
