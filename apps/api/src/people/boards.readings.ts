import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay, roleMay } from '#workflow';
import { id, keyAfter, text, toPage, type Page, type PageQuery } from '../http/index.js';
import { toBoard, type Board } from './board.js';
import { BoardsRepository } from './boards.repository.js';

/** Shows boards to whoever sits on them or reads the whole organisation. */
@Injectable()
export class BoardsReadings {
  constructor(
    private readonly ledger: Ledger,
    private readonly boards: BoardsRepository,
  ) {}

  /** In the order of names. */
  page(actor: Actor, query: PageQuery): Promise<Page<Board>> {
    const after = keyAfter<[string, string]>(query, [text({ max: 200, example: 'Spine board' }), id()]) ?? null;

    return this.ledger.transaction({ type: 'boards.listed', actor }, async (tx) => {
      const { actor: reader } = tx;
      const own = [...reader.memberships, ...(reader.deputyships ?? [])].map(({ boardId }) => boardId);
      const readsAll =
        reader.roles.some((role) => roleMay([role], 'board:read') === 'organisation') ||
        (reader.scopes ?? []).includes('board:read');

      const boards = await this.boards.list(tx, { within: readsAll ? null : own, after, limit: query.limit + 1 });
      return toPage(boards.map(toBoard), query.limit, (board) => [board.name, board.id]);
    });
  }

  /** @throws NotFound */
  open(actor: Actor, boardId: string): Promise<Board> {
    return this.ledger.transaction({ type: 'board.opened', actor, id: boardId }, async (tx) => {
      requireMay(tx.actor, 'board:read', { organisationId: tx.actor.organisationId, boardId });
      return toBoard(await this.boards.find(tx, boardId));
    });
  }
}
