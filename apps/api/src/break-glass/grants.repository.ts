import { Injectable } from '@nestjs/common';
import { recordChange, type ChangeType, type Tx } from '#database';
import type { BreakGlassReason } from '#workflow';
import type { PatientIdentifier } from '../patients/index.js';
import { grantDocument, type Grant, type Review } from './grant.js';

/** What somebody asks the glass to be broken for. */
export interface Plea {
  readonly identifier: PatientIdentifier;
  readonly reasonCode: BreakGlassReason;
  readonly reasonText: string;
}

/** Whether a grant has been reviewed: the two halves of the auditors' queue. */
export const REVIEW_STATES = ['to-review', 'reviewed'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Every statement about the aggregate `break-glass-grant`. */
@Injectable()
export class GrantsRepository {
  /** Makes the grant through the database's own door: which cases, and for how long, is not the server's to say. */
  async insert(tx: Tx, id: string, { identifier, reasonCode, reasonText }: Plea, method: string): Promise<Grant> {
    const plea = [id, identifier.system, identifier.value, reasonCode, reasonText, method];
    await tx.sql(BREAK_GLASS, plea);
    const grant = await this.find(tx, id);
    if (!grant) throw new Error(`The grant ${id} was made and is not there.`);

    tx.shown.breakGlassId = id;
    await record(tx, grant, 'break-glass.granted');
    return grant;
  }

  /** Null where there is none among those this person may see. */
  async find(tx: Tx, id: string): Promise<Grant | null> {
    const [row] = await tx.sql<{ grant: Grant }>(FIND, [tx.actor.organisationId, id]);
    return row?.grant ?? null;
  }

  /** Those with these ids, in any order, as far as whoever asks may see them. */
  async withIds(tx: Tx, ids: readonly string[]): Promise<Grant[]> {
    const rows = await tx.sql<{ grant: Grant }>(WITH_IDS, [tx.actor.organisationId, ids]);
    return rows.map(({ grant }) => grant);
  }

  /** Waits for whoever is reviewing it, then reads what they left. */
  async findLocked(tx: Tx, id: string): Promise<Grant | null> {
    await tx.sql(LOCK, [tx.actor.organisationId, id]);
    return this.find(tx, id);
  }

  /** In the order in which the glass was broken, at most `limit` after a grant. */
  async page(tx: Tx, page: { state?: ReviewState; after: string | null; limit: number }): Promise<Grant[]> {
    const { state = null, after, limit } = page;
    const rows = await tx.sql<{ grant: Grant }>(PAGE, [tx.actor.organisationId, state, after, limit]);
    return rows.map(({ grant }) => grant);
  }

  async review(tx: Tx, grant: Grant, review: Review): Promise<Grant> {
    const reviewed = { ...grant, review, version: grant.version + 1 };
    const { finding, note, reviewedBy, reviewedAt } = review;
    await tx.sql(REVIEW, [tx.actor.organisationId, grant.id, reviewed.version, finding, note, reviewedBy, reviewedAt]);
    await record(tx, reviewed, 'break-glass.reviewed');
    return reviewed;
  }
}

/** The event names the reason, or what the review found, by its code; the words stay in the document. */
async function record(tx: Tx, grant: Grant, type: Extract<ChangeType, `break-glass.${string}`>): Promise<void> {
  const { id, version, patientAlias, reasonCode, review } = grant;
  const code = review?.finding ?? reasonCode;
  await recordChange(tx, { type, id, version, patientAlias, reasonCode: code, document: grantDocument(grant) });
}

const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const SELECT_GRANTS = `
  SELECT json_build_object('id', g.id, 'userId', g.user_id, 'patientId', g.patient_id, 'patientAlias', p.alias,
    'caseIds', g.case_ids, 'reasonCode', g.reason_code, 'reasonText', g.reason_text, 'method', g.method,
    'grantedAt', ${iso('g.granted_at')}, 'expiresAt', ${iso('g.expires_at')},
    'review', CASE WHEN g.reviewed_at IS NOT NULL THEN json_build_object('finding', g.finding, 'note', g.note,
      'reviewedBy', g.reviewed_by, 'reviewedAt', ${iso('g.reviewed_at')}) END,
    'version', g.version) AS grant
  FROM clinical.break_glass_grant g
  LEFT JOIN clinical.patient p ON p.organisation_id = g.organisation_id AND p.id = g.patient_id
  WHERE g.organisation_id = $1::uuid`;

const FIND = `${SELECT_GRANTS} AND g.id = $2::uuid`;
const WITH_IDS = `${SELECT_GRANTS} AND g.id = ANY ($2::uuid[])`;

const PAGE = `${SELECT_GRANTS}
    AND ($2::text IS NULL OR ($2 = 'reviewed') = (g.reviewed_at IS NOT NULL)) AND ($3::uuid IS NULL OR g.id > $3::uuid)
  ORDER BY g.id LIMIT $4::int`;

const LOCK = `
  SELECT 1 AS locked FROM clinical.break_glass_grant WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE`;

const BREAK_GLASS = `SELECT 1 AS done FROM clinical.break_glass($1::uuid, $2, $3, $4, $5, $6)`;

const REVIEW = `
  UPDATE clinical.break_glass_grant SET version = $3::int, finding = $4, note = $5, reviewed_by = $6::uuid, reviewed_at = $7::timestamptz
  WHERE organisation_id = $1::uuid AND id = $2::uuid`;
