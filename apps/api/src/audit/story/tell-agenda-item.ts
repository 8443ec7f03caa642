import { SPECIALTY_LABELS, type Specialty } from '#workflow';
import { inWords, quoted, wentFrom } from './words.js';

/** What of an agenda item's document is told. */
export interface AgendaItemTold {
  readonly purpose: string;
  readonly position: number;
  readonly minutes: number;
  readonly placement?: string | null;
  readonly state: string;
  readonly reasonText?: string | null;
  /** A blinded one has no specialty: a seal stands in its place. */
  readonly plans: readonly { readonly specialty?: string }[];
}

export function tellAgendaItem(before: AgendaItemTold | null, after: AgendaItemTold): string[] {
  return [
    ...(before ? [] : [`For ${inWords(after.purpose)}, ${after.minutes} minutes. ${after.placement ?? ''}`.trim()]),
    ...(before ? wentFrom('The item', before.state, after.state) : []),
    ...(before && before.position !== after.position
      ? [`It moved from place ${before.position + 1} to place ${after.position + 1}.`]
      : []),
    ...(before && before.minutes !== after.minutes
      ? [`It has ${after.minutes} minutes instead of ${before.minutes}.`]
      : []),
    ...(after.reasonText && after.reasonText !== before?.reasonText ? [`In words: ${quoted(after.reasonText)}.`] : []),
    ...tellPlans(before?.plans ?? [], after.plans),
  ];
}

function tellPlans(before: AgendaItemTold['plans'], after: AgendaItemTold['plans']): string[] {
  if (after.length > before.length) return [`Preliminary plans written by now: ${after.length}.`];
  const isUnsealed = before.some(({ specialty }) => !specialty) && after.some(({ specialty }) => specialty);
  if (!isUnsealed) return [];
  const names = after.flatMap(({ specialty }) =>
    specialty ? [SPECIALTY_LABELS[specialty as Specialty] ?? specialty] : [],
  );
  return [`The preliminary plans of ${names.join(', ')} were unsealed.`];
}
