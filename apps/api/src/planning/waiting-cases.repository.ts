import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { AssessmentFacts, Waiver } from '#pathway';
import type { ScoreResult } from '#scoring';
import type { Lane } from '#workflow';

/** A case as planning reads it, without the patient's name. Instants are RFC 3339, UTC. */
export interface PlannedCase {
  readonly caseId: string;
  /** To disclose; it never leaves the server. */
  readonly alias: string;
  readonly version: number;
  readonly lane: Lane;
  readonly priority: number;
  readonly question: string;
  readonly referredAt: string;
  /** The end of the first clock that runs. */
  readonly clockDueAt: string | null;
  /** Until when its last decision holds, a day: by then the board should have decided anew. */
  readonly decisionExpiresOn: string | null;
  readonly waivers: readonly Waiver[];
  readonly assessment: {
    readonly assessedAt: string;
    readonly facts: AssessmentFacts;
    readonly scores: readonly ScoreResult[];
  } | null;
}

/** A case on an agenda. */
export interface ListedCase extends PlannedCase {
  readonly itemId: string;
  readonly purpose: 'discussion' | 'ratification';
  readonly minutes: number;
}

const iso = (instant: string) => `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const CASE = `
  'caseId', c.id, 'alias', p.alias, 'version', c.version, 'lane', c.lane, 'priority', c.priority, 'question', c.question,
  'referredAt', ${iso('c.referred_at')},
  'clockDueAt', (SELECT ${iso('min(k.due_at)')} FROM clinical.clock k
    WHERE k.organisation_id = c.organisation_id AND k.case_id = c.id AND k.stopped_at IS NULL),
  'decisionExpiresOn', (SELECT max(r.expires_on) FROM clinical.decision_revision r
    WHERE r.organisation_id = c.organisation_id AND r.case_id = c.id AND r.state = 'in-force'),
  'waivers', (SELECT coalesce(json_agg(json_build_object('item', w.item, 'reason', w.reason) ORDER BY w.waived_at, w.id), '[]')
    FROM clinical.readiness_waiver w WHERE w.organisation_id = c.organisation_id AND w.case_id = c.id),
  'assessment', (SELECT json_build_object('assessedAt', ${iso('a.assessed_at')}, 'facts', a.facts,
      'scores', (SELECT coalesce(json_agg(s.result ORDER BY s.position), '[]') FROM clinical.score_result s
        WHERE s.organisation_id = a.organisation_id AND s.assessment_id = a.id))
    FROM clinical.assessment a
    WHERE a.organisation_id = c.organisation_id AND a.case_id = c.id
      AND NOT EXISTS (SELECT FROM clinical.assessment n WHERE n.organisation_id = a.organisation_id AND n.supersedes_id = a.id)
    ORDER BY a.assessed_at DESC, a.id DESC LIMIT 1)`;

const PATIENT = 'JOIN clinical.patient p ON p.organisation_id = c.organisation_id AND p.id = c.patient_id';

const READY = `
  SELECT json_build_object(${CASE}) AS planned
  FROM clinical.board_case c ${PATIENT}
  WHERE c.organisation_id = $1::uuid AND c.board_id = $2::uuid AND c.state = 'ready'
  ORDER BY c.referred_at, c.id LIMIT $3::int`;

const ONE = `
  SELECT json_build_object(${CASE}) AS planned FROM clinical.board_case c ${PATIENT}
  WHERE c.organisation_id = $1::uuid AND c.id = $2::uuid`;

const LISTED = `
  SELECT json_build_object('itemId', i.id, 'purpose', i.purpose, 'minutes', i.minutes, ${CASE}) AS planned
  FROM clinical.agenda_item i
  JOIN clinical.board_case c ON c.organisation_id = i.organisation_id AND c.id = i.case_id ${PATIENT}
  WHERE i.organisation_id = $1::uuid AND i.meeting_id = $2::uuid AND i.state = 'listed'
  ORDER BY i.position, i.id`;

/** The cases that wait for a meeting, each in one statement with all that planning asks of it. */
@Injectable()
export class WaitingCasesRepository {
  /** The board's ready cases, the longest waiting first. */
  async ready(tx: Tx, boardId: string, limit: number): Promise<PlannedCase[]> {
    return rowsOf<PlannedCase>(await tx.sql(READY, [tx.actor.organisationId, boardId, limit]));
  }

  async one(tx: Tx, caseId: string): Promise<PlannedCase | null> {
    const [planned] = rowsOf<PlannedCase>(await tx.sql(ONE, [tx.actor.organisationId, caseId]));
    return planned ?? null;
  }

  /** What waits on a meeting's agenda, in its order. */
  async listed(tx: Tx, meetingId: string): Promise<ListedCase[]> {
    return rowsOf<ListedCase>(await tx.sql(LISTED, [tx.actor.organisationId, meetingId]));
  }
}

const rowsOf = <Planned>(rows: readonly { planned: Planned }[]): Planned[] => rows.map(({ planned }) => planned);
