import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { CalendarDate, OrderToPlace, RiskGroup } from '#pathway';

/** An order that still has no appointment, and may get another day. */
export interface DueOrder extends OrderToPlace {
  readonly caseId: string;
  readonly alias: string;
  readonly version: number;
  readonly risk: RiskGroup | null;
}

/** The greatest risk first, so that it is served first where a day is short; then whoever is due first. */
const DUE_ORDERS = `
  SELECT o.id, o.case_id AS "caseId", o.version, o.due_on::text AS "dueOn", greatest(o.window_from, $3::date)::text AS "windowFrom",
    o.window_to::text AS "windowTo", o.explanation->'proposal'->>'riskGroup' AS risk, p.alias
  FROM clinical.imaging_order o
  JOIN clinical.board_case c ON c.organisation_id = o.organisation_id AND c.id = o.case_id
  JOIN clinical.patient p ON p.organisation_id = c.organisation_id AND p.id = c.patient_id
  WHERE o.organisation_id = $1::uuid AND o.board_id = $2::uuid AND o.state = 'due' AND o.due_on <= $4::date AND o.window_to >= $3::date
  ORDER BY array_position(ARRAY['high', 'intermediate', 'low'], o.explanation->'proposal'->>'riskGroup'), o.due_on, o.id
  LIMIT $5::int`;

const BOOKED_DAYS = `
  SELECT (o.booked_for AT TIME ZONE $3)::date::text AS "on", count(*)::int AS booked
  FROM clinical.imaging_order o
  WHERE o.organisation_id = $1::uuid AND o.board_id = $2::uuid AND o.state = 'booked' AND o.booked_for IS NOT NULL
  GROUP BY 1`;

/** The board's waiting imaging, as levelling reads it: days and codes, no names. */
@Injectable()
export class LevellingRepository {
  /** Orders due until a day whose window is not over, at most `limit`. A window that has begun counts from today. */
  due(tx: Tx, boardId: string, today: CalendarDate, until: CalendarDate, limit: number): Promise<DueOrder[]> {
    return tx.sql<DueOrder>(DUE_ORDERS, [tx.actor.organisationId, boardId, today, until, limit]);
  }

  /** How many examinations are booked for each day. */
  async bookedOn(tx: Tx, boardId: string, timeZone: string): Promise<ReadonlyMap<CalendarDate, number>> {
    const rows = await tx.sql<{ on: CalendarDate; booked: number }>(BOOKED_DAYS, [
      tx.actor.organisationId,
      boardId,
      timeZone,
    ]);
    return new Map(rows.map(({ on, booked }) => [on, booked]));
  }
}
