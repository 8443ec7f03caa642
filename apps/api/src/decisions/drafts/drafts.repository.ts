import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { Draft } from './draft.js';

/** Every statement about the aggregate `decision-draft`. */
@Injectable()
export class DraftsRepository {
  /** Null where there is none among those this transaction may see. */
  async find(tx: Tx, id: string): Promise<Draft | null> {
    const [row] = await tx.sql<{ draft: Draft }>(LOAD_DRAFT, [tx.actor.organisationId, id]);
    return row?.draft ?? null;
  }

  /** Waits for whoever is changing the draft, then reads it as they left it. */
  async findLocked(tx: Tx, id: string): Promise<Draft | null> {
    await tx.sql(LOCK_DRAFT, [tx.actor.organisationId, id]);
    return this.find(tx, id);
  }

  /** The drafts with these ids. */
  async withIds(tx: Tx, ids: readonly string[]): Promise<Draft[]> {
    const rows = await tx.sql<{ draft: Draft }>(LOAD_DRAFTS, [tx.actor.organisationId, ids]);
    return rows.map(({ draft }) => draft);
  }

  /** Ids of drafts and revisions of a case, newest first, from before an id on. */
  async idsOf(tx: Tx, caseId: string, before: string | null, limit: number): Promise<string[]> {
    const rows = await tx.sql<{ id: string }>(IDS_OF_CASE, [tx.actor.organisationId, caseId, before, limit]);
    return rows.map(({ id }) => id);
  }

  async insert(tx: Tx, draft: Draft): Promise<void> {
    await tx.sql(INSERT_DRAFT, [
      draft.organisationId,
      draft.boardId,
      draft.caseId,
      draft.id,
      draft.revisesId,
      JSON.stringify(draft.content),
      draft.authorId,
    ]);
  }

  /** Writes everything of a draft that may change. */
  async update(tx: Tx, draft: Draft): Promise<void> {
    await tx.sql(CHANGE_DRAFT, [
      draft.organisationId,
      draft.id,
      draft.version,
      draft.state,
      draft.agendaItemId,
      JSON.stringify(draft.content),
      JSON.stringify(draft.overrides),
    ]);
  }
}

const loadDrafts = (where: string): string => `
  SELECT json_build_object(
    'organisationId', d.organisation_id, 'boardId', d.board_id, 'caseId', d.case_id, 'id', d.id, 'revisesId', d.revises_id,
    'agendaItemId', d.agenda_item_id, 'content', d.content, 'overrides', d.overrides, 'state', d.state,
    'authorId', d.author_id, 'version', d.version) AS draft
  FROM clinical.decision_draft d
  WHERE d.organisation_id = $1::uuid AND ${where}`;

const LOAD_DRAFT = loadDrafts('d.id = $2::uuid');
const LOAD_DRAFTS = loadDrafts('d.id = ANY ($2::uuid[])');

const LOCK_DRAFT = `
  SELECT 1 AS locked FROM clinical.decision_draft WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE`;

// A proposed draft is read as the revision that carries its id.
const IDS_OF_CASE = `
  SELECT id FROM (
    SELECT id FROM clinical.decision_draft WHERE organisation_id = $1::uuid AND case_id = $2::uuid AND state <> 'proposed'
    UNION ALL
    SELECT id FROM clinical.decision_revision WHERE organisation_id = $1::uuid AND case_id = $2::uuid) AS known
  WHERE $3::uuid IS NULL OR id < $3::uuid
  ORDER BY id DESC LIMIT $4::int`;

const INSERT_DRAFT = `
  INSERT INTO clinical.decision_draft (organisation_id, board_id, case_id, id, revises_id, content, author_id)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::jsonb, $7::uuid)`;

const CHANGE_DRAFT = `
  UPDATE clinical.decision_draft SET version = $3::int, state = $4, agenda_item_id = $5::uuid, content = $6::jsonb,
    overrides = $7::jsonb
  WHERE organisation_id = $1::uuid AND id = $2::uuid`;
