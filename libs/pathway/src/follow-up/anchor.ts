import type { CalendarDate } from '../calendar.js';
import type { RecommendationContent } from '../decision-content.js';
import { isLocalTreatment, type Modality } from '../modalities.js';

/** A treatment as it was recorded. */
export interface TreatmentDone {
  modality: Modality;
  startedOn: CalendarDate;
  completedOn?: CalendarDate;
}

/** The day from which routine imaging counts. `planned` until the local treatment is recorded as completed. */
export interface Anchor {
  on: CalendarDate;
  basis: 'treatment-completed' | 'treatment-planned' | 'decision-in-force';
  planned: boolean;
}

/**
 * Follow-up counts from the completion of the local treatment: the last one completed, and again from the next when that is
 * recorded. Before any is completed, and while one is under way, it is planned on the due date of the last recommended.
 * Without any local treatment it is surveillance and counts from the day the decision came in force.
 */
export function anchorOf(
  recommendations: readonly Pick<RecommendationContent, 'modality' | 'dueOn'>[],
  treatments: readonly TreatmentDone[],
  inForceOn: CalendarDate,
): Anchor {
  const recommended = recommendations.filter(({ modality }) => isLocalTreatment(modality));
  const done = treatments.filter(({ modality }) => isLocalTreatment(modality));
  const completed = done.flatMap(({ completedOn }) => completedOn ?? []);

  if (completed.length > 0 && completed.length === done.length) {
    return { on: latest(completed), basis: 'treatment-completed', planned: false };
  }
  if (recommended.length > 0) {
    return { on: latest(recommended.map(({ dueOn }) => dueOn)), basis: 'treatment-planned', planned: true };
  }
  return { on: inForceOn, basis: 'decision-in-force', planned: false };
}

const latest = (dates: readonly CalendarDate[]): CalendarDate => [...dates].sort().at(-1)!;
