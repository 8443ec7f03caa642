import { Refusal } from './refusal.js';
import { joinInSentence } from './sentences.js';

/** Something that stands in the way: a readiness item or a check, by its stable id, with its name for people. */
export interface Blocker {
  readonly id: string;
  readonly label: string;
}

/** A chair's or coordinator's decision to go on all the same. A blank reason overrides nothing. */
export interface Override {
  readonly id: string;
  readonly reason: string;
}

/**
 * A case goes to the board when no readiness blocker is missing, or each missing one is overridden with a reason.
 * @throws ReadinessBlocked
 */
export function requireReadiness(missing: readonly Blocker[], overrides: readonly Override[] = []): void {
  const standing = withoutOverridden(missing, overrides);
  if (standing.length > 0) throw new ReadinessBlocked(standing);
}

/**
 * A decision is proposed when no blocking check is unmet, or each unmet one is overridden with a reason.
 * @throws ChecksUnmet
 */
export function requireChecksMet(unmet: readonly Blocker[], overrides: readonly Override[] = []): void {
  const standing = withoutOverridden(unmet, overrides);
  if (standing.length > 0) throw new ChecksUnmet(standing);
}

/** The case lacks what the board needs to discuss it. */
export class ReadinessBlocked extends Refusal {
  readonly code = 'readiness-blocked';
  readonly kind = 'conflict';

  constructor(readonly missing: readonly Blocker[]) {
    super(`The board still needs: ${named(missing)}. Record what is missing, or give an override reason for each.`);
  }
}

/** The decision breaks a blocking check of the pathway. */
export class ChecksUnmet extends Refusal {
  readonly code = 'checks-unmet';
  readonly kind = 'conflict';

  constructor(readonly unmet: readonly Blocker[]) {
    super(
      `This decision does not meet: ${named(unmet)}. Complete the draft, or let the chair override each with a reason.`,
    );
  }
}

function withoutOverridden(blockers: readonly Blocker[], overrides: readonly Override[]): readonly Blocker[] {
  const overridden = new Set(overrides.filter(({ reason }) => reason.trim() !== '').map(({ id }) => id));
  return blockers.filter(({ id }) => !overridden.has(id));
}

function named(blockers: readonly Blocker[]): string {
  return joinInSentence(blockers.map(({ label }) => label));
}
