import type { CanonicalValue } from '#transparency';
import type { Permission, Role, Specialty } from '#workflow';

/** A person who may sign in. */
export interface User {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  /** As it is printed beside a signature. */
  readonly name: string;
  readonly roles: readonly Role[];
  readonly specialty: Specialty | null;
  /** What an integration was let in for. */
  readonly scopes: readonly Permission[];
  readonly isActive: boolean;
  readonly version: number;
}

/** The whole account, as each of its versions keeps it. */
export function userDocument({ roles, scopes, ...user }: User): CanonicalValue {
  return { ...user, roles: [...roles], scopes: [...scopes] };
}
