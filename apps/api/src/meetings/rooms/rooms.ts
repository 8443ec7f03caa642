import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { MeetingPlan } from '../meeting.js';
import { RoomTaken, type Booking } from './rooms.errors.js';

/** What is wanted of a room: at these instants, for so long. */
export interface Wanted extends Pick<MeetingPlan, 'room' | 'capacityMinutes'> {
  readonly starts: readonly string[];
  /** The meetings that are to be there, if they exist already. */
  readonly except?: readonly string[];
}

interface BookingRow {
  readonly wantedAt: string;
  readonly meetingId: string;
  readonly boardName: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/**
 * Says who has a room. Asked first, so that a refusal can name the other meeting; that two never have one room at once is the
 * database's own word, which also knows those who ask at the same moment.
 */
@Injectable()
export class Rooms {
  /** @throws RoomTaken naming every meeting in the way */
  async requireFree(tx: Tx, wanted: Wanted): Promise<void> {
    const taken = await this.taken(tx, wanted);
    if (taken.length > 0) throw new RoomTaken(taken.map(({ wantedAt: _, ...booking }): Booking => booking));
  }

  /** Which of the wanted starts meet another meeting in that room. */
  async startsTaken(tx: Tx, wanted: Wanted): Promise<ReadonlySet<string>> {
    return new Set((await this.taken(tx, wanted)).map(({ wantedAt }) => wantedAt));
  }

  private async taken(tx: Tx, { room, capacityMinutes, starts, except = [] }: Wanted): Promise<BookingRow[]> {
    if (room === null || starts.length === 0) return [];
    return tx.sql<BookingRow>(TAKEN, [room, starts, capacityMinutes, except]);
  }
}

const utc = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const TAKEN = `
  SELECT ${utc('wanted_at')} AS "wantedAt", meeting_id AS "meetingId", board_name AS "boardName",
    ${utc('starts_at')} AS "startsAt", ${utc('ends_at')} AS "endsAt"
  FROM clinical.rooms_taken($1, $2::timestamptz[], $3::int, $4::uuid[])`;
