import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor } from '#database';
import { requireBoardsFor } from '#workflow';
import { code, id, instant, keyAfter, mapPage, toPage, type Page } from '../../http/index.js';
import { WORK_KINDS } from './worklist.sql.js';
import type { WorklistQuery } from './worklist.query.js';
import { WorklistRepository, type WorkKey } from './worklist.repository.js';
import type { WorkView } from './worklist.view.js';

/** What is to be done today on the boards that a person sits on, by the time that is left. */
@Injectable()
export class WorklistQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly worklist: WorklistRepository,
  ) {}

  list(actor: Actor, query: WorklistQuery): Promise<Page<WorkView>> {
    const after = keyAfter<WorkKey>(query, [instant(), id(), code(WORK_KINDS)]);
    return this.ledger.swiftTransaction({ type: 'worklist.opened', actor }, async (tx) => {
      const { kind: kinds = null, board: boardId = null, owner: ownerId = null, until = null, limit } = query;
      const wanted = { within: requireBoardsFor(tx.actor, 'case:read'), boardId, kinds, ownerId, until };

      const rows = await this.worklist.find(tx, wanted, after, limit + 1);
      const page = toPage(rows, limit, ({ view }): WorkKey => [view.dueAt, view.subjectId, view.kind]);

      await recordDisclosure(tx, { patients: page.items.map(({ alias }) => alias) });
      return mapPage(page, ({ view }) => view);
    });
  }
}
