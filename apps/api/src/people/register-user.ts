import { Injectable } from '@nestjs/common';
import { Ledger, newId, type Actor } from '#database';
import { requireMay } from '#workflow';
import { Enrolment, toEnrolment } from '../auth/index.js';
import type { RegisterUserDto } from './dto/users.dto.js';
import { requireSoundUser } from './require-sound-user.js';
import type { User } from './user.js';
import { toUserView, type RegisteredUserView, type UserView } from './user.view.js';
import { UsersRepository } from './users.repository.js';

/**
 * Registers a person with a first password and an authenticator. The authenticator's secret is shown once and kept nowhere
 * in the clear: the answer stored for an Idempotency-Key does not hold it.
 * @throws EmailTaken, AuditorHoldsNoOtherRole, SpecialtyMissing, ScopesMismatch
 */
@Injectable()
export class RegisterUser {
  constructor(
    private readonly ledger: Ledger,
    private readonly users: UsersRepository,
    private readonly enrolment: Enrolment,
  ) {}

  async execute(actor: Actor, { password, ...dto }: RegisterUserDto): Promise<RegisteredUserView> {
    const credential = await this.enrolment.prepare(password, { isInitial: true });
    let isRepeated = true;

    const user = await this.ledger.transaction({ type: 'user.registering', actor }, async (tx): Promise<UserView> => {
      isRepeated = false;
      requireMay(tx.actor, 'user:manage', { organisationId: tx.actor.organisationId });
      const registered = newUser(dto);
      requireSoundUser(registered);

      await this.users.insert(tx, registered);
      await this.enrolment.enrol(tx, registered.id, credential);

      return toUserView(registered);
    });

    return { ...user, totp: isRepeated ? null : toEnrolment(credential.totpSecret, user.email) };
  }
}

function newUser({ email, specialty = undefined, scopes = [], ...dto }: Omit<RegisterUserDto, 'password'>): User {
  return {
    ...dto,
    id: newId(),
    email: email.toLowerCase(),
    specialty: specialty ?? null,
    scopes,
    isActive: true,
    version: 1,
  };
}
