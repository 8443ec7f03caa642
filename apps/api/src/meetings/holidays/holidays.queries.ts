import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { BoardsQueries } from '../../people/index.js';
import type { Holidays } from './holidays.js';
import { HolidaysRepository } from './holidays.repository.js';

/** What is asked about a board's holidays. */
@Injectable()
export class HolidaysQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly boards: BoardsQueries,
    private readonly holidays: HolidaysRepository,
  ) {}

  /** @throws NotFound */
  show(actor: Actor, boardId: string): Promise<Holidays> {
    return this.ledger.transaction({ type: 'holidays.opened', actor, id: boardId }, async (tx) => {
      await this.boards.find(tx, boardId);
      requireMay(tx.actor, 'meeting:read', { organisationId: tx.actor.organisationId, boardId });
      return this.holidays.of(tx, boardId);
    });
  }
}
