import { Injectable } from '@nestjs/common';
import { isUniqueViolation, recordChange, type Tx } from '#database';
import type { AssessmentFacts } from '#pathway';
import type { ScoreResult } from '#scoring';
import { refOf, type CaseFile } from '../cases/index.js';
import { assessmentDocument, ONLY_VERSION, type Assessment } from './assessment.js';
import { AlreadySuperseded, NothingToSupersede } from './assessments.errors.js';

/** An assessment as it is read: with the database's time and the one that corrected it. */
export interface StoredAssessment extends Assessment {
  readonly recordedAt: string;
  readonly supersededById: string | null;
}

/** Where a page begins: after this examination. */
export type AssessmentKey = readonly [assessedAt: string, id: string];

/** Every statement about assessments and their score results. Plain SQL: recording is hot. */
@Injectable()
export class AssessmentsRepository {
  /**
   * Appends an assessment with all its score results in one statement, and its version. Answers whether it is the latest.
   * @throws NothingToSupersede, AlreadySuperseded
   */
  async insert(tx: Tx, file: CaseFile, assessment: Assessment): Promise<{ isLatest: boolean }> {
    const { id, caseId, authorId, assessedAt, supersedesId, facts, scores } = assessment;
    const document = assessmentDocument(assessment);
    // Sent in one go, the version first, because scores are let in beside it alone: what refuses the one takes the other back.
    const [, [row]] = await Promise.all([
      recordChange(tx, { type: 'assessment.recorded', id, version: ONLY_VERSION, document, ...refOf(file) }),
      onceCorrected(() =>
        tx.sql<{ inserted: boolean; has_later: boolean }>(INSERT, [
          file.organisationId,
          file.boardId,
          caseId,
          id,
          authorId,
          assessedAt,
          supersedesId,
          JSON.stringify(facts),
          JSON.stringify(scores),
        ]),
      ),
    ]);
    if (!row?.inserted) throw new NothingToSupersede();

    return { isLatest: !row.has_later };
  }

  /** The one that counts today: the latest examination that nobody has corrected. */
  async latest(tx: Tx, caseId: string): Promise<StoredAssessment | null> {
    const [row] = await tx.sql<Row>(LATEST, [tx.actor.organisationId, caseId]);
    return row ? toAssessment(row) : null;
  }

  /** The assessments with these ids, in any order. */
  async withIds(tx: Tx, ids: readonly string[]): Promise<StoredAssessment[]> {
    const rows = await tx.sql<Row>(WITH_IDS, [tx.actor.organisationId, ids]);
    return rows.map(toAssessment);
  }

  /** Assessments of a case, the latest examination first; corrected ones too. */
  async page(tx: Tx, caseId: string, after: AssessmentKey | undefined, limit: number): Promise<StoredAssessment[]> {
    const rows = await tx.sql<Row>(PAGE, [
      tx.actor.organisationId,
      caseId,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ]);
    return rows.map(toAssessment);
  }
}

const INSERT = `
  WITH inserted AS (
    INSERT INTO clinical.assessment (organisation_id, board_id, case_id, id, author_id, assessed_at, supersedes_id, facts)
    SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::timestamptz, $7::uuid, $8::jsonb
    WHERE $7::uuid IS NULL
      OR EXISTS (SELECT FROM clinical.assessment s WHERE s.organisation_id = $1::uuid AND s.id = $7::uuid AND s.case_id = $3::uuid)
    RETURNING id),
  scored AS (
    INSERT INTO clinical.score_result (organisation_id, board_id, assessment_id, position, system, system_version, complete,
      total, category, result)
    SELECT $1::uuid, $2::uuid, i.id, r.position - 1, r.result->>'system', r.result->>'version', (r.result->>'complete')::boolean,
      (r.result->>'total')::numeric, r.result->'category'->>'id', r.result
    FROM inserted i, jsonb_array_elements($9::jsonb) WITH ORDINALITY AS r(result, position))
  SELECT EXISTS (SELECT FROM inserted) AS inserted, EXISTS (
    SELECT FROM clinical.assessment l WHERE l.organisation_id = $1::uuid AND l.case_id = $3::uuid
      AND (l.assessed_at, l.id) > ($6::timestamptz, $4::uuid) AND l.id IS DISTINCT FROM $7::uuid
      AND NOT EXISTS (SELECT FROM clinical.assessment c WHERE c.organisation_id = l.organisation_id AND c.supersedes_id = l.id)
  ) AS has_later`;

const select = (where: string): string => `
  SELECT a.id, a.case_id, a.author_id, a.assessed_at, a.recorded_at, a.supersedes_id, c.id AS superseded_by_id, a.facts,
    (SELECT json_agg(s.result ORDER BY s.position) FROM clinical.score_result s
      WHERE s.organisation_id = a.organisation_id AND s.assessment_id = a.id) AS scores
  FROM clinical.assessment a
  LEFT JOIN clinical.assessment c ON c.organisation_id = a.organisation_id AND c.supersedes_id = a.id
  WHERE a.organisation_id = $1::uuid AND ${where}`;

const OF_CASE = select('a.case_id = $2::uuid');

const WITH_IDS = select('a.id = ANY ($2::uuid[])');

const LATEST = `${OF_CASE} AND c.id IS NULL ORDER BY a.assessed_at DESC, a.id DESC LIMIT 1`;

const PAGE = `${OF_CASE} AND ($3::timestamptz IS NULL OR (a.assessed_at, a.id) < ($3::timestamptz, $4::uuid))
  ORDER BY a.assessed_at DESC, a.id DESC LIMIT $5::int`;

interface Row {
  readonly id: string;
  readonly case_id: string;
  readonly author_id: string;
  readonly assessed_at: Date;
  readonly recorded_at: Date;
  readonly supersedes_id: string | null;
  readonly superseded_by_id: string | null;
  readonly facts: AssessmentFacts;
  readonly scores: ScoreResult[] | null;
}

function toAssessment(row: Row): StoredAssessment {
  return {
    id: row.id,
    caseId: row.case_id,
    authorId: row.author_id,
    assessedAt: row.assessed_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    supersedesId: row.supersedes_id,
    supersededById: row.superseded_by_id,
    facts: row.facts,
    scores: row.scores ?? [],
  };
}

/** An assessment is corrected once. */
async function onceCorrected<Answer>(write: () => Promise<Answer>): Promise<Answer> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error)) throw new AlreadySuperseded({ cause: error });
    throw error;
  }
}
