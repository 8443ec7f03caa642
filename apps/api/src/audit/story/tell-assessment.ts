import { INSTRUMENTS, isInstrumentId } from '#scoring';
import { when } from './words.js';

/** What of an assessment's document is told. */
export interface AssessmentTold {
  readonly assessedAt: string;
  readonly supersedesId?: string | null;
  readonly scores: readonly ScoreTold[];
}

interface ScoreTold {
  readonly system: string;
  readonly complete: boolean;
  readonly lesion?: number | null;
  readonly total?: number | string | null;
  readonly category?: { readonly label: string } | null;
}

export function tellAssessment(_before: AssessmentTold | null, after: AssessmentTold): string[] {
  const complete = after.scores.filter((score) => score.complete);
  const incomplete = after.scores.filter((score) => !score.complete);
  return [
    `Examined ${when(after.assessedAt)}${after.supersedesId ? ', in correction of an earlier assessment' : ''}.`,
    ...complete.map((score) => `${scoreName(score)}: ${scoreValue(score)}.`),
    ...(incomplete.length > 0 ? [`Not complete from these facts: ${incomplete.length} other instruments.`] : []),
  ];
}

function scoreName({ system, lesion }: ScoreTold): string {
  const name = isInstrumentId(system) ? INSTRUMENTS[system].definition.name : system;
  return lesion == null ? name : `${name}, lesion ${lesion + 1}`;
}

function scoreValue({ total, category }: ScoreTold): string {
  return [total, category?.label].filter((part) => part != null).join(', ') || 'complete';
}
