import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { CaseState, Lane } from '#workflow';
import { type Expectation, id, instant, type Key, orNull, whole } from '../http/index.js';
import type { CaseRowView } from './case-row.view.js';
import type { CaseSort } from './dto/cases.query.js';

/** Which cases, in which order, after which one. */
export interface CaseSelection {
  /** The boards that the reader may read; null for every board. */
  readonly within: readonly string[] | null;
  readonly state?: readonly CaseState[];
  readonly boardId?: string;
  readonly lane?: Lane;
  readonly overdue?: boolean;
  readonly identifier?: { readonly system: string; readonly value: string };
  readonly familyName?: string;
  readonly bornOn?: string;
  readonly sort: CaseSort;
  readonly after?: Key;
  readonly limit: number;
}

/** A case in a list, with what does not leave the server: the alias to disclose and the key to page by. */
export interface CaseRow {
  readonly view: CaseRowView;
  readonly patientAlias: string;
  readonly key: Key;
}

/** Lists of cases: one statement each, only the filters that are asked for in it, so that each can use its index. */
@Injectable()
export class CaseListRepository {
  async find(tx: Tx, selection: CaseSelection): Promise<CaseRow[]> {
    const { text, values } = statementFor(selection, tx);
    const rows = await tx.sql<{ row: CaseRow }>(text, values);
    return rows.map(({ row }) => row);
  }
}

interface Order {
  /** What a row's key holds before its id: the expression, and what a cursor may say there. */
  readonly keys: readonly { readonly of: string; readonly is: Expectation }[];
  readonly by: string;
  /** The rows after a key, whose values are bound to these parameters. */
  readonly after: (...parameters: string[]) => string;
}

const iso = (instant: string): string => `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const orNever = (instant: string): string => `coalesce(${instant}, 'infinity')`;
const LANE_RANK = `(c.lane <> 'emergency')::int`;

const ORDERS: Readonly<Record<CaseSort, Order>> = {
  newest: { keys: [], by: 'c.id DESC', after: (caseId) => `c.id < ${caseId}::uuid` },
  oldest: { keys: [], by: 'c.id', after: (caseId) => `c.id > ${caseId}::uuid` },
  urgency: {
    keys: [
      { of: LANE_RANK, is: whole({ min: 0, max: 1 }) },
      { of: iso('k.due_at'), is: orNull(instant()) },
    ],
    by: `${LANE_RANK}, ${orNever('k.due_at')}, c.id`,
    after: (lane, due, caseId) =>
      `(${LANE_RANK}, ${orNever('k.due_at')}, c.id) > (${lane}::int, ${orNever(`${due}::timestamptz`)}, ${caseId}::uuid)`,
  },
};

/** What the cursor of a list in this order holds. */
export function keyParts(sort: CaseSort): Expectation[] {
  return [...ORDERS[sort].keys.map(({ is }) => is), id()];
}

function statementFor(selection: CaseSelection, { actor, occurredAt }: Tx): { text: string; values: unknown[] } {
  const values: unknown[] = [actor.organisationId, occurredAt.toISOString()];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const order = ORDERS[selection.sort];
  const conditions = [
    ...conditionsFor(selection, bind),
    ...(selection.after ? [order.after(...selection.after.map(bind))] : []),
  ];

  const text = `${SELECT_ROWS(order)}
    WHERE ${['c.organisation_id = $1::uuid', ...conditions].join(' AND ')}
    ORDER BY ${order.by} LIMIT ${bind(selection.limit)}::int`;
  return { text, values };
}

function conditionsFor(selection: CaseSelection, bind: (value: unknown) => string): string[] {
  const { within, state, boardId, lane, overdue, identifier, familyName, bornOn } = selection;
  return [
    ...(within ? [`c.board_id = ANY (${bind([...within])}::uuid[])`] : []),
    ...(state ? [`c.state = ANY (${bind([...state])}::text[])`] : []),
    ...(boardId ? [`c.board_id = ${bind(boardId)}::uuid`] : []),
    ...(lane ? [`c.lane = ${bind(lane)}`] : []),
    ...(overdue === undefined ? [] : [`coalesce(k.due_at < $2::timestamptz, false) = ${bind(overdue)}::boolean`]),
    ...(identifier
      ? [
          `c.patient_id = (SELECT i.patient_id FROM clinical.patient_identifier i
            WHERE i.organisation_id = $1::uuid AND i.system = ${bind(identifier.system)} AND i.value = ${bind(identifier.value)})`,
        ]
      : []),
    ...(familyName ? [`p.family_name_key = lower(normalize(${bind(familyName)}, NFC))`] : []),
    ...(bornOn ? [`p.born_on = ${bind(bornOn)}::date`] : []),
  ];
}

/** Each row as JSON, built by PostgreSQL. `k` is the running clock with the least time left. */
const SELECT_ROWS = ({ keys }: Order): string => `
  SELECT json_build_object('patientAlias', p.alias, 'key', json_build_array(${[...keys.map((key) => key.of), 'c.id'].join(', ')}),
    'view', json_build_object('id', c.id, 'boardId', c.board_id,
      'patient', json_build_object('id', p.id, 'familyName', p.family_name, 'givenName', p.given_name, 'bornOn', p.born_on),
      'state', c.state, 'stateSince', ${iso('c.state_since')}, 'lane', c.lane, 'priority', c.priority, 'question', c.question,
      'referredAt', ${iso('c.referred_at')},
      'nextClock', CASE WHEN k.id IS NOT NULL THEN
        json_build_object('id', k.id, 'kind', k.kind, 'dueAt', ${iso('k.due_at')}, 'isOverdue', k.due_at < $2::timestamptz) END,
      'openNotices', (SELECT count(*) FROM clinical.case_notice n
        WHERE n.organisation_id = c.organisation_id AND n.case_id = c.id AND n.settled_at IS NULL),
      'version', c.version)) AS row
  FROM clinical.board_case c
  JOIN clinical.patient p ON p.organisation_id = c.organisation_id AND p.id = c.patient_id
  LEFT JOIN LATERAL (
    SELECT r.id, r.kind, r.due_at FROM clinical.clock r
    WHERE r.organisation_id = c.organisation_id AND r.case_id = c.id AND r.stopped_at IS NULL AND r.due_at IS NOT NULL
    ORDER BY r.due_at, r.id LIMIT 1) k ON true`;
