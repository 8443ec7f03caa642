import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#database';
import type { Role } from '#workflow';

/** Whose calendar a secret opens. */
export interface FeedOwner {
  readonly organisationId: string;
  readonly userId: string;
  readonly roles: Role[];
}

/** A meeting of one's boards, as a calendar shows it. */
export interface CalendarMeeting {
  readonly id: string;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly location: string | null;
  readonly boardName: string;
  readonly timeZone: string;
  readonly isCancelled: boolean;
  readonly sequence: number;
  readonly changedAt: Date;
}

/** Every statement about calendar feeds. */
@Injectable()
export class CalendarFeedsRepository {
  constructor(private readonly connections: Connections) {}

  /** Asked before anybody is known; null where the secret opens nothing. */
  async findOwner(secretHash: Buffer): Promise<FeedOwner | null> {
    const { rows } = await this.connections.pool.query<FeedOwner>(FIND_OWNER, [secretHash]);
    return rows[0] ?? null;
  }

  /** Who has this address, among those who are active. */
  async findByAddress(tx: Tx, address: string): Promise<string | null> {
    const [row] = await tx.sql<{ id: string }>(FIND_BY_ADDRESS, [tx.actor.organisationId, address]);
    return row?.id ?? null;
  }

  async renewedAt(tx: Tx): Promise<string | null> {
    const [row] = await tx.sql<{ renewedAt: Date }>(RENEWED_AT, [tx.actor.organisationId, tx.actor.userId]);
    return row?.renewedAt.toISOString() ?? null;
  }

  /** The one secret of a person; null for none any more. */
  async keep(tx: Tx, secretHash: Buffer | null): Promise<void> {
    await tx.sql(KEEP, [tx.actor.organisationId, tx.actor.userId, secretHash, tx.occurredAt.toISOString()]);
  }

  /** The meetings of the boards one sits on that start between two instants, by their start, at most `limit`. */
  async meetings(
    tx: Tx,
    { from, until, limit }: { from: Date; until: Date; limit: number },
  ): Promise<CalendarMeeting[]> {
    const { organisationId, userId } = tx.actor;
    return tx.sql<CalendarMeeting>(MEETINGS, [organisationId, userId, from.toISOString(), until.toISOString(), limit]);
  }
}

const FIND_OWNER = `
  SELECT organisation_id AS "organisationId", user_id AS "userId", roles FROM people.door_calendar_feed($1::bytea)`;

const FIND_BY_ADDRESS = `
  SELECT id FROM people.account WHERE organisation_id = $1::uuid AND email = $2 AND is_active`;

const RENEWED_AT = `
  SELECT renewed_at AS "renewedAt" FROM people.calendar_feed
  WHERE organisation_id = $1::uuid AND user_id = $2::uuid AND secret_hash IS NOT NULL`;

const KEEP = `
  INSERT INTO people.calendar_feed (organisation_id, user_id, secret_hash, renewed_at)
  VALUES ($1::uuid, $2::uuid, $3::bytea, $4::timestamptz)
  ON CONFLICT (organisation_id, user_id) DO UPDATE SET secret_hash = EXCLUDED.secret_hash, renewed_at = EXCLUDED.renewed_at`;

// When a meeting changed last is when its last version was recorded.
const MEETINGS = `
  SELECT m.id, m.starts_at AS "startsAt", m.capacity_minutes AS minutes,
    nullif(concat_ws(', ', m.room, m.location, m.video_link), '') AS location, b.name AS "boardName", coalesce(m.time_zone, b.time_zone) AS "timeZone",
    m.state = 'cancelled' AS "isCancelled", m.sequence, v.recorded_at AS "changedAt"
  FROM people.board_member bm
  JOIN people.board b ON b.organisation_id = bm.organisation_id AND b.id = bm.board_id
  JOIN clinical.meeting m ON m.organisation_id = b.organisation_id AND m.board_id = b.id
  JOIN clinical.version v ON v.organisation_id = m.organisation_id AND v.entity = 'meeting' AND v.entity_id = m.id AND v.version = m.version
  WHERE bm.organisation_id = $1::uuid AND bm.user_id = $2::uuid AND bm.is_active
    AND m.starts_at >= $3::timestamptz AND m.starts_at < $4::timestamptz
  ORDER BY m.starts_at, m.id LIMIT $5::int`;
