import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { Complexity, Discussed, Lane } from '#workflow';

/** A meeting that has not begun. Instants are RFC 3339, UTC. */
export interface MeetingAhead {
  readonly meetingId: string;
  readonly startsAt: string;
  readonly capacityMinutes: number;
  readonly agendaVersion: number;
  readonly isAgendaClosed: boolean;
  /** When listing closes by itself; null where nobody set it. */
  readonly listingClosesAt: string | null;
  /** Minutes of what stands on its agenda. */
  readonly takenMinutes: number;
}

const iso = (instant: string) => `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const COLUMNS = `
  SELECT m.id AS "meetingId", ${iso('m.starts_at')} AS "startsAt", m.capacity_minutes AS "capacityMinutes",
    m.agenda_version AS "agendaVersion", m.state = 'agenda-closed' AS "isAgendaClosed", ${iso(`(m.starts_at - m.listing_lead_hours * interval '1 hour')`)} AS "listingClosesAt",
    (SELECT coalesce(sum(i.minutes), 0)::int FROM clinical.agenda_item i
     WHERE i.organisation_id = m.organisation_id AND i.meeting_id = m.id AND i.state IN ('listed', 'open')) AS "takenMinutes"
  FROM clinical.meeting m
  WHERE m.organisation_id = $1::uuid AND m.state IN ('planned', 'agenda-closed')`;

const AHEAD = `${COLUMNS} AND m.board_id = $2::uuid AND m.starts_at >= $3::timestamptz AND m.starts_at < $4::timestamptz
  ORDER BY m.starts_at, m.id LIMIT $5::int`;

const ONE = `${COLUMNS} AND m.id = $2::uuid`;

const HISTORY = `
  SELECT i.purpose, c.lane, extract(epoch FROM i.closed_at - i.opened_at) / 60 AS minutes,
    (SELECT coalesce(jsonb_array_length(a.facts->'lesions'), 0) FROM clinical.assessment a
     WHERE a.organisation_id = i.organisation_id AND a.case_id = i.case_id AND a.assessed_at <= i.opened_at
     ORDER BY a.assessed_at DESC, a.id DESC LIMIT 1) AS lesions
  FROM clinical.agenda_item i
  JOIN clinical.board_case c ON c.organisation_id = i.organisation_id AND c.id = i.case_id
  WHERE i.organisation_id = $1::uuid AND i.board_id = $2::uuid AND i.opened_at IS NOT NULL AND i.closed_at > i.opened_at
  ORDER BY i.opened_at DESC, i.id LIMIT $3::int`;

/** The latest discussions say enough about the next one. */
const REMEMBERED = 200;

/** A board's meetings, ahead and behind, as planning reads them. */
@Injectable()
export class MeetingsAheadRepository {
  /** Meetings that have not begun and start from `from` on, before `until`; at most `limit`. */
  ahead(tx: Tx, boardId: string, { from, until, limit }: { from: string; until: string; limit: number }) {
    return tx.sql<MeetingAhead>(AHEAD, [tx.actor.organisationId, boardId, from, until, limit]);
  }

  /** One that has not begun: at most one row. */
  one(tx: Tx, meetingId: string): Promise<MeetingAhead[]> {
    return tx.sql<MeetingAhead>(ONE, [tx.actor.organisationId, meetingId]);
  }

  /** How long the board's latest discussions took. */
  async history(tx: Tx, boardId: string): Promise<Discussed[]> {
    const rows = await tx.sql<{ purpose: string; lane: Lane; minutes: string; lesions: number | null }>(HISTORY, [
      tx.actor.organisationId,
      boardId,
      REMEMBERED,
    ]);
    return rows.map(({ purpose, lane, minutes, lesions }) => ({
      complexity: complexityOf({ isRatification: purpose === 'ratification', lane, lesions: lesions ?? 0 }),
      minutes: Number(minutes),
    }));
  }
}

/** What makes a discussion longer or shorter, as a board can tell before it. */
export function complexityOf(discussion: {
  readonly isRatification: boolean;
  readonly lane: Lane;
  readonly lesions: number;
}): Complexity {
  if (discussion.isRatification) return 'ratification';
  if (discussion.lane === 'emergency') return 'emergency';
  return discussion.lesions > 1 ? 'several-lesions' : 'single-lesion';
}
