import { Injectable } from '@nestjs/common';
import { Connections, isUniqueViolation, recordChange, type DocumentsNow, type Tx } from '#database';
import {
  reconciliationDocument,
  type Reconciliation,
  type ReconciliationState,
  type Report,
} from './reconciliation.js';
import { ReconciliationUnderWay } from './reconciliation.errors.js';

/** What the nightly round finds: nothing to do, one that waits, or that one is due. */
export type Waiting = 'none' | 'asked' | 'due';

/** Every statement about the aggregate `reconciliation`. */
@Injectable()
export class ReconciliationsRepository {
  constructor(private readonly connections: Connections) {}

  /** Asked without opening anything: it says no more than whether there is something to do. */
  async waiting(organisationId: string, now: Date): Promise<Waiting> {
    const { rows } = await this.connections.pool.query<{ waiting: Waiting }>(WAITING, [
      organisationId,
      now.toISOString(),
    ]);
    return rows[0]!.waiting;
  }

  /** @throws ReconciliationUnderWay */
  async insert(tx: Tx, reconciliation: Reconciliation): Promise<void> {
    const { id, version, askedBy, askedAt } = reconciliation;
    try {
      await tx.sql(ASK, [tx.actor.organisationId, id, askedBy, askedAt]);
    } catch (error) {
      if (isUniqueViolation(error)) throw new ReconciliationUnderWay({ cause: error });
      throw error;
    }
    await recordChange(tx, {
      type: 'reconciliation.asked',
      id,
      version,
      document: reconciliationDocument(reconciliation),
    });
  }

  /** Null where there is none among those this person may see. */
  async find(tx: Tx, id: string): Promise<Reconciliation | null> {
    const [found] = await reconciliationsWithIds(tx, [id]);
    return found ?? null;
  }

  /** The newest first, at most `limit` from before one of them on. */
  async page(tx: Tx, before: string | null, limit: number): Promise<Reconciliation[]> {
    const rows = await tx.sql<Row>(PAGE, [tx.actor.organisationId, before, limit]);
    return rows.map(toReconciliation);
  }

  /** The one that waits to be carried out. */
  async asked(tx: Tx): Promise<Reconciliation | null> {
    const [row] = await tx.sql<Row>(ASKED, [tx.actor.organisationId]);
    return row ? toReconciliation(row) : null;
  }

  /** What the last one reported; null before the first. */
  async lastReport(tx: Tx): Promise<Report | null> {
    const [row] = await tx.sql<Row>(LAST_DONE, [tx.actor.organisationId]);
    return row ? toReconciliation(row).report : null;
  }

  /** Writes what one found, unless another replica has been quicker. */
  async end(tx: Tx, id: string, report: Report): Promise<void> {
    const [row] = await tx.sql<Row>(LOCK_ASKED, [tx.actor.organisationId, id]);
    if (!row) return;
    const asked = toReconciliation(row);
    const done = {
      ...asked,
      state: 'done',
      endedAt: tx.occurredAt.toISOString(),
      report,
      version: asked.version + 1,
    } as const;
    await tx.sql(END, [tx.actor.organisationId, id, done.version, done.endedAt, JSON.stringify(report)]);
    await recordChange(tx, {
      type: 'reconciliation.done',
      id,
      version: done.version,
      document: reconciliationDocument(done),
      reasonCode: report.faultCount === 0 ? 'sound' : 'faults-found',
    });
  }
}

/** Reconciliations as their rows say them now. */
export const reconciliationsNow: DocumentsNow = async (tx, ids) => {
  const found = await reconciliationsWithIds(tx, ids);
  return found.map((each) => ({ id: each.id, version: each.version, document: reconciliationDocument(each) }));
};

async function reconciliationsWithIds(tx: Tx, ids: readonly string[]): Promise<Reconciliation[]> {
  const rows = await tx.sql<Row>(WITH_IDS, [tx.actor.organisationId, ids]);
  return rows.map(toReconciliation);
}

interface Row {
  readonly id: string;
  readonly state: ReconciliationState;
  readonly askedBy: string | null;
  readonly askedAt: string;
  readonly endedAt: string | null;
  readonly report: Report | null;
  readonly version: number;
}

function toReconciliation({ id, state, askedBy, askedAt, endedAt, report, version }: Row): Reconciliation {
  return { id, state, askedBy, askedAt, endedAt, report, version };
}

const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const SELECT = `
  SELECT r.id, r.state, r.asked_by AS "askedBy", ${iso('r.asked_at')} AS "askedAt", ${iso('r.ended_at')} AS "endedAt", r.report, r.version
  FROM audit.reconciliation r WHERE r.organisation_id = $1::uuid`;

const WITH_IDS = `${SELECT} AND r.id = ANY ($2::uuid[])`;
const PAGE = `${SELECT} AND ($2::uuid IS NULL OR r.id < $2::uuid) ORDER BY r.id DESC LIMIT $3::int`;
const ASKED = `${SELECT} AND r.state = 'asked'`;
const LAST_DONE = `${SELECT} AND r.state = 'done' ORDER BY r.id DESC LIMIT 1`;
const LOCK_ASKED = `${SELECT} AND r.id = $2::uuid AND r.state = 'asked' FOR UPDATE`;

const WAITING = 'SELECT audit.door_reconciliation($1::uuid, $2::timestamptz) AS waiting';

const ASK = `
  INSERT INTO audit.reconciliation (organisation_id, id, asked_by, asked_at)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz)`;

const END = `
  UPDATE audit.reconciliation SET state = 'done', version = $3::int, ended_at = $4::timestamptz, report = $5::jsonb
  WHERE organisation_id = $1::uuid AND id = $2::uuid`;
