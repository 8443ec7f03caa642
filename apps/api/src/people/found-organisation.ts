import { Injectable } from '@nestjs/common';
import { Ledger, newId, systemActor, type PrismaTx } from '#database';
import {
  DEFAULT_REQUIRED_SPECIALTIES,
  DEFAULT_SIGN_OFF_RULE,
  requireValidRoles,
  type Role,
  type Specialty,
} from '#workflow';
import { Enrolment, type PreparedCredential } from '../auth/index.js';
import { toBoard, type Board, type StoredBoard } from './board.js';
import { BoardsRepository } from './boards.repository.js';
import type { User } from './user.js';
import { UsersRepository } from './users.repository.js';

/** A person of a new organisation. Their password is their own, not an administrator's. */
export interface Founder {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly specialty?: Specialty;
  readonly password: string;
  readonly totpSecret?: Uint8Array;
}

export interface NewBoard {
  readonly name: string;
  readonly timeZone: string;
  readonly chairId: string;
  readonly members: readonly {
    readonly userId: string;
    readonly specialty: Specialty | null;
    readonly deputyIds?: readonly string[];
  }[];
  readonly requiredSpecialties?: readonly Specialty[];
}

/** Sets an organisation up: itself, its people, its boards. The system does it, for the demonstration, a test or an installation. */
@Injectable()
export class FoundOrganisation {
  constructor(
    private readonly ledger: Ledger,
    private readonly users: UsersRepository,
    private readonly boards: BoardsRepository,
    private readonly enrolment: Enrolment,
  ) {}

  /** The organisation's id and its people, in the order given. */
  async found(name: string, founders: readonly Founder[]): Promise<{ organisationId: string; users: User[] }> {
    const organisationId = newId();
    const users = await this.addPeople(organisationId, founders, (tx) =>
      tx.prisma.organisation.create({ data: { id: organisationId, name } }),
    );
    return { organisationId, users };
  }

  /** People for an organisation that is there, in one transaction. */
  async addPeople(
    organisationId: string,
    founders: readonly Founder[],
    before: (tx: PrismaTx) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<User[]> {
    for (const { roles } of founders) requireValidRoles(roles);
    const prepared: PreparedCredential[] = [];
    for (const { password, totpSecret } of founders) {
      prepared.push(await this.enrolment.prepare(password, { isInitial: false, totpSecret }));
    }

    return this.ledger.transaction({ type: 'system.seeded', actor: systemActor(organisationId) }, async (tx) => {
      await before(tx);
      const users = founders.map(toUser);
      for (const [index, user] of users.entries()) {
        await this.users.insert(tx, user);
        await this.enrolment.enrol(tx, user.id, prepared[index]!);
      }
      return users;
    });
  }

  async addBoard(organisationId: string, board: NewBoard): Promise<Board> {
    return this.ledger.transaction({ type: 'system.seeded', actor: systemActor(organisationId) }, async (tx) => {
      const stored = toStoredBoard(organisationId, board);
      await this.boards.insert(tx, stored);
      return toBoard(await this.boards.find(tx, stored.id));
    });
  }
}

function toUser({ email, name, roles, specialty = undefined }: Founder): User {
  return {
    id: newId(),
    email: email.toLowerCase(),
    name,
    roles,
    specialty: specialty ?? null,
    scopes: [],
    isActive: true,
    version: 1,
  };
}

function toStoredBoard(organisationId: string, board: NewBoard): StoredBoard {
  const { requiredSpecialties = DEFAULT_REQUIRED_SPECIALTIES, members } = board;
  return {
    id: newId(),
    organisationId,
    name: board.name,
    timeZone: board.timeZone,
    chairId: board.chairId,
    requiredSpecialties,
    signOffRule: { requiredSpecialties, maxAcceptedDissents: DEFAULT_SIGN_OFF_RULE.maxAcceptedDissents },
    ownParameters: {},
    closedWeekdays: [6, 7],
    closedDays: [],
    capacityMinutes: 90,
    members: members.map((seat) => ({ deputyIds: [], ...seat, name: '' })),
    pendingChanges: [],
    version: 1,
  };
}
