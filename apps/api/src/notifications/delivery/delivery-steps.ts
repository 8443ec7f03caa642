import { Injectable } from '@nestjs/common';
import { Clock, Connections, Ledger, systemActor } from '#database';
import type { QuietHours } from '../settings/quiet-hours.js';
import { DEFAULT_QUIET_HOURS } from '../settings/quiet-hours.js';
import type { NoticeKey, NoticeState } from '../notice.js';
import type { DueNotice, Mail } from './compose-mail.js';
import type { Jobs } from './jobs.js';
import type { Mailer, SendOutcome } from './mailer.js';

/** A notice in the hands of a worker, and whether and when its recipient wants mail. */
export type FoundNotice = DueNotice & {
  readonly isUrgent: boolean;
  readonly occurredAt: Date;
  /** An account that was closed reads nothing more. */
  readonly isActive: boolean;
  readonly timeZone: string;
  readonly quiet: QuietHours | null;
};

/** How a notice ends, or until when it waits. */
export type Settlement =
  | { readonly state: Extract<NoticeState, 'sent' | 'dropped'> }
  | { readonly state: 'failed'; readonly failure: string }
  | { readonly state: 'waiting'; readonly dueAt: Date };

/**
 * The four steps of a delivery, each of which may fail, or its process be killed, at any moment: what was done is done once more, and
 * nothing is lost. Tests put faults around them.
 */
export interface Steps {
  /** Takes what is due out of the outbox and puts a job for each into the queue, in one transaction. */
  handOver(): Promise<number>;
  /** The notice of a job; null once it is settled, or erased with its patient. */
  find(key: NoticeKey): Promise<FoundNotice | null>;
  send(mail: Mail): Promise<SendOutcome>;
  settle(key: NoticeKey, notice: Pick<FoundNotice, 'kind' | 'recipientId'>, settlement: Settlement): Promise<void>;
}

const AT_ONCE = 200;

@Injectable()
export class DeliverySteps implements Steps {
  constructor(
    private readonly connections: Connections,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly mailer: Mailer,
  ) {}

  async handOver(): Promise<number> {
    const client = await this.connections.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ keys: NoticeKey[] }>(HAND_OVER, [this.clock.now().toISOString(), AT_ONCE]);
      const keys = rows[0]?.keys ?? [];
      // A crash before COMMIT leaves the notices in the outbox and no job; after it, both are there.
      if (keys.length > 0) await this.jobs.putMails(keys, (text, values) => client.query(text, values));
      await client.query('COMMIT');
      return keys.length;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async find(key: NoticeKey): Promise<FoundNotice | null> {
    const { rows } = await this.connections.pool.query<Row>(FIND, [key.organisationId, key.id]);
    const [row] = rows;
    if (!row) return null;
    const { hasSetting, quietFrom, quietUntil, ...notice } = row;
    const own = quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil };
    return { ...key, ...notice, quiet: hasSetting ? own : DEFAULT_QUIET_HOURS } as FoundNotice;
  }

  send(mail: Mail): Promise<SendOutcome> {
    return this.mailer.send(mail);
  }

  async settle(
    { organisationId, id }: NoticeKey,
    { kind, recipientId }: Pick<FoundNotice, 'kind' | 'recipientId'>,
    settlement: Settlement,
  ): Promise<void> {
    const actor = systemActor(organisationId);
    const access = { type: 'mail.settling', actor, id: recipientId, reasonCode: kind } as const;
    await this.ledger.swiftTransaction(access, async (tx) => {
      const dueAt = settlement.state === 'waiting' ? settlement.dueAt.toISOString() : null;
      const failure = settlement.state === 'failed' ? settlement.failure : null;
      await tx.sql(SETTLE, [organisationId, id, settlement.state, dueAt, failure, tx.occurredAt.toISOString()]);
    });
  }
}

interface Row extends Omit<FoundNotice, 'organisationId' | 'id' | 'quiet'> {
  readonly hasSetting: boolean;
  readonly quietFrom: string | null;
  readonly quietUntil: string | null;
}

const HAND_OVER = 'SELECT clinical.door_hand_over($1::timestamptz, $2::int) AS keys';

const FIND = `
  SELECT kind, recipient_id AS "recipientId", board_name AS "boardName", case_id AS "caseId", meeting_id AS "meetingId", facts,
    is_urgent AS "isUrgent", occurred_at AS "occurredAt", email, name, is_active AS "isActive", time_zone AS "timeZone",
    has_setting AS "hasSetting", quiet_from AS "quietFrom", quiet_until AS "quietUntil"
  FROM clinical.door_notice($1::uuid, $2::uuid)`;

const SETTLE = `
  UPDATE clinical.notice SET state = $3, due_at = coalesce($4::timestamptz, due_at), failure = $5,
    handed_over_at = CASE WHEN $3 = 'waiting' THEN NULL ELSE handed_over_at END,
    settled_at = CASE WHEN $3 = 'waiting' THEN NULL ELSE $6::timestamptz END
  WHERE organisation_id = $1::uuid AND id = $2::uuid AND state = 'handed-over' RETURNING 1 AS done`;
