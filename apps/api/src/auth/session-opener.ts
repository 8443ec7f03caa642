import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { AccessTokens, type AccessToken } from './access-tokens.js';
import type { Method } from './judge-credential.js';
import { SessionsRepository, type Session } from './sessions.repository.js';

/** NIST SP 800-63B, 4.2.3: whoever proved two factors does so again after twelve hours, and after 30 minutes in which nobody did anything. */
const SESSION_MILLISECONDS = 12 * 60 * 60 * 1000;
const IDLE_MILLISECONDS = 30 * 60 * 1000;

/** What a person holds after signing in or refreshing. */
export interface Tokens extends AccessToken {
  readonly refreshToken: string;
  readonly sessionExpiresAt: Date;
}

/** Starts sessions, which last twelve hours at most and end when nobody continues them for half an hour, and hands out their tokens. */
@Injectable()
export class SessionOpener {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly accessTokens: AccessTokens,
  ) {}

  async open(tx: Tx, method: Method): Promise<Tokens> {
    const expiresAt = new Date(tx.occurredAt.getTime() + SESSION_MILLISECONDS);
    return this.handOut(tx, await this.sessions.start(tx, method, expiresAt));
  }

  /** A new pair of tokens for a session; the database keeps only the refresh token's hash. */
  async handOut(tx: Tx, session: Session): Promise<Tokens> {
    const refreshToken = randomBytes(32).toString('base64url');
    const idleUntil = tx.occurredAt.getTime() + IDLE_MILLISECONDS;
    const expiresAt = new Date(Math.min(idleUntil, session.expiresAt.getTime()));
    await this.sessions.addToken(tx, session.id, hashOfToken(refreshToken), expiresAt);

    const access = await this.accessTokens.issue(tx.actor, session);
    return { ...access, refreshToken, sessionExpiresAt: session.expiresAt };
  }
}

/** SHA-256 suffices for 256 random bits. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
