import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { Awaiting } from '../../notifications/index.js';

/** What awaits people, counted over the features for everybody of an organisation at once. Seen by the system, which sees all boards. */
@Injectable()
export class AwaitingRepository {
  /** Proposed revisions without a signature that counts for one's specialty. */
  signatures(tx: Tx): Promise<Awaiting[]> {
    return tx.sql(SIGNATURES, [tx.actor.organisationId]);
  }

  /** Reports that name one. */
  acknowledgements(tx: Tx): Promise<Awaiting[]> {
    return tx.sql(ACKNOWLEDGEMENTS, [tx.actor.organisationId]);
  }

  /** Provisional decisions that a meeting has to ratify, for who brings them before it. */
  ratifications(tx: Tx): Promise<Awaiting[]> {
    return tx.sql(RATIFICATIONS, [tx.actor.organisationId]);
  }

  /** Examinations whose window is over and which nobody has performed, for the coordinators of their board. */
  overdueImaging(tx: Tx): Promise<Awaiting[]> {
    return tx.sql(OVERDUE_IMAGING, [tx.actor.organisationId, tx.occurredAt.toISOString()]);
  }

  /** Recommendations of one's own that are past their day. */
  overdueRecommendations(tx: Tx): Promise<Awaiting[]> {
    return tx.sql(OVERDUE_RECOMMENDATIONS, [tx.actor.organisationId, tx.occurredAt.toISOString()]);
  }

  /** Clocks that ran past their due time and of which nobody has said why, for the coordinators of their board. */
  breachedClocks(tx: Tx): Promise<Awaiting[]> {
    return tx.sql(BREACHED_CLOCKS, [tx.actor.organisationId, tx.occurredAt.toISOString()]);
  }

  /** Broken glasses that nobody has reviewed, for every auditor. */
  breakGlassReviews(tx: Tx): Promise<Awaiting[]> {
    return tx.sql(BREAK_GLASS_REVIEWS, [tx.actor.organisationId]);
  }
}

const COUNTED = 'SELECT bm.user_id AS "userId", count(*)::int AS count';
const COORDINATORS_OF = (row: string) => `
  JOIN people.board b ON b.organisation_id = ${row}.organisation_id AND b.id = ${row}.board_id
  JOIN people.board_member bm ON bm.organisation_id = b.organisation_id AND bm.board_id = b.id AND bm.is_active AND bm.specialty IS NULL`;

const SIGNATURES = `${COUNTED}
  FROM clinical.decision_revision r
  JOIN people.board_member bm ON bm.organisation_id = r.organisation_id AND bm.board_id = r.board_id AND bm.is_active
    AND bm.specialty IN (SELECT jsonb_array_elements_text(r.sign_off_rule -> 'requiredSpecialties'))
  WHERE r.organisation_id = $1::uuid AND r.state = 'proposed' AND NOT EXISTS (
    SELECT FROM clinical.signature s
    LEFT JOIN clinical.signature_revocation v ON v.organisation_id = s.organisation_id AND v.signature_id = s.id
    WHERE s.organisation_id = r.organisation_id AND s.revision_id = r.id AND s.specialty = bm.specialty AND v.signature_id IS NULL)
  GROUP BY bm.user_id`;

const ACKNOWLEDGEMENTS = `
  SELECT o.specialist_id AS "userId", count(*)::int AS count FROM clinical.imaging_order o
  WHERE o.organisation_id = $1::uuid AND o.state = 'reported' GROUP BY o.specialist_id`;

const RATIFICATIONS = `${COUNTED}
  FROM clinical.decision_revision r
  JOIN people.board b ON b.organisation_id = r.organisation_id AND b.id = r.board_id
  JOIN people.board_member bm ON bm.organisation_id = b.organisation_id AND bm.board_id = b.id AND bm.is_active
    AND (bm.specialty IS NULL OR bm.user_id = b.chair_id)
  WHERE r.organisation_id = $1::uuid AND r.is_provisional AND r.ratification IS NULL AND r.state IN ('proposed', 'in-force')
  GROUP BY bm.user_id`;

const OVERDUE_IMAGING = `${COUNTED}
  FROM clinical.imaging_order o ${COORDINATORS_OF('o')}
  WHERE o.organisation_id = $1::uuid AND o.state IN ('due', 'booked', 'missed')
    AND o.window_to < people.clock_in(b.time_zone, $2::timestamptz)::date
  GROUP BY bm.user_id`;

const OVERDUE_RECOMMENDATIONS = `
  SELECT r.owner_id AS "userId", count(*)::int AS count
  FROM clinical.recommendation r JOIN people.board b ON b.organisation_id = r.organisation_id AND b.id = r.board_id
  WHERE r.organisation_id = $1::uuid AND r.owner_id IS NOT NULL AND r.state = 'current' AND r.outcome = 'pending'
    AND r.due_on < people.clock_in(b.time_zone, $2::timestamptz)::date
  GROUP BY r.owner_id`;

const BREACHED_CLOCKS = `${COUNTED}
  FROM clinical.clock k ${COORDINATORS_OF('k')}
  WHERE k.organisation_id = $1::uuid AND k.breach_reason IS NULL AND k.due_at < coalesce(k.stopped_at, $2::timestamptz)
  GROUP BY bm.user_id`;

const BREAK_GLASS_REVIEWS = `
  SELECT a.id AS "userId", g.count FROM people.account a,
    (SELECT count(*)::int AS count FROM clinical.break_glass_grant WHERE organisation_id = $1::uuid AND reviewed_at IS NULL) g
  WHERE a.organisation_id = $1::uuid AND 'auditor' = ANY (a.roles) AND a.is_active AND g.count > 0`;
