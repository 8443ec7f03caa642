import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { deputyshipsOn, ownSpecialtiesOn, requireMay, requireSeatFor, type Actor, type Specialty } from '#workflow';
import { UsersQueries } from '../../people/index.js';
import { scopeOf, type Revision } from '../revision.js';
import { NotTheirDeputy } from './signing.errors.js';
import type { NamedPerson, Signer } from './signing-statement.js';

/** Says in which capacity the person of a transaction signs, as the board and the accounts are today. */
@Injectable()
export class Signers {
  constructor(private readonly users: UsersQueries) {}

  /**
   * One signs for one's own seat, or for the seat of the member named.
   * @throws Forbidden, NotTheirDeputy, DeputyMustNameMember
   */
  async identify(tx: Tx, revision: Revision, onBehalfOf: string | null): Promise<Signer> {
    const scope = scopeOf(revision);
    const sought = specialtyFor(tx.actor, revision.boardId, onBehalfOf);
    const { role } = requireMay(tx.actor, 'decision:sign', { ...scope, specialty: sought });
    // Without a specialty nothing of the kind is granted.
    const specialty = sought!;
    requireSeatFor(tx.actor, revision.boardId, { specialty, onBehalfOf });

    const signer = await this.name(tx, tx.actor.userId);
    const represented = onBehalfOf === null ? null : await this.name(tx, onBehalfOf);
    return { ...signer, specialty, actingRole: represented ? 'deputy' : role, onBehalfOf: represented };
  }

  private async name(tx: Tx, userId: string): Promise<NamedPerson> {
    return { userId, printedName: await this.users.name(tx, userId) };
  }
}

function specialtyFor(actor: Actor, boardId: string, onBehalfOf: string | null): Specialty | undefined {
  const deputyships = deputyshipsOn(actor, boardId);
  if (onBehalfOf === null) return ownSpecialtiesOn(actor, boardId)[0] ?? deputyships[0]?.specialty;

  const represented = deputyships.find(({ forUserId }) => forUserId === onBehalfOf);
  if (!represented) throw new NotTheirDeputy();
  return represented.specialty;
}
