import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { Awaiting } from '../../notifications/index.js';

/** What awaits people and is no work on a case. Seen by the system, which sees all boards. */
@Injectable()
export class AwaitingRepository {
  /** Broken glasses that nobody has reviewed, for every auditor. */
  breakGlassReviews(tx: Tx): Promise<Awaiting[]> {
    return tx.sql(BREAK_GLASS_REVIEWS, [tx.actor.organisationId]);
  }
}

const BREAK_GLASS_REVIEWS = `
  SELECT a.id AS "userId", g.count FROM people.account a,
    (SELECT count(*)::int AS count FROM clinical.break_glass_grant WHERE organisation_id = $1::uuid AND reviewed_at IS NULL) g
  WHERE a.organisation_id = $1::uuid AND 'auditor' = ANY (a.roles) AND a.is_active AND g.count > 0`;
