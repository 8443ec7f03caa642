import { CLOSE_REASONS, type CloseReason } from './process-vocabulary.js';
import { Refusal } from './refusal.js';
import { defineTransitions } from './transitions.js';

export const CASE_STATES = [
  'referred',
  'workup',
  'ready',
  'listed',
  'in-discussion',
  'decided',
  'active',
  'closed',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const CASE_EVENTS = [
  'refer',
  'accept',
  'decline',
  'mark-ready',
  'list',
  'defer',
  'open-item',
  'propose',
  'adjourn',
  'return-to-ready',
  'decide-urgently',
  'propose-revision',
  'sign-off-complete',
  'relist',
  'revision-withdrawn',
  'close',
  'reopen',
] as const;
export type CaseEvent = (typeof CASE_EVENTS)[number];

export type CaseParty = 'coordinator' | 'specialist' | 'chair' | 'chair-of-meeting' | 'panel-lead' | 'integration';

/** The life of a case: the state table of the domain agreement, row by row. */
export const CASE_TRANSITIONS = defineTransitions<CaseState, CaseEvent, CaseParty>({
  subject: 'case',
  states: CASE_STATES,
  final: ['closed'],
  rows: [
    {
      from: [null],
      event: 'refer',
      to: 'referred',
      who: ['coordinator', 'specialist', 'integration'],
      guard: 'urgency triage with suspectedAt',
    },
    { from: ['referred'], event: 'accept', to: 'workup', who: ['coordinator', 'chair'] },
    { from: ['referred'], event: 'decline', to: 'closed', who: ['coordinator', 'chair'], guard: 'reason' },
    {
      from: ['workup'],
      event: 'mark-ready',
      to: 'ready',
      who: ['coordinator', 'chair'],
      guard: 'readiness, or an override reason per missing blocker',
    },
    {
      from: ['ready'],
      event: 'list',
      to: 'listed',
      who: ['coordinator', 'chair'],
      guard: 'meeting open for listing; readiness judged again for that day',
    },
    { from: ['listed'], event: 'defer', to: ['ready', 'workup'], who: ['coordinator', 'chair'], guard: 'coded reason' },
    {
      from: ['listed'],
      event: 'open-item',
      to: 'in-discussion',
      who: ['chair', 'coordinator'],
      guard: 'meeting in session',
    },
    {
      from: ['in-discussion'],
      event: 'propose',
      to: 'decided',
      who: ['chair-of-meeting'],
      guard: 'no unmet, un-overridden blocker; provisional without quorum from open to propose',
    },
    { from: ['in-discussion'], event: 'adjourn', to: ['ready', 'workup'], who: ['chair'], guard: 'coded reason' },
    {
      from: ['listed', 'in-discussion'],
      event: 'return-to-ready',
      to: 'ready',
      who: ['auto'],
      guard: 'meeting ended or cancelled; the case keeps its priority',
    },
    {
      from: ['referred', 'workup', 'ready', 'listed'],
      event: 'decide-urgently',
      to: 'decided',
      who: ['panel-lead'],
      guard: 'emergency lane; each panel specialty reached; a listed case leaves its agenda; provisional',
    },
    {
      from: ['decided', 'active'],
      event: 'propose-revision',
      to: 'unchanged',
      who: ['chair', 'panel-lead'],
      guard: 'no unmet, un-overridden blocker; provisional until ratified',
    },
    {
      from: ['decided', 'active'],
      event: 'sign-off-complete',
      to: 'active',
      who: ['auto'],
      guard: 'every required specialty has its unrevoked approval, or its allowed dissent, on this hash',
    },
    {
      from: ['decided', 'active'],
      event: 'relist',
      to: 'workup',
      who: ['coordinator', 'chair', 'auto'],
      guard: 'reason',
    },
    { from: ['active'], event: 'revision-withdrawn', to: 'workup', who: ['auto'], guard: 'it was in force' },
    {
      from: ['referred', 'workup', 'ready', 'listed', 'in-discussion', 'decided', 'active'],
      event: 'close',
      to: 'closed',
      who: ['coordinator', 'chair'],
      guard: 'reason; what is still open blocks `completed` and is cancelled by the others',
    },
    { from: ['closed'], event: 'reopen', to: 'workup', who: ['coordinator', 'chair'], guard: 'reason' },
  ],
});

/** What of a case is not finished: counts of imaging orders, clocks and recommendations still open, and of decisions to be ratified. */
export interface Unfinished {
  readonly imagingOrders: number;
  readonly clocks: number;
  readonly recommendations: number;
  readonly ratifications: number;
}

/**
 * Whether a case may close for this reason. `completed` claims that nothing is left to do; every other reason ends what
 * is left, so the caller cancels it in the same transaction.
 * @throws CaseNotFinished
 */
export function requireFinished(reason: CloseReason, unfinished: Unfinished): void {
  const isOpen = Object.values(unfinished).some((count) => count > 0);
  if (reason === 'completed' && isOpen) throw new CaseNotFinished(unfinished);
}

/** Completed means completed: orders, clocks, recommendations and ratifications are done first. */
export class CaseNotFinished extends Refusal {
  readonly code = 'case-not-finished';
  readonly kind = 'conflict';
  readonly otherReasons = CLOSE_REASONS.filter((reason) => reason !== 'completed');

  constructor(readonly unfinished: Unfinished) {
    super(
      `This case still has ${unfinished.imagingOrders} open imaging orders, ${unfinished.clocks} running clocks, ` +
        `${unfinished.recommendations} pending recommendations and ${unfinished.ratifications} decisions to ratify. ` +
        'Finish them, or close for another reason, which cancels them.',
    );
  }
}
