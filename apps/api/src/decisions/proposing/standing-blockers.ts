import { blockersAmong, type CheckFinding } from '#pathway';
import { inWords, requireChecksMet } from '#workflow';
import type { FrozenOverride } from '../frozen.js';

/**
 * Lets a decision go on when no blocking check is left without a reason.
 * @throws ChecksUnmet naming those that are
 */
export function requireNoStandingBlocker(
  findings: readonly CheckFinding[],
  overrides: readonly FrozenOverride[],
): void {
  const unmet = blockersAmong(findings).map(({ id }) => ({ id, label: inWords(id) }));
  requireChecksMet(
    unmet,
    overrides.map(({ check, reason }) => ({ id: check, reason })),
  );
}
