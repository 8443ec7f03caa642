import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type PrismaTx } from '#database';
import { NotFound, requireMay, type Specialty } from '#workflow';
import { requireFresh } from '../http/index.js';
import { toBoard, type Board, type Seat, type StoredBoard } from './board.js';
import { BoardsRepository } from './boards.repository.js';
import { requireSeatedChair } from './change-board.js';
import type { AddMemberDto, ChangeMemberDto } from './dto/boards.dto.js';
import { AlreadySeated, UnfitDeputy, UnfitForSeat } from './people.errors.js';
import { isSpecialist } from './require-sound-user.js';
import { UsersRepository } from './users.repository.js';

interface Place {
  readonly boardId: string;
  readonly ifMatch: number | undefined;
}

/**
 * Seats people on a board, changes their seats and takes them away. Each makes a version of the board.
 * @throws NotFound, StaleVersion, AlreadySeated, UnfitForSeat, UnfitDeputy, ChairMustSit
 */
@Injectable()
export class BoardMembers {
  constructor(
    private readonly ledger: Ledger,
    private readonly boards: BoardsRepository,
    private readonly users: UsersRepository,
  ) {}

  add(actor: Actor, place: Place, { userId, specialty, deputyIds = [] }: AddMemberDto): Promise<Board> {
    return this.onBoard(actor, place, 'board.member-added', async (tx, { id, members }) => {
      if (members.some((seat) => seat.userId === userId)) throw new AlreadySeated(userId);
      await this.seat(tx, id, { userId, specialty, deputyIds });
    });
  }

  change(actor: Actor, place: Place, userId: string, change: ChangeMemberDto): Promise<Board> {
    return this.onBoard(actor, place, 'board.member-changed', async (tx, { id, members }) => {
      const { specialty, deputyIds } = { ...requireSeat(members, userId), ...change };
      await this.seat(tx, id, { userId, specialty, deputyIds });
    });
  }

  remove(actor: Actor, place: Place, userId: string): Promise<Board> {
    return this.onBoard(actor, place, 'board.member-removed', async (tx, { id, members }) => {
      requireSeat(members, userId);
      await this.boards.removeSeat(tx, id, userId);
    });
  }

  private onBoard(
    actor: Actor,
    { boardId, ifMatch }: Place,
    type: 'board.member-added' | 'board.member-changed' | 'board.member-removed',
    write: (tx: PrismaTx, board: StoredBoard) => Promise<void>,
  ): Promise<Board> {
    return this.ledger.transaction({ type: 'board.opened', actor, id: boardId }, async (tx) => {
      requireMay(tx.actor, 'board:manage', { organisationId: tx.actor.organisationId });
      const before = await this.boards.lock(tx, boardId);
      requireFresh(before.version, ifMatch);

      await write(tx, before);

      const after = await this.boards.find(tx, boardId);
      requireSeatedChair(after);
      return toBoard(await this.boards.update(tx, after, type));
    });
  }

  private async seat(tx: PrismaTx, boardId: string, seat: Omit<Seat, 'name'>): Promise<void> {
    const { userId, specialty, deputyIds } = seat;
    const people = await this.users.findActive(tx, [userId, ...deputyIds]);
    const find = (id: string) => people.find((person) => person.id === id);

    const sitter = find(userId);
    const isFit = specialty === null ? sitter?.roles.includes('coordinator') : sitter && isSpecialist(sitter);
    if (!isFit) throw new UnfitForSeat(userId);

    for (const deputyId of deputyIds) {
      const deputy = find(deputyId);
      const isDeputyFit = deputyId !== userId && deputy && isSpecialist(deputy) && isOf(specialty, deputy.specialty);
      if (!isDeputyFit) throw new UnfitDeputy(deputyId);
    }
    await this.boards.keepSeat(tx, boardId, seat);
  }
}

/** A coordinator signs nothing, so there is nothing to deputise for. */
function isOf(specialty: Specialty | null, deputys: Specialty | null): boolean {
  return specialty !== null && specialty === deputys;
}

function requireSeat(members: readonly Seat[], userId: string): Seat {
  const seat = members.find((member) => member.userId === userId);
  if (!seat) throw new NotFound('member');
  return seat;
}
