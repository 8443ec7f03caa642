import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type PrismaTx } from '#database';
import { requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import { toBoard, type Board, type StoredBoard } from './board.js';
import { withRules } from './board-rules.js';
import { BoardsRepository } from './boards.repository.js';
import type { ChangeBoardDto, RulesDto } from './dto/boards.dto.js';
import { ChairMustSit, UnknownTimeZone } from './people.errors.js';

/**
 * Changes a board's name, calendar, capacity and chair at once, and enters a change of its rules for the chair to confirm.
 * @throws NotFound, StaleVersion, ChairMustSit, UnknownTimeZone, RulesNotAllowed, UnsoundSignOffRule
 */
@Injectable()
export class ChangeBoard {
  constructor(
    private readonly ledger: Ledger,
    private readonly boards: BoardsRepository,
  ) {}

  execute(actor: Actor, id: string, { rules, ...settings }: ChangeBoardDto, ifMatch: number): Promise<Board> {
    return this.ledger.transaction({ type: 'board.opened', actor, id }, async (tx) => {
      requireMay(tx.actor, 'board:manage', { organisationId: tx.actor.organisationId });
      const board = await this.boards.lock(tx, id);
      requireFresh(board.version, ifMatch);

      const changed = { ...board, ...settings };
      requireTimeZone(changed.timeZone);
      requireSeatedChair(changed);

      const entered = rules ? await this.enter(tx, changed, rules) : changed;
      return toBoard(await this.boards.update(tx, entered, rules ? 'board.parameters-entered' : 'board.changed'));
    });
  }

  private async enter(tx: PrismaTx, board: StoredBoard, { reason, ...rules }: RulesDto): Promise<StoredBoard> {
    requireMay(tx.actor, 'parameter:enter', { organisationId: tx.actor.organisationId });
    withRules(board, rules);

    const change = await this.boards.enterChange(tx, board.id, rules, reason);
    return { ...board, pendingChanges: [...board.pendingChanges, change] };
  }
}

/** @throws ChairMustSit */
export function requireSeatedChair({ chairId, members }: Pick<Board, 'chairId' | 'members'>): void {
  const seat = members.find(({ userId }) => userId === chairId);
  if (!seat?.specialty) throw new ChairMustSit();
}

function requireTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new UnknownTimeZone();
  }
}
