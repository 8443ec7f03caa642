import { requireValidRoles } from '#workflow';
import { ScopesMismatch, SpecialtyMissing } from './people.errors.js';
import type { User } from './user.js';

/**
 * An account whose roles, specialty and scopes fit together.
 * @throws AuditorHoldsNoOtherRole, SpecialtyMissing, ScopesMismatch
 */
export function requireSoundUser({ roles, specialty, scopes }: Pick<User, 'roles' | 'specialty' | 'scopes'>): void {
  requireValidRoles(roles);
  if (isSpecialist({ roles }) && specialty === null) throw new SpecialtyMissing();
  if (roles.includes('integration') !== scopes.length > 0) throw new ScopesMismatch();
}

/** A chair is a specialist in the chair. */
export function isSpecialist({ roles }: Pick<User, 'roles'>): boolean {
  return roles.includes('specialist') || roles.includes('chair');
}
