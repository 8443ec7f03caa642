import { Injectable } from '@nestjs/common';
import { Clock, Connections, Ledger, systemActor } from '#database';
import { eachApart } from '../../maintenance/index.js';
import { Outbox } from '../outbox.js';
import { DEFAULT_DIGEST_AT } from '../settings/quiet-hours.js';
import { AwaitingSources } from './awaiting.js';

/** One mail a day for each person whom something awaits, at their hour. */
@Injectable()
export class GatherDigests {
  constructor(
    private readonly connections: Connections,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly sources: AwaitingSources,
  ) {}

  /** For every organisation in which it is somebody's hour. Two replicas at once, or a second call on the day, tell nobody twice. */
  async forAll(): Promise<void> {
    const asked = [this.clock.now().toISOString(), DEFAULT_DIGEST_AT];
    const { rows } = await this.connections.pool.query<{ ids: string[] }>(DUE_ORGANISATIONS, asked);
    await eachApart(rows[0]?.ids ?? [], (organisationId) => this.forOrganisation(organisationId));
  }

  private async forOrganisation(organisationId: string): Promise<void> {
    const access = { type: 'digests.gathering', actor: systemActor(organisationId) } as const;
    await this.ledger.swiftTransaction(access, async (tx) => {
      // The rows are the claim: another replica waits here, and then finds nobody due. They exist together with the notices or not at all.
      const due = await tx.sql<{ userId: string }>(CLAIM_DUE, [tx.occurredAt.toISOString(), DEFAULT_DIGEST_AT]);
      if (due.length === 0) return;

      const awaiting = await this.sources.countAll(tx);
      for (const { userId } of due) {
        const counts = awaiting.get(userId);
        if (counts) await this.outbox.post(tx, { kind: 'digest', to: [userId], facts: { counts } });
      }
    });
  }
}

const DUE_ORGANISATIONS = 'SELECT people.door_digests_due($1::timestamptz, $2) AS ids';

const CLAIM_DUE = `
  INSERT INTO people.digest (organisation_id, user_id, on_date)
  SELECT d.organisation_id, d.id, d.local_now::date FROM (
    SELECT a.organisation_id, a.id, people.clock_in(people.zone_of(a.organisation_id, a.id), $1::timestamptz) AS local_now,
      CASE WHEN s.user_id IS NULL THEN $2 ELSE s.digest_at END AS digest_at
    FROM people.account a
    LEFT JOIN people.mail_setting s ON s.organisation_id = a.organisation_id AND s.user_id = a.id
    WHERE a.organisation_id = audit.organisation() AND a.is_active AND NOT 'integration' = ANY (a.roles)) d
  WHERE d.digest_at IS NOT NULL AND d.local_now::time >= d.digest_at::time
  ORDER BY d.id
  ON CONFLICT DO NOTHING RETURNING user_id AS "userId"`;
