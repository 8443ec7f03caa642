import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#database';
import type { Role } from '#workflow';

/** What proves one person, as it is kept. */
export interface Credential {
  /** argon2id, PHC form. */
  readonly passwordHash: string;
  /** Sealed; null until an authenticator is enrolled. */
  readonly totpSecret: Uint8Array | null;
  readonly totpLastStep: number;
  readonly failedAttempts: number;
  readonly blockedUntil: Date | null;
  readonly isInitial: boolean;
  readonly issuedAt: Date;
}

/** Whom an email address belongs to, known before the organisation is. */
export interface KnownAddress {
  readonly organisationId: string;
  readonly userId: string;
  readonly roles: Role[];
  readonly passwordHash: string;
  readonly blockedUntil: Date | null;
}

/** Every statement about passwords and authenticators. Row-level security shows each person only their own. */
@Injectable()
export class CredentialsRepository {
  constructor(private readonly connections: Connections) {}

  /** Through the sign-in door: of all organisations, active accounts only. */
  async findByEmail(email: string): Promise<KnownAddress | undefined> {
    const { rows } = await this.connections.pool.query<KnownAddress>(FIND_BY_EMAIL, [email]);
    return rows[0];
  }

  /** One's own credential, locked so that attempts are judged one after the other. */
  async lockOwn(tx: Tx): Promise<Credential> {
    const [credential] = await tx.sql<Credential>(LOCK_OWN, [tx.actor.organisationId, tx.actor.userId]);
    if (!credential) throw new Error('an account that can sign in has a credential');
    return credential;
  }

  async keepFailure(tx: Tx, failures: number, blockedUntil: Date | null): Promise<void> {
    const values = [tx.actor.organisationId, tx.actor.userId, failures, blockedUntil?.toISOString() ?? null];
    await tx.sql(KEEP_FAILURE, values);
  }

  async keepSuccess(tx: Tx, totpStep: number): Promise<void> {
    await tx.sql(KEEP_SUCCESS, [tx.actor.organisationId, tx.actor.userId, totpStep]);
  }

  /** A first credential; its owner alone can read or change it from now on. */
  async insert(
    tx: Tx,
    userId: string,
    { passwordHash, totpSecret, isInitial }: Pick<Credential, 'passwordHash' | 'totpSecret' | 'isInitial'>,
  ): Promise<void> {
    const issuedAt = tx.occurredAt.toISOString();
    await tx.sql(INSERT, [tx.actor.organisationId, userId, passwordHash, totpSecret, isInitial, issuedAt]);
  }

  /** One's own new password and authenticator; codes of the old one are worth nothing from now on. */
  async replaceOwn(
    tx: Tx,
    { passwordHash, totpSecret }: Pick<Credential, 'passwordHash' | 'totpSecret'>,
  ): Promise<void> {
    const issuedAt = tx.occurredAt.toISOString();
    await tx.sql(REPLACE_OWN, [tx.actor.organisationId, tx.actor.userId, passwordHash, totpSecret, issuedAt]);
  }

  /** Somebody else's new authenticator, and password where there is one; their sessions end. The database asks who does it. */
  async reset(tx: Tx, userId: string, totpSecret: Uint8Array, passwordHash: string | null): Promise<void> {
    await tx.sql(RESET, [userId, totpSecret, passwordHash]);
  }
}

const FIND_BY_EMAIL = `
  SELECT organisation_id AS "organisationId", user_id AS "userId", roles, password_hash AS "passwordHash", blocked_until AS "blockedUntil"
  FROM people.door_sign_in($1)`;

const LOCK_OWN = `
  SELECT password_hash AS "passwordHash", totp_secret AS "totpSecret", totp_last_step::int AS "totpLastStep",
    failed_attempts AS "failedAttempts", blocked_until AS "blockedUntil", is_initial AS "isInitial", issued_at AS "issuedAt"
  FROM people.credential WHERE organisation_id = $1::uuid AND user_id = $2::uuid FOR UPDATE`;

const KEEP_FAILURE = `
  UPDATE people.credential SET failed_attempts = $3::int, blocked_until = $4::timestamptz
  WHERE organisation_id = $1::uuid AND user_id = $2::uuid RETURNING 1 AS done`;

const KEEP_SUCCESS = `
  UPDATE people.credential SET failed_attempts = 0, blocked_until = NULL, totp_last_step = $3::bigint
  WHERE organisation_id = $1::uuid AND user_id = $2::uuid RETURNING 1 AS done`;

const INSERT = `
  INSERT INTO people.credential (organisation_id, user_id, password_hash, totp_secret, is_initial, issued_at)
  VALUES ($1::uuid, $2::uuid, $3, $4::bytea, $5::boolean, $6::timestamptz)`;

const REPLACE_OWN = `
  UPDATE people.credential SET password_hash = $3, totp_secret = $4::bytea, totp_last_step = 0, is_initial = false,
    issued_at = $5::timestamptz
  WHERE organisation_id = $1::uuid AND user_id = $2::uuid RETURNING 1 AS done`;

const RESET = 'SELECT 1 AS done FROM people.reset_credential($1::uuid, $2::bytea, $3)';
