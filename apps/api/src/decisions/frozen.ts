import type { CheckFinding, DecisionContent, Readiness } from '#pathway';
import { canonicalJson, sha256, type CanonicalValue } from '#transparency';
import type { PanelContact, Quorum, Specialty } from '#workflow';
import { exact } from '../assessments/index.js';

/**
 * What a revision is: the content, the evidence it rests on, and what the specialists thought before they heard each other.
 * Its canonical JSON is what is hashed and signed. Decimals are text with their unit.
 */
export interface Frozen {
  readonly content: DecisionContent;
  readonly evidence: Evidence;
  readonly blinding: Blinding;
}

/** The exact facts, scores, readiness, imaging and findings that a revision rests on. */
export interface Evidence {
  readonly decidedAt: string;
  /** The day of the decision where the board lives: what readiness and ages are judged for. */
  readonly decidedOn: string;
  /** The assessment that the rules read; empty where an emergency left no time for one. */
  readonly assessments: readonly FrozenAssessment[];
  readonly scores: readonly CanonicalValue[];
  readonly readiness: Readiness;
  readonly imaging: readonly CanonicalValue[];
  readonly findings: readonly CheckFinding[];
  readonly overrides: readonly FrozenOverride[];
  /** The meeting and its discussion; null outside one. */
  readonly meeting: FrozenMeeting | null;
  /** Who was reached for an emergency decision; null for the board's. */
  readonly panel: readonly PanelContact[] | null;
}

export interface FrozenAssessment {
  readonly id: string;
  readonly assessedAt: string;
  readonly facts: CanonicalValue;
}

/** The chair's reason to go on in spite of a finding. */
export interface FrozenOverride {
  readonly check: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export interface FrozenMeeting {
  readonly id: string;
  readonly chairId: string;
  readonly agendaItemId: string;
  readonly openedAt: string;
  readonly participants: readonly FrozenParticipant[];
  readonly quorum: Quorum;
}

export interface FrozenParticipant {
  readonly userId: string;
  readonly specialty: Specialty;
  readonly deputyFor: readonly string[];
}

/** The preliminary plans as written before the discussion was opened. */
export interface Blinding {
  readonly plans: readonly CanonicalValue[];
}

/** The canonical text of what is frozen, and its SHA-256 in hexadecimal. The database computes the hash again and compares. */
export function freeze(frozen: Frozen): { readonly text: string; readonly hash: string } {
  const text = canonicalJson(exact(frozen));
  return { text, hash: sha256(text).toString('hex') };
}
