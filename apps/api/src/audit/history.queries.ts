import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type Tx } from '#database';
import { requireMay } from '#workflow';
import { CaseFiles, scopeOf } from '../cases/index.js';
import { id, keyAfter, mapPage, toPage, type Page, type PageQuery } from '../http/index.js';
import { toActorView } from './actor.view.js';
import { differencesOf } from './differences.js';
import { readDocument } from './document.js';
import type { HistoryEntryView } from './history-entry.view.js';
import { HistoryRepository, type HistoryRow } from './history.repository.js';
import { NamesRepository, type Names } from './names.repository.js';
import { sentenceOf } from './sentences.js';
import { revisedBy, tellChange } from './story/tell-change.js';

/** The story of a case: who changed what, when and why, with the documents before and after. */
@Injectable()
export class HistoryQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: CaseFiles,
    private readonly history: HistoryRepository,
    private readonly names: NamesRepository,
  ) {}

  /** Oldest first. A specialist sees what they did themselves; the board's chair and auditors see everything. */
  ofCase(actor: Actor, caseId: string, query: PageQuery): Promise<Page<HistoryEntryView>> {
    return this.ledger.swiftTransaction({ type: 'history.opened', actor, id: caseId }, async (tx) => {
      const file = await this.files.open(tx, caseId);

      const { grant } = requireMay(tx.actor, 'history:read', scopeOf(file));

      const after = keyAfter<[string]>(query, [id()])?.[0] ?? null;
      const doneBy = grant === 'own-actions' ? tx.actor.userId : null;
      const rows = await this.history.changesOf(tx, caseId, { after, limit: query.limit + 1, doneBy });
      const page = toPage(rows, query.limit, (row) => [row.eventId]);
      const names = await this.names.in(
        tx,
        page.items.map(({ leaf }) => leaf),
      );

      const revised = await this.revisedIn(tx, page.items);

      await recordDisclosure(tx, { patients: [file.patientAlias], entity: 'case', entityId: caseId });
      return mapPage(page, (row) => toEntryView(row, names, revised));
    });
  }

  /** The revisions that the drafts and revisions of these changes are to replace. */
  private revisedIn(tx: Tx, rows: readonly HistoryRow[]): Promise<ReadonlyMap<string, string | null>> {
    const ids = rows.flatMap(({ docBefore, doc }) => (docBefore === null ? (revisedBy(readDocument(doc)) ?? []) : []));
    return this.history.revisions(tx, [...new Set(ids)]);
  }
}

function toEntryView(row: HistoryRow, names: Names, revised: ReadonlyMap<string, string | null>): HistoryEntryView {
  const { leaf, eventId, entity, entityId, version } = row;
  const nameOf = (userId: string | null) => (userId === null ? null : (names.get(userId) ?? userId));
  const before = readDocument(row.docBefore);
  const after = readDocument(row.doc);
  const revisedId = revisedBy(after);

  return {
    eventId,
    recordedAt: leaf.recordedAt,
    occurredAt: leaf.occurredAt,
    type: leaf.type,
    sentence: sentenceOf(
      leaf.type,
      { actor: nameOf(leaf.actor), onBehalfOf: nameOf(leaf.onBehalfOf) },
      leaf.reasonCode,
    ),
    details: tellChange({
      entity,
      before,
      after,
      revised: revisedId === null ? null : readDocument(revised.get(revisedId) ?? null),
    }),
    actor: leaf.actor === null ? null : toActorView(leaf.actor, names),
    auth: leaf.auth,
    requestId: leaf.req,
    reasonCode: leaf.reasonCode,
    entity,
    entityId,
    version,
    commitmentBefore: leaf.before,
    commitmentAfter: leaf.after,
    before,
    after,
    differences: before === null ? [] : differencesOf(before, after),
  };
}
