import { Refusal } from './refusal.js';
import { inWords, joinInSentence } from './sentences.js';
import { defineTransitions, destinations } from './transitions.js';

export const REVISION_STATES = ['proposed', 'returned', 'withdrawn', 'in-force', 'superseded'] as const;
export type RevisionState = (typeof REVISION_STATES)[number];

/** What is appended to a revision, never changed. Its state follows from these alone. */
export const REVISION_EVENTS = ['proposed', 'signed', 'returned', 'withdrawn', 'in-force', 'superseded'] as const;
export type RevisionEvent = (typeof REVISION_EVENTS)[number];

export type RevisionParty = 'chair' | 'panel-lead' | 'author' | 'signing-specialty';

/**
 * The life of a revision. A revision still open for signature when the next one is proposed is recalled (`returned`),
 * so that never two texts of one decision collect signatures; one in force stays so until the next one is.
 */
export const REVISION_TRANSITIONS = defineTransitions<RevisionState, RevisionEvent, RevisionParty>({
  subject: 'revision',
  states: REVISION_STATES,
  final: ['returned', 'withdrawn', 'superseded'],
  rows: [
    { from: [null], event: 'proposed', to: 'proposed', who: ['chair', 'panel-lead'] },
    { from: ['proposed'], event: 'signed', to: 'unchanged', who: ['signing-specialty'] },
    {
      from: ['proposed'],
      event: 'returned',
      to: 'returned',
      who: ['author', 'chair', 'auto'],
      guard: 'recalled, refused by a required specialty, or the next revision is proposed',
    },
    {
      from: ['proposed', 'in-force'],
      event: 'withdrawn',
      to: 'withdrawn',
      who: ['chair', 'signing-specialty'],
      guard: 'reason',
    },
    { from: ['proposed'], event: 'in-force', to: 'in-force', who: ['auto'], guard: 'sign-off complete' },
    {
      from: ['in-force'],
      event: 'superseded',
      to: 'superseded',
      who: ['auto'],
      guard: 'the next revision is in force',
    },
  ],
});

/**
 * The state that a revision's recorded events amount to, oldest first. A sequence that the table does not know was never
 * written by this program, so it is a defect and not a refusal.
 */
export function revisionState(events: readonly RevisionEvent[]): RevisionState {
  let state: RevisionState | null = null;
  for (const event of events) {
    const next: RevisionState | undefined = destinations(REVISION_TRANSITIONS, state, event)[0];
    if (!next) throw new Error(`A revision cannot be ${event} after it was ${state ?? 'nothing'}.`);
    state = next;
  }
  if (!state) throw new Error('A revision begins by being proposed.');
  return state;
}

/** What people do with a revision, and in which states. Ratify and reject also ask for it to be provisional. */
export const REVISION_ACTIONS = {
  sign: ['proposed'],
  'revoke-signature': ['proposed'],
  'accept-dissent': ['proposed'],
  return: ['proposed'],
  revise: ['proposed', 'returned', 'in-force'],
  withdraw: ['proposed', 'in-force'],
  ratify: ['proposed', 'in-force'],
  reject: ['proposed', 'in-force'],
} as const satisfies Record<string, readonly RevisionState[]>;

export type RevisionAction = keyof typeof REVISION_ACTIONS;

/** What may be done with a revision in this state. */
export function revisionActionsIn(state: RevisionState): readonly RevisionAction[] {
  const actions = Object.keys(REVISION_ACTIONS) as RevisionAction[];
  return actions.filter((action) => mayDo(action, state));
}

/**
 * Lets the act go on when a revision in this state allows it.
 * @throws RevisionNotOpenForSignature when it is about signing, and the revision is no longer (or not yet) open for it
 * @throws RevisionActionNotPossible otherwise
 */
export function requireRevisionAllows(action: RevisionAction, state: RevisionState): void {
  if (mayDo(action, state)) return;
  if (action === 'sign' || action === 'revoke-signature') throw new RevisionNotOpenForSignature(state);
  throw new RevisionActionNotPossible(action, state, revisionActionsIn(state));
}

/**
 * Only a provisional revision is ratified or rejected, and once.
 * @throws RevisionNotProvisional
 * @throws AlreadyRatified
 */
export function requireAwaitsRatification(revision: { isProvisional: boolean; isRatified: boolean }): void {
  if (!revision.isProvisional) throw new RevisionNotProvisional();
  if (revision.isRatified) throw new AlreadyRatified();
}

/** Signatures, and their revocation, belong to the time between proposal and coming in force. */
export class RevisionNotOpenForSignature extends Refusal {
  readonly code = 'revision-not-open-for-signature';
  readonly kind = 'conflict';

  constructor(readonly state: RevisionState) {
    super(`${WHY_CLOSED[state]} Open the decision again to see which revision is current.`);
  }
}

/** This revision is past (or before) what was asked. */
export class RevisionActionNotPossible extends Refusal {
  readonly code = 'revision-action-not-possible';
  readonly kind = 'conflict';

  constructor(
    readonly action: RevisionAction,
    readonly state: RevisionState,
    readonly possible: readonly RevisionAction[],
  ) {
    super(
      `This revision is ${inWords(state)}, so “${inWords(action)}” is not possible. ` +
        (possible.length === 0
          ? 'Nothing more can be done with it.'
          : `Possible now: ${joinInSentence(possible.map(inWords))}.`),
    );
  }
}

/** A decision of the full board, with quorum, has nothing to ratify. */
export class RevisionNotProvisional extends Refusal {
  readonly code = 'revision-not-provisional';
  readonly kind = 'conflict';

  constructor() {
    super('This revision was decided by the quorate board and needs no ratification. Revise or withdraw it instead.');
  }
}

/** A ratification is recorded once. */
export class AlreadyRatified extends Refusal {
  readonly code = 'already-ratified';
  readonly kind = 'conflict';

  constructor() {
    super('This revision has been ratified already. To change it, revise or withdraw it.');
  }
}

const WHY_CLOSED: Readonly<Record<RevisionState, string>> = {
  proposed: 'This revision is open for signature.',
  returned: 'This revision was returned to its author and takes no signature.',
  withdrawn: 'This revision was withdrawn and takes no signature.',
  'in-force': 'This revision is in force; its signatures are complete and stay.',
  superseded: 'This revision was superseded by a newer one and takes no signature.',
};

function mayDo(action: RevisionAction, state: RevisionState): boolean {
  const states: readonly RevisionState[] = REVISION_ACTIONS[action];
  return states.includes(state);
}
