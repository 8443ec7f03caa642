import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { AccessTokens, type AccessToken } from './access-tokens.js';
import type { Method } from './judge-credential.js';
import { SessionsRepository, type Session } from './sessions.repository.js';

const SESSION_MILLISECONDS = 12 * 60 * 60 * 1000;

/** What a person holds after signing in or refreshing. */
export interface Tokens extends AccessToken {
  readonly refreshToken: string;
  readonly sessionExpiresAt: Date;
}

/** Starts sessions, which last twelve hours at most, and hands out their tokens. */
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
    await this.sessions.addToken(tx, session.id, hashOfToken(refreshToken), session.expiresAt);

    const access = await this.accessTokens.issue(tx.actor, session);
    return { ...access, refreshToken, sessionExpiresAt: session.expiresAt };
  }
}

/** SHA-256 suffices for 256 random bits. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
