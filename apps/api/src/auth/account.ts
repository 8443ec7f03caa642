import type { PrismaTx } from '#database';
import type { Membership, Role, Specialty } from '#workflow';

/** The person who asks, as they may see themselves. */
export interface Account {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly specialty: Specialty | null;
  readonly memberships: readonly Membership[];
}

/** The account that opened this transaction, with its seats as they are today. */
export async function findAccount(tx: PrismaTx): Promise<Account> {
  const { organisationId, userId: id, roles, memberships } = tx.actor;
  const { name, email, specialty } = await tx.prisma.user.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id } },
  });
  return { id, organisationId, name, email, roles, specialty: specialty as Specialty | null, memberships };
}
