import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { toBoard, type Board } from './board.js';
import { BoardsRepository } from './boards.repository.js';

/** What other features ask of boards, in their own transactions. */
@Injectable()
export class BoardsQueries {
  constructor(private readonly boards: BoardsRepository) {}

  /** The board with its rules, parameters, calendar and seats. @throws NotFound */
  async find(tx: Tx, boardId: string): Promise<Board> {
    return toBoard(await this.boards.find(tx, boardId));
  }
}
