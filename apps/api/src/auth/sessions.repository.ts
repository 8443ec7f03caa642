import { Injectable } from '@nestjs/common';
import { Connections, newId, type Tx } from '#database';
import type { Role } from '#workflow';
import type { Method } from './judge-credential.js';

/** A sign-in that lasts. */
export interface Session {
  readonly id: string;
  readonly method: Method;
  readonly expiresAt: Date;
}

/** Whose refresh token this is, known before the organisation is. */
export interface KnownToken {
  readonly organisationId: string;
  readonly userId: string;
  readonly roles: Role[];
  readonly sessionId: string;
  readonly method: Method;
  readonly sessionExpiresAt: Date;
}

export interface KeptToken {
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

/** Every statement about sessions and their refresh tokens. Row-level security shows each person only their own. */
@Injectable()
export class SessionsRepository {
  constructor(private readonly connections: Connections) {}

  async start(tx: Tx, method: Method, expiresAt: Date): Promise<Session> {
    const id = newId();
    const { organisationId, userId } = tx.actor;
    const values = [organisationId, id, userId, method, tx.occurredAt.toISOString(), expiresAt.toISOString()];
    await tx.sql(START, values);
    return { id, method, expiresAt };
  }

  async end(tx: Tx, sessionId: string): Promise<void> {
    await tx.sql(END, [tx.actor.organisationId, sessionId, tx.occurredAt.toISOString()]);
  }

  /** Ends every session of one's own but the one that asks. */
  async endOthers(tx: Tx): Promise<void> {
    const { organisationId, userId, sessionId } = tx.actor;
    await tx.sql(END_OTHERS, [organisationId, userId, sessionId, tx.occurredAt.toISOString()]);
  }

  async addToken(tx: Tx, sessionId: string, hash: Buffer, expiresAt: Date): Promise<void> {
    const { organisationId } = tx.actor;
    await tx.sql(ADD_TOKEN, [organisationId, sessionId, hash, tx.occurredAt.toISOString(), expiresAt.toISOString()]);
  }

  /** Through the refresh door: of all organisations, active accounts only. */
  async findByToken(hash: Buffer): Promise<KnownToken | undefined> {
    const { rows } = await this.connections.pool.query<KnownToken>(FIND_BY_TOKEN, [hash]);
    return rows[0];
  }

  /** The token, locked so that of two uses one is the second. */
  async lockToken(tx: Tx, hash: Buffer): Promise<KeptToken | undefined> {
    const [token] = await tx.sql<KeptToken>(LOCK_TOKEN, [tx.actor.organisationId, hash]);
    return token;
  }

  async markTokenUsed(tx: Tx, hash: Buffer): Promise<void> {
    await tx.sql(MARK_TOKEN_USED, [tx.actor.organisationId, hash, tx.occurredAt.toISOString()]);
  }

  /** Until when this session's signing series lasts; null when none runs. */
  async findSigningSeries(tx: Tx): Promise<Date | null> {
    const [row] = await tx.sql<{ until: Date | null }>(FIND_SERIES, [tx.actor.organisationId, tx.actor.sessionId]);
    return row?.until ?? null;
  }

  async setSigningSeries(tx: Tx, until: Date | null): Promise<void> {
    await tx.sql(SET_SERIES, [tx.actor.organisationId, tx.actor.sessionId, until?.toISOString() ?? null]);
  }
}

const START = `
  INSERT INTO people.session (organisation_id, id, user_id, method, started_at, expires_at)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5::timestamptz, $6::timestamptz)`;

const END = `
  UPDATE people.session SET ended_at = $3::timestamptz
  WHERE organisation_id = $1::uuid AND id = $2::uuid AND ended_at IS NULL RETURNING 1 AS done`;

const END_OTHERS = `
  UPDATE people.session SET ended_at = $4::timestamptz
  WHERE organisation_id = $1::uuid AND user_id = $2::uuid AND id <> $3::uuid AND ended_at IS NULL RETURNING 1 AS done`;

const ADD_TOKEN = `
  INSERT INTO people.refresh_token (organisation_id, session_id, hash, issued_at, expires_at)
  VALUES ($1::uuid, $2::uuid, $3::bytea, $4::timestamptz, $5::timestamptz)`;

const FIND_BY_TOKEN = `
  SELECT organisation_id AS "organisationId", user_id AS "userId", roles, session_id AS "sessionId", method,
    session_expires_at AS "sessionExpiresAt"
  FROM people.door_refresh($1)`;

const LOCK_TOKEN = `
  SELECT expires_at AS "expiresAt", used_at AS "usedAt"
  FROM people.refresh_token WHERE organisation_id = $1::uuid AND hash = $2::bytea FOR UPDATE`;

const MARK_TOKEN_USED = `
  UPDATE people.refresh_token SET used_at = $3::timestamptz
  WHERE organisation_id = $1::uuid AND hash = $2::bytea RETURNING 1 AS done`;

const FIND_SERIES = `
  SELECT signing_series_until AS until FROM people.session WHERE organisation_id = $1::uuid AND id = $2::uuid`;

const SET_SERIES = `
  UPDATE people.session SET signing_series_until = $3::timestamptz
  WHERE organisation_id = $1::uuid AND id = $2::uuid RETURNING 1 AS done`;
