import { Injectable } from '@nestjs/common';
import { isUniqueViolation, recordChange, type Tx } from '#database';
import { NotFound } from '#workflow';
import type { ProofBinding } from '../proof-of-identity.js';
import { passkeyDocument, type Passkey, type PasskeyRevocation, type PasskeyUse } from './passkey.js';
import { PasskeyAlreadyEnrolled } from './passkeys.errors.js';

/** What an authenticator is asked for: to be enrolled, or to prove its owner's identity for a purpose. */
export interface AskedFor {
  readonly purpose: ProofBinding['purpose'] | 'enrolment';
  readonly digest: string | null;
}

/** Every statement about passkeys. Row-level security shows each person their own, and an administrator those of all. */
@Injectable()
export class PasskeysRepository {
  /** @throws PasskeyAlreadyEnrolled, by whomever */
  async insert(tx: Tx, passkey: Passkey): Promise<void> {
    const { id, userId, name, credentialId, publicKey, transports, aaguid, enrolledAt, use } = passkey;
    const { organisationId } = tx.actor;
    try {
      const columns = [organisationId, id, userId, name, credentialId, publicKey, transports, aaguid, enrolledAt];
      await tx.sql(INSERT, columns);
    } catch (error) {
      if (isUniqueViolation(error)) throw new PasskeyAlreadyEnrolled({ cause: error });
      throw error;
    }
    await tx.sql(INSERT_USE, [organisationId, id, use.counter, use.isBackedUp]);
    await this.record(tx, 'passkey.enrolled', passkey);
  }

  /** The passkeys of a person after an id, oldest first. */
  async list(tx: Tx, userId: string, after: string | null, limit: number): Promise<Passkey[]> {
    const rows = await tx.sql<Row>(LIST, [tx.actor.organisationId, userId, after, limit]);
    return rows.map(toPasskey);
  }

  /** Those with these ids, in any order, as far as whoever asks may see them. */
  async withIds(tx: Tx, ids: readonly string[]): Promise<Passkey[]> {
    const rows = await tx.sql<Row>(WITH_IDS, [tx.actor.organisationId, ids]);
    return rows.map(toPasskey);
  }

  /** Those that are not revoked, oldest first. */
  async active(tx: Tx, userId: string): Promise<Passkey[]> {
    const rows = await tx.sql<Row>(ACTIVE, [tx.actor.organisationId, userId]);
    return rows.map(toPasskey);
  }

  /** One's own passkey that an authenticator names, locked so that its uses are judged one after the other. */
  async lockByCredential(tx: Tx, credentialId: string): Promise<Passkey | undefined> {
    const { organisationId, userId } = tx.actor;
    const [row] = await tx.sql<Row>(LOCK_BY_CREDENTIAL, [organisationId, userId, credentialId]);
    return row && toPasskey(row);
  }

  /** @throws NotFound */
  async lock(tx: Tx, userId: string, id: string): Promise<Passkey> {
    const [row] = await tx.sql<Row>(LOCK, [tx.actor.organisationId, userId, id]);
    if (!row) throw new NotFound('passkey');
    return toPasskey(row);
  }

  /** Whether one's own passkey still stands; nobody revokes it before this transaction has ended. */
  async isActive(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.sql(HOLD_ACTIVE, [tx.actor.organisationId, tx.actor.userId, id]);
    return rows.length > 0;
  }

  async keepUse(tx: Tx, id: string, { counter, isBackedUp }: Omit<PasskeyUse, 'lastUsedAt'>): Promise<void> {
    await tx.sql(KEEP_USE, [tx.actor.organisationId, id, counter, isBackedUp, tx.occurredAt.toISOString()]);
  }

  async revoke(tx: Tx, passkey: Passkey, revocation: PasskeyRevocation): Promise<Passkey> {
    const revoked = { ...passkey, revocation, version: passkey.version + 1 };
    const { at, by, reason } = revocation;
    await tx.sql(REVOKE, [tx.actor.organisationId, passkey.id, revoked.version, at, by, reason]);
    await this.record(tx, 'passkey.revoked', revoked);
    return revoked;
  }

  /** Keeps what an authenticator is about to be asked. */
  async ask(tx: Tx, challenge: Uint8Array, { purpose, digest }: AskedFor, expiresAt: Date): Promise<void> {
    const { organisationId, userId, sessionId } = tx.actor;
    const asked = [organisationId, userId, challenge, sessionId, purpose, digest];
    await tx.sql(ASK, [...asked, tx.occurredAt.toISOString(), expiresAt.toISOString()]);
  }

  /** Uses a challenge up; false where none of this session waits for exactly this. */
  async useAsked(tx: Tx, challenge: Uint8Array, { purpose, digest }: AskedFor): Promise<boolean> {
    const { organisationId, userId, sessionId } = tx.actor;
    const asked = [organisationId, userId, challenge, sessionId, purpose, digest];
    const rows = await tx.sql(USE_ASKED, [...asked, tx.occurredAt.toISOString()]);
    return rows.length > 0;
  }

  /** Uses up a challenge that was never asked for, because it is the digest of what is proved; false when it was used. */
  async useDigest(tx: Tx, challenge: Uint8Array, { purpose, digest }: AskedFor, expiresAt: Date): Promise<boolean> {
    const { organisationId, userId, sessionId } = tx.actor;
    const asked = [organisationId, userId, challenge, sessionId, purpose, digest];
    const rows = await tx.sql(USE_DIGEST, [...asked, tx.occurredAt.toISOString(), expiresAt.toISOString()]);
    return rows.length > 0;
  }

  private record(tx: Tx, type: 'passkey.enrolled' | 'passkey.revoked', passkey: Passkey): Promise<void> {
    const { id, version } = passkey;
    return recordChange(tx, { type, id, version, document: passkeyDocument(passkey) });
  }
}

interface Row extends Omit<Passkey, 'publicKey' | 'enrolledAt' | 'revocation' | 'use'> {
  readonly publicKey: Uint8Array;
  readonly enrolledAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedBy: string;
  readonly revocationReason: string;
  readonly counter: string;
  readonly isBackedUp: boolean;
  readonly lastUsedAt: Date | null;
}

function toPasskey({ revokedAt, revokedBy, revocationReason, counter, isBackedUp, lastUsedAt, ...row }: Row): Passkey {
  return {
    ...row,
    publicKey: Uint8Array.from(row.publicKey),
    enrolledAt: row.enrolledAt.toISOString(),
    revocation: revokedAt && { at: revokedAt.toISOString(), by: revokedBy, reason: revocationReason },
    use: { counter: Number(counter), isBackedUp, lastUsedAt: lastUsedAt && lastUsedAt.toISOString() },
  };
}

const INSERT = `
  INSERT INTO people.passkey (organisation_id, id, user_id, name, credential_id, public_key, transports, aaguid, enrolled_at)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6::bytea, $7::text[], $8::uuid, $9::timestamptz)`;

const INSERT_USE = `
  INSERT INTO people.passkey_use (organisation_id, passkey_id, counter, is_backed_up)
  VALUES ($1::uuid, $2::uuid, $3::bigint, $4::boolean)`;

const select = (where: string): string => `
  SELECT p.id, p.user_id AS "userId", p.name, p.credential_id AS "credentialId", p.public_key AS "publicKey", p.transports, p.aaguid,
    p.enrolled_at AS "enrolledAt", p.revoked_at AS "revokedAt", p.revoked_by AS "revokedBy",
    p.revocation_reason AS "revocationReason", p.version, u.counter::text, u.is_backed_up AS "isBackedUp",
    u.last_used_at AS "lastUsedAt"
  FROM people.passkey p
  JOIN people.passkey_use u ON u.organisation_id = p.organisation_id AND u.passkey_id = p.id
  WHERE p.organisation_id = $1::uuid AND ${where}`;

const SELECT = select('p.user_id = $2::uuid');
const WITH_IDS = select('p.id = ANY ($2::uuid[])');

const LIST = `${SELECT} AND ($3::uuid IS NULL OR p.id > $3::uuid) ORDER BY p.id LIMIT $4::int`;
const ACTIVE = `${SELECT} AND p.revoked_at IS NULL ORDER BY p.id`;
const LOCK = `${SELECT} AND p.id = $3::uuid FOR UPDATE`;
const LOCK_BY_CREDENTIAL = `${SELECT} AND p.credential_id = $3 FOR UPDATE`;

const HOLD_ACTIVE = `
  SELECT 1 AS held FROM people.passkey
  WHERE organisation_id = $1::uuid AND user_id = $2::uuid AND id = $3::uuid AND revoked_at IS NULL FOR SHARE`;

const KEEP_USE = `
  UPDATE people.passkey_use SET counter = $3::bigint, is_backed_up = $4::boolean, last_used_at = $5::timestamptz
  WHERE organisation_id = $1::uuid AND passkey_id = $2::uuid RETURNING 1 AS done`;

const REVOKE = `
  UPDATE people.passkey SET version = $3::int, revoked_at = $4::timestamptz, revoked_by = $5::uuid, revocation_reason = $6
  WHERE organisation_id = $1::uuid AND id = $2::uuid RETURNING 1 AS done`;

const ASK = `
  INSERT INTO people.passkey_challenge (organisation_id, user_id, challenge, session_id, purpose, digest, issued_at, expires_at)
  VALUES ($1::uuid, $2::uuid, $3::bytea, $4::uuid, $5, $6, $7::timestamptz, $8::timestamptz)`;

const USE_ASKED = `
  UPDATE people.passkey_challenge SET used_at = $7::timestamptz
  WHERE organisation_id = $1::uuid AND user_id = $2::uuid AND challenge = $3::bytea AND session_id = $4::uuid AND purpose = $5
    AND digest IS NOT DISTINCT FROM $6 AND used_at IS NULL AND expires_at > $7::timestamptz
  RETURNING 1 AS done`;

const USE_DIGEST = `
  INSERT INTO people.passkey_challenge (organisation_id, user_id, challenge, session_id, purpose, digest, issued_at, used_at, expires_at)
  VALUES ($1::uuid, $2::uuid, $3::bytea, $4::uuid, $5, $6, $7::timestamptz, $7::timestamptz, $8::timestamptz)
  ON CONFLICT DO NOTHING RETURNING 1 AS done`;
