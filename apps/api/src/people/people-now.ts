import type { DocumentsNow } from '#database';
import { boardDocument } from './board.js';
import { BoardsRepository } from './boards.repository.js';
import { userDocument } from './user.js';
import { UsersRepository } from './users.repository.js';

const users = new UsersRepository();
const boards = new BoardsRepository();

/** Accounts as their rows say them now. */
export const usersNow: DocumentsNow = async (tx, ids) => {
  const found = await users.withIds(tx, ids);
  return found.map((user) => ({ id: user.id, version: user.version, document: userDocument(user) }));
};

/** Boards as their rows say them now, with their seats and the changes of their rules. */
export const boardsNow: DocumentsNow = async (tx, ids) => {
  const records = await boards.recordsOf(tx, ids);
  return records.map((record) => ({ id: record.id, version: record.version, document: boardDocument(record) }));
};
