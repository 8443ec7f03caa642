import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';

/** Which meetings come near while cases of theirs wait for somebody's preliminary plan. */
@Injectable()
export class PlanlessMeetingsRepository {
  /**
   * Meetings still to come whose listing closes by an instant (ISO), with a case listed for discussion that some specialty required by
   * their board has not written about. Where no deadline was set, listing closes with the start.
   */
  async closingBy(tx: Tx, until: string): Promise<string[]> {
    const rows = await tx.sql<{ id: string }>(CLOSING, [tx.actor.organisationId, tx.occurredAt.toISOString(), until]);
    return rows.map(({ id }) => id);
  }
}

const CLOSING = `
  SELECT m.id FROM clinical.meeting m
  JOIN people.board b ON b.organisation_id = m.organisation_id AND b.id = m.board_id
  WHERE m.organisation_id = $1::uuid AND m.state IN ('planned', 'agenda-closed') AND m.starts_at > $2::timestamptz
    AND m.starts_at - make_interval(hours => coalesce(m.listing_lead_hours, 0)) <= $3::timestamptz
    AND EXISTS (SELECT FROM clinical.agenda_item i CROSS JOIN LATERAL unnest(b.required_specialties) AS r (specialty)
      WHERE i.organisation_id = m.organisation_id AND i.meeting_id = m.id AND i.state = 'listed' AND i.purpose = 'discussion'
        AND NOT EXISTS (SELECT FROM clinical.preliminary_plan p
          WHERE p.organisation_id = i.organisation_id AND p.agenda_item_id = i.id AND p.specialty = r.specialty))
  ORDER BY m.starts_at, m.id`;
