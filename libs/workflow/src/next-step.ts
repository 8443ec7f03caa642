import { Temporal } from 'temporal-polyfill';
import type { CaseState } from './case-states.js';
import type { Role } from './permissions.js';
import type { Specialty } from './specialties.js';

/** What may be a case's next step. Of two that are due on one day, the one that stands first here. */
export const NEXT_STEPS = [
  'answer-clock',
  'triage',
  'discuss',
  'decide',
  'acknowledge-imaging',
  'read-imaging',
  'sign',
  'ratify',
  'carry-out',
  'make-imaging',
  'revise-decision',
  'complete-workup',
  'list',
  'close',
] as const;
export type NextStepKind = (typeof NEXT_STEPS)[number];

/** Who must do it: a person by name, or whoever holds a role or sits for a specialty. Exactly one of the three. */
export type StepOwner =
  | { readonly userId: string; readonly role: null; readonly specialty: null }
  | { readonly userId: null; readonly role: Role; readonly specialty: null }
  | { readonly userId: null; readonly role: null; readonly specialty: Specialty };

export interface NextStep {
  readonly kind: NextStepKind;
  /** The clock, item, revision, recommendation or examination that it is about; null where it is about the case itself. */
  readonly subjectId: string | null;
  readonly owner: StepOwner;
  /** YYYY-MM-DD on the board's calendar. */
  readonly dueOn: string;
}

/** What of a case says what comes next. Days are of the board's calendar; lists hold only what is open. */
export interface StepFacts {
  readonly state: CaseState;
  readonly stateSinceOn: string;
  /** Clocks that run; what is due at once is due on the day it began. */
  readonly clocks: readonly { readonly id: string; readonly dueOn: string; readonly specialty: Specialty | null }[];
  /** Its place for discussion on an agenda. */
  readonly place: { readonly itemId: string; readonly chairId: string; readonly on: string } | null;
  /** The revision that waits for signatures, and which specialties it waits for. */
  readonly proposed: {
    readonly id: string;
    readonly on: string;
    readonly outstanding: readonly Specialty[];
    readonly awaitsRatification: boolean;
  } | null;
  readonly inForce: { readonly id: string; readonly on: string; readonly awaitsRatification: boolean } | null;
  readonly recommendations: readonly {
    readonly id: string;
    readonly ownerId: string | null;
    readonly specialty: Specialty;
    readonly dueOn: string;
  }[];
  readonly orders: readonly {
    readonly id: string;
    readonly state: 'due' | 'booked' | 'missed' | 'performed' | 'reported';
    /** When it should be made, or since when it waits to be read or acknowledged. */
    readonly dueOn: string;
    readonly specialistId: string;
  }[];
}

/** The program's own: no guideline says how soon workup, listing, a signature, a ratification or a closure follow. */
const DAYS_FOR_A_STEP = 7;

/** The one step that comes next for an open case: the earliest due of all that is open. Null for a closed case. */
export function nextStep(facts: StepFacts): NextStep | null {
  if (facts.state === 'closed') return null;

  const open = [...clockSteps(facts), ...decisionSteps(facts), ...carryingOut(facts), ...imagingSteps(facts)];
  const steps = [...open, ...stepOfState(facts, open.length === 0)];
  return steps.reduce((first, other) => (isBefore(other, first) ? other : first));
}

function isBefore(a: NextStep, b: NextStep): boolean {
  return a.dueOn === b.dueOn ? NEXT_STEPS.indexOf(a.kind) < NEXT_STEPS.indexOf(b.kind) : a.dueOn < b.dueOn;
}

/** What the state itself asks for. An active case asks for what is open, and to be closed once nothing is. */
function stepOfState({ state, stateSinceOn, place, proposed }: StepFacts, isNothingOpen: boolean): NextStep[] {
  const soon = later(stateSinceOn);
  const own = (kind: NextStepKind, role: Role, dueOn = soon): NextStep[] => [
    { kind, subjectId: null, owner: byRole(role), dueOn },
  ];
  const atTheMeeting = (kind: NextStepKind): NextStep[] =>
    place
      ? [{ kind, subjectId: place.itemId, owner: byName(place.chairId), dueOn: place.on }]
      : own('list', 'coordinator');

  switch (state) {
    case 'referred':
      return own('triage', 'coordinator', stateSinceOn);
    case 'workup':
      return own('complete-workup', 'coordinator');
    case 'ready':
      return own('list', 'coordinator');
    case 'listed':
      return atTheMeeting('discuss');
    case 'in-discussion':
      return atTheMeeting('decide');
    case 'decided':
      return proposed ? [] : own('revise-decision', 'chair');
    case 'active':
      return isNothingOpen ? own('close', 'coordinator') : [];
    case 'closed':
      return [];
    default:
      return state satisfies never;
  }
}

function clockSteps({ clocks }: StepFacts): NextStep[] {
  return clocks.map(({ id, dueOn, specialty }) => ({
    kind: 'answer-clock',
    subjectId: id,
    owner: specialty ? bySpecialty(specialty) : byRole('coordinator'),
    dueOn,
  }));
}

/** Whom a signature still waits for; the chair where only a dissent stands in the way. A ratification waits to be listed. */
function decisionSteps({ proposed, inForce }: StepFacts): NextStep[] {
  const [missing] = proposed?.outstanding ?? [];
  const signing: NextStep[] = proposed
    ? [
        {
          kind: 'sign',
          subjectId: proposed.id,
          owner: missing ? bySpecialty(missing) : byRole('chair'),
          dueOn: later(proposed.on),
        },
      ]
    : [];
  const ratifying = [proposed, inForce].flatMap((revision): NextStep[] =>
    revision?.awaitsRatification
      ? [{ kind: 'ratify', subjectId: revision.id, owner: byRole('coordinator'), dueOn: later(revision.on) }]
      : [],
  );
  return [...signing, ...ratifying];
}

function carryingOut({ recommendations }: StepFacts): NextStep[] {
  return recommendations.map(({ id, ownerId, specialty, dueOn }) => ({
    kind: 'carry-out',
    subjectId: id,
    owner: ownerId === null ? bySpecialty(specialty) : byName(ownerId),
    dueOn,
  }));
}

function imagingSteps({ orders }: StepFacts): NextStep[] {
  return orders.map(({ id: subjectId, state, dueOn, specialistId }): NextStep => {
    if (state === 'reported') return { kind: 'acknowledge-imaging', subjectId, owner: byName(specialistId), dueOn };
    if (state === 'performed') return { kind: 'read-imaging', subjectId, owner: bySpecialty('radiology'), dueOn };
    return { kind: 'make-imaging', subjectId, owner: byRole('coordinator'), dueOn };
  });
}

const byName = (userId: string): StepOwner => ({ userId, role: null, specialty: null });
const byRole = (role: Role): StepOwner => ({ userId: null, role, specialty: null });
const bySpecialty = (specialty: Specialty): StepOwner => ({ userId: null, role: null, specialty });

const later = (day: string): string => Temporal.PlainDate.from(day).add({ days: DAYS_FOR_A_STEP }).toString();
