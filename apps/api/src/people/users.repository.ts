import { Injectable } from '@nestjs/common';
import { isUniqueViolation, recordChange, type PrismaTx, type Tx } from '#database';
import { NotFound, type Permission, type Role, type Specialty } from '#workflow';
import { EmailTaken } from './people.errors.js';
import { userDocument, type User } from './user.js';

interface Row {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: string[];
  readonly specialty: string | null;
  readonly scopes: string[];
  readonly isActive: boolean;
  readonly version: number;
}

/** Every statement about accounts; what proves a person's identity is elsewhere. */
@Injectable()
export class UsersRepository {
  /** @throws EmailTaken */
  async insert(tx: PrismaTx, user: User): Promise<void> {
    const { roles, scopes, ...columns } = user;
    try {
      await tx.prisma.user.create({
        data: { ...columns, organisationId: tx.actor.organisationId, roles: [...roles], scopes: [...scopes] },
      });
    } catch (error) {
      if (isUniqueViolation(error)) throw new EmailTaken({ cause: error });
      throw error;
    }
    await recordChange(tx, { type: 'user.registered', id: user.id, version: 1, document: userDocument(user) });
  }

  /** The account, locked until this transaction ends. @throws NotFound */
  async lock(tx: PrismaTx, id: string): Promise<User> {
    await tx.sql(LOCK, [tx.actor.organisationId, id]);
    return this.find(tx, id);
  }

  /** @throws NotFound */
  async find(tx: PrismaTx, id: string): Promise<User> {
    const { organisationId } = tx.actor;
    const row = await tx.prisma.user.findUnique({ where: { organisationId_id: { organisationId, id } } });
    if (!row) throw new NotFound('user');
    return toUser(row);
  }

  /** @throws NotFound */
  async nameOf(tx: Tx, id: string): Promise<string> {
    const [row] = await tx.sql<{ name: string }>(NAME, [tx.actor.organisationId, id]);
    if (!row) throw new NotFound('user');
    return row.name;
  }

  async update(tx: PrismaTx, user: User): Promise<User> {
    const next = { ...user, version: user.version + 1 };
    const { id, email: _, roles, scopes, ...columns } = next;
    await tx.prisma.user.update({
      where: { organisationId_id: { organisationId: tx.actor.organisationId, id } },
      data: { ...columns, roles: [...roles], scopes: [...scopes] },
    });
    await recordChange(tx, { type: 'user.changed', id, version: next.version, document: userDocument(next) });
    return next;
  }

  /** Accounts of the organisation after a key, in the order of name and id. */
  async list(tx: PrismaTx, after: readonly [string, string] | null, limit: number): Promise<User[]> {
    const rows = await tx.prisma.user.findMany({
      where: {
        organisationId: tx.actor.organisationId,
        ...(after && { OR: [{ name: { gt: after[0] } }, { name: after[0], id: { gt: after[1] } }] }),
      },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    return rows.map(toUser);
  }

  /** Those with these ids, in any order. */
  async withIds(tx: PrismaTx, ids: readonly string[]): Promise<User[]> {
    const rows = await tx.prisma.user.findMany({
      where: { organisationId: tx.actor.organisationId, id: { in: [...ids] } },
    });
    return rows.map(toUser);
  }

  /** Those of these people who have an account that is active. */
  async findActive(tx: PrismaTx, ids: readonly string[]): Promise<User[]> {
    const rows = await tx.prisma.user.findMany({
      where: { organisationId: tx.actor.organisationId, id: { in: [...ids] }, isActive: true },
    });
    return rows.map(toUser);
  }
}

function toUser({ id, email, name, roles, specialty, scopes, isActive, version }: Row): User {
  return {
    id,
    email,
    name,
    roles: roles as Role[],
    specialty: specialty as Specialty | null,
    scopes: scopes as Permission[],
    isActive,
    version,
  };
}

const NAME = 'SELECT name FROM people.account WHERE organisation_id = $1::uuid AND id = $2::uuid';
const LOCK = 'SELECT id FROM people.account WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE';
