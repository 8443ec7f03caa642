import { Forbidden, mayTry, Refusal } from '#workflow';
import type { Idempotency } from './actor.js';
import { recordDisclosure, recordNote } from './record.js';
import type { Tx } from './transaction.js';

/** The same Idempotency-Key came with another body. */
export class IdempotencyKeyReused extends Refusal {
  readonly code = 'idempotency-key-reused';
  readonly kind = 'unprocessable';

  constructor() {
    super(
      'This Idempotency-Key was used for another request. Take a new key for a new request, or repeat the first one unchanged.',
    );
  }
}

/** The first request under this key is still running. */
export class IdempotencyKeyInUse extends Refusal {
  readonly code = 'idempotency-key-in-use';
  readonly kind = 'conflict';

  constructor() {
    super('The first request with this Idempotency-Key is still running. Ask again in a moment.', {
      retryAfterSeconds: 1,
    });
  }
}

interface Claim {
  readonly claimed: boolean;
  readonly fingerprint: string | null;
  readonly answer: string | null;
  /** Aliases of the patients that the answer shows. */
  readonly patients: readonly string[] | null;
  readonly receiptEvent: string | null;
}

/**
 * Does the work once per key: the answer is stored in the work's own transaction, so that after a crash either both exist or
 * neither does. A repetition gets the first answer, and leaves events of its own: that it was replayed, and whom it showed.
 */
export async function answeredOnce<Answer>(tx: Tx, once: Idempotency, work: () => Promise<Answer>): Promise<Answer> {
  const key = [tx.by.organisationId, tx.by.userId, once.method, once.path, once.key];
  const [claim] = await tx.sql<Claim>(CLAIM, [...key, JSON.stringify(key)]);
  if (!claim?.claimed) throw new IdempotencyKeyInUse();
  if (claim.answer !== null) {
    if (claim.fingerprint !== once.fingerprint) throw new IdempotencyKeyReused();
    requireMayStill(tx);
    await recordNote(tx, { type: 'answer.replayed' });
    await recordDisclosure(tx, { patients: claim.patients ?? [] });
    tx.recorded.receiptEvent = claim.receiptEvent;
    return JSON.parse(claim.answer) as Answer;
  }

  const answer = await work();
  const { shown, recorded } = tx;
  await tx.sql(STORE, [
    ...key,
    once.fingerprint,
    shown.boardId,
    [...shown.patients],
    JSON.stringify(answer),
    recorded.receiptEvent,
  ]);
  return answer;
}

/** The act's own check is not repeated with its answer: whoever lost the role since then is refused here. */
function requireMayStill({ actor }: Tx): void {
  const { permissions = [] } = actor.request;
  const [first] = permissions;
  if (first && !permissions.some((permission) => mayTry(actor, permission))) throw new Forbidden(first);
}

// The lock ends with the transaction: while the first request runs, a second one is told so instead of waiting.
const CLAIM = `
  SELECT l.claimed, a.fingerprint, a.answer, a.patients, a.receipt_event AS "receiptEvent"
  FROM (SELECT pg_try_advisory_xact_lock(hashtextextended($6, 0)) AS claimed) l
  LEFT JOIN clinical.stored_answer a ON l.claimed AND a.organisation_id = $1::uuid AND a.actor_id = $2::uuid
    AND a.method = $3 AND a.path = $4 AND a.key = $5 AND a.stored_at > audit.now() - interval '24 hours'`;

// A conflict can only be with an answer that is older than 24 hours.
const STORE = `
  INSERT INTO clinical.stored_answer (organisation_id, actor_id, method, path, key, fingerprint, board_id, patients, answer, receipt_event)
  VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7::uuid, $8::uuid[], $9, $10::uuid)
  ON CONFLICT (organisation_id, actor_id, method, path, key) DO UPDATE
    SET fingerprint = excluded.fingerprint, board_id = excluded.board_id, patients = excluded.patients, answer = excluded.answer,
      receipt_event = excluded.receipt_event, stored_at = audit.now()`;
