import type { Lane } from './process-vocabulary.js';
import { Refusal } from './refusal.js';
import { nameSpecialties, type Specialty } from './specialties.js';

/** A panel member who was reached before an urgent decision: who, for which specialty, and when. */
export interface PanelContact {
  readonly specialty: Specialty;
  readonly userId: string;
  readonly reachedAt: string;
}

/**
 * An urgent decision needs the emergency lane and every specialty of the panel reached, each by a person of its own.
 * @throws NotInEmergencyLane
 * @throws PanelNotReached
 */
export function requireUrgentPanel(lane: Lane, panel: readonly Specialty[], contacts: readonly PanelContact[]): void {
  if (lane !== 'emergency') throw new NotInEmergencyLane();
  const missing = panel.filter((specialty) => !contacts.some((contact) => contact.specialty === specialty));
  if (missing.length > 0) throw new PanelNotReached(missing);
  const people = new Set(contacts.map(({ userId }) => userId));
  if (people.size < contacts.length) throw new PanelNeedsOnePersonEach();
}

/** Deciding without the board is for emergencies. */
export class NotInEmergencyLane extends Refusal {
  readonly code = 'not-in-emergency-lane';
  readonly kind = 'conflict';

  constructor() {
    super('This case is in the elective lane. Raise it to the emergency lane first, or list it for a meeting.');
  }
}

/** An urgent decision is a panel's, never one person's. */
export class PanelNotReached extends Refusal {
  readonly code = 'panel-not-reached';
  readonly kind = 'conflict';

  constructor(readonly missing: readonly Specialty[]) {
    super(`An urgent decision needs ${nameSpecialties(missing)}. Reach them, and record who and when.`);
  }
}

/** One person cannot be two specialties of a panel. */
export class PanelNeedsOnePersonEach extends Refusal {
  readonly code = 'panel-needs-one-person-each';
  readonly kind = 'invalid';

  constructor() {
    super('The same person is named twice on this panel. Name one person for each specialty.', {
      errors: [{ pointer: '/panel', message: 'Name one person for each specialty.', code: 'duplicate' }],
    });
  }
}
