import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';

/** Which decisions have lapsed. */
@Injectable()
export class ExpiredDecisionsRepository {
  /** Active cases whose decision in force is past its last day, on the board's calendar, without any treatment begun since. */
  async cases(tx: Tx, caseId: string | null = null): Promise<string[]> {
    const rows = await tx.sql<{ caseId: string }>(EXPIRED, [
      tx.actor.organisationId,
      tx.occurredAt.toISOString(),
      caseId,
    ]);
    return rows.map((row) => row.caseId);
  }
}

const EXPIRED = `
  SELECT c.id AS "caseId"
  FROM clinical.decision_revision r
  JOIN clinical.board_case c ON c.organisation_id = r.organisation_id AND c.id = r.case_id AND c.state = 'active'
  JOIN people.board b ON b.organisation_id = c.organisation_id AND b.id = c.board_id
  WHERE r.organisation_id = $1::uuid AND r.state = 'in-force' AND r.expires_on < ($2::timestamptz AT TIME ZONE b.time_zone)::date
    AND ($3::uuid IS NULL OR c.id = $3::uuid)
    AND NOT EXISTS (SELECT FROM clinical.treatment t
      WHERE t.organisation_id = c.organisation_id AND t.case_id = c.id AND t.started_at >= r.proposed_at)
  ORDER BY c.id LIMIT 1000`;
