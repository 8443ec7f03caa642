import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { RevokePasskey } from '../auth/index.js';
import { requireFresh } from '../http/index.js';
import { BoardsRepository } from './boards.repository.js';
import type { ChangeUserDto } from './dto/users.dto.js';
import { CannotLockYourselfOut, ChairMustSit } from './people.errors.js';
import { isSpecialist, requireSoundUser } from './require-sound-user.js';
import type { User } from './user.js';
import { UsersRepository } from './users.repository.js';

/**
 * Changes an account. Whoever is deactivated is out at once: their sessions end and their passkeys are revoked in the same
 * transaction.
 * @throws NotFound, StaleVersion, AuditorHoldsNoOtherRole, SpecialtyMissing, ScopesMismatch, CannotLockYourselfOut, ChairMustSit
 */
@Injectable()
export class ChangeUser {
  constructor(
    private readonly ledger: Ledger,
    private readonly users: UsersRepository,
    private readonly boards: BoardsRepository,
    private readonly passkeys: RevokePasskey,
  ) {}

  execute(actor: Actor, id: string, change: ChangeUserDto, ifMatch: number): Promise<User> {
    return this.ledger.transaction({ type: 'user.opened', actor, id }, async (tx) => {
      requireMay(tx.actor, 'user:manage', { organisationId: tx.actor.organisationId });
      const before = await this.users.lock(tx, id);
      requireFresh(before.version, ifMatch);

      const after = { ...before, ...change };
      requireSoundUser(after);
      if (id === tx.actor.userId && !(after.isActive && after.roles.includes('administrator'))) {
        throw new CannotLockYourselfOut();
      }
      const canChair = after.isActive && isSpecialist(after);
      if (!canChair && (await this.boards.isChair(tx, id))) throw new ChairMustSit();

      // Whoever comes back enrols anew: an account that is let in again does not bring its old keys along.
      if (before.isActive && !after.isActive) await this.passkeys.all(tx, id, 'The account was deactivated.');
      return this.users.update(tx, after);
    });
  }
}
