import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { Recommendation, RecommendationState } from './recommendation.js';

/** Every statement about the aggregate `recommendation`. Plain SQL, so that hot acts and ordinary ones share it. */
@Injectable()
export class RecommendationsRepository {
  /** Null where there is none among those this transaction may see. */
  async find(tx: Tx, id: string): Promise<Recommendation | null> {
    const [row] = await tx.sql<Row>(LOAD, [tx.actor.organisationId, id]);
    return row ? toRecommendation(row) : null;
  }

  /** Those with these ids, in any order. */
  async withIds(tx: Tx, ids: readonly string[]): Promise<Recommendation[]> {
    const rows = await tx.sql<Row>(LOAD_WITH_IDS, [tx.actor.organisationId, ids]);
    return rows.map(toRecommendation);
  }

  /** Those of a case that are in a state, in the order of the decision. */
  async inState(tx: Tx, caseId: string, state: RecommendationState): Promise<Recommendation[]> {
    const rows = await tx.sql<Row>(LOAD_IN_STATE, [tx.actor.organisationId, caseId, state]);
    return rows.map(toRecommendation);
  }

  /** Those of a case, older decisions first, after an id; in one state or in any. */
  async page(
    tx: Tx,
    caseId: string,
    { state, after, limit }: { state: RecommendationState | null; after: string | null; limit: number },
  ): Promise<Recommendation[]> {
    const rows = await tx.sql<Row>(LOAD_PAGE, [tx.actor.organisationId, caseId, state, after, limit]);
    return rows.map(toRecommendation);
  }

  async insert(tx: Tx, recommendations: readonly Recommendation[]): Promise<void> {
    await tx.sql(INSERT, [tx.actor.organisationId, JSON.stringify(recommendations)]);
  }

  /** Writes everything of a recommendation that may change. */
  async update(tx: Tx, recommendation: Recommendation): Promise<void> {
    const { id, version, ownerId, state, outcome, outcomeReason, outcomeText, outcomeAt } = recommendation;
    const outcomeColumns = [outcome, outcomeReason, outcomeText, outcomeAt];
    await tx.sql(CHANGE, [tx.actor.organisationId, id, version, ownerId, state, ...outcomeColumns]);
  }
}

interface Row {
  readonly recommendation: Recommendation;
}

function toRecommendation({ recommendation }: Row): Recommendation {
  const { outcomeAt } = recommendation;
  return { ...recommendation, outcomeAt: outcomeAt && new Date(outcomeAt).toISOString() };
}

const load = (where: string): string => `
  SELECT json_build_object(
    'boardId', r.board_id, 'caseId', r.case_id, 'revisionId', r.revision_id, 'id', r.id, 'position', r.position,
    'modality', r.modality, 'intent', r.intent, 'levels', r.levels, 'priority', r.priority, 'responsibleSpecialty', r.specialty,
    'ownerId', r.owner_id, 'dueOn', r.due_on, 'text', r.text, 'state', r.state, 'outcome', r.outcome,
    'outcomeReason', r.outcome_reason, 'outcomeText', r.outcome_text, 'outcomeAt', r.outcome_at, 'version', r.version) AS recommendation
  FROM clinical.recommendation r
  WHERE r.organisation_id = $1::uuid AND ${where}`;

const LOAD = load('r.id = $2::uuid');
const LOAD_WITH_IDS = load('r.id = ANY ($2::uuid[])');
const LOAD_IN_STATE = `${load('r.case_id = $2::uuid AND r.state = $3')} ORDER BY r.position`;
// Ids are made in the order of the decision, and sort by time.
const LOAD_PAGE = `${load(
  'r.case_id = $2::uuid AND ($3::text IS NULL OR r.state = $3) AND ($4::uuid IS NULL OR r.id > $4::uuid)',
)} ORDER BY r.id LIMIT $5::int`;

const INSERT = `
  INSERT INTO clinical.recommendation (organisation_id, board_id, case_id, revision_id, id, position, modality, intent, levels,
    priority, specialty, due_on, text)
  SELECT $1::uuid, r."boardId", r."caseId", r."revisionId", r.id, r.position, r.modality, r.intent, r.levels,
    r.priority, r."responsibleSpecialty", r."dueOn", r.text
  FROM json_to_recordset($2::json) AS r("boardId" uuid, "caseId" uuid, "revisionId" uuid, id uuid, position int, modality text,
    intent text, levels text[], priority text, "responsibleSpecialty" text, "dueOn" date, text text)`;

const CHANGE = `
  UPDATE clinical.recommendation SET version = $3::int, owner_id = $4::uuid, state = $5, outcome = $6, outcome_reason = $7,
    outcome_text = $8, outcome_at = $9::timestamptz
  WHERE organisation_id = $1::uuid AND id = $2::uuid`;
