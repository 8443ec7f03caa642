import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { ProvedByPasskey } from './passkeys/prove-by-passkey.js';
import type { ProofBinding, ProofMethod } from './proof-of-identity.js';

/** How identity was proved, and what a passkey answered where it was by one. */
export interface KeptProof {
  readonly method: ProofMethod;
  readonly byPasskey: ProvedByPasskey | null;
}

/** Every statement about proofs of identity. Row-level security shows each person only their own. */
@Injectable()
export class ProofsRepository {
  async insert(
    tx: Tx,
    hash: Buffer,
    { purpose, digest }: ProofBinding,
    { method, byPasskey }: KeptProof,
    expiresAt: Date,
  ): Promise<void> {
    const { organisationId, userId, sessionId } = tx.actor;
    const bound = [organisationId, hash, userId, sessionId, purpose, digest];
    const answered = byPasskey ? [byPasskey.passkeyId, JSON.stringify(byPasskey.assertion)] : [null, null];
    await tx.sql(INSERT, [...bound, method, tx.occurredAt.toISOString(), expiresAt.toISOString(), ...answered]);
  }

  /** Uses a proof up; undefined when this session has no fresh one for exactly this. */
  async use(tx: Tx, hash: Buffer, { purpose, digest }: ProofBinding): Promise<KeptProof | undefined> {
    const { organisationId, userId, sessionId } = tx.actor;
    const bound = [organisationId, hash, userId, sessionId, purpose, digest];
    const [used] = await tx.sql<UsedRow>(USE, [...bound, tx.occurredAt.toISOString()]);
    if (!used) return undefined;

    const { method, passkeyId, assertion } = used;
    return { method, byPasskey: passkeyId && assertion ? { passkeyId, assertion } : null };
  }
}

interface UsedRow {
  readonly method: ProofMethod;
  readonly passkeyId: string | null;
  readonly assertion: ProvedByPasskey['assertion'] | null;
}

const INSERT = `
  INSERT INTO people.step_up_proof (organisation_id, hash, user_id, session_id, purpose, digest, method, issued_at, expires_at,
    passkey_id, assertion)
  VALUES ($1::uuid, $2::bytea, $3::uuid, $4::uuid, $5, $6, $7, $8::timestamptz, $9::timestamptz, $10::uuid, $11::jsonb)`;

const USE = `
  UPDATE people.step_up_proof SET used_at = $7::timestamptz
  WHERE organisation_id = $1::uuid AND hash = $2::bytea AND user_id = $3::uuid AND session_id = $4::uuid AND purpose = $5
    AND digest IS NOT DISTINCT FROM $6 AND used_at IS NULL AND expires_at > $7::timestamptz
  RETURNING method, passkey_id AS "passkeyId", assertion`;
