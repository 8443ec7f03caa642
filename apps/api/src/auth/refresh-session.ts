import { Injectable } from '@nestjs/common';
import { Ledger, recordNote, type RequestContext } from '#database';
import { Refusal } from '#workflow';
import { findAccount } from './account.js';
import { RefreshRefused } from './auth.errors.js';
import { hashOfToken, SessionOpener } from './session-opener.js';
import { SessionsRepository, type KnownToken } from './sessions.repository.js';
import type { SignedIn } from './enter-account.js';

/**
 * Gives a new pair of tokens for a refresh token, which serves once. Its second use means that two hold it: one of them
 * stole it, so the session ends for both.
 * @throws RefreshRefused, SessionEnded
 */
@Injectable()
export class RefreshSession {
  constructor(
    private readonly ledger: Ledger,
    private readonly sessions: SessionsRepository,
    private readonly opener: SessionOpener,
  ) {}

  async execute(request: RequestContext, refreshToken: string | undefined): Promise<SignedIn> {
    const hash = hashOfToken(refreshToken ?? '');
    const known = refreshToken === undefined ? undefined : await this.sessions.findByToken(hash);
    if (!known) throw new RefreshRefused();

    const outcome = await this.refresh(request, known, hash);
    if (outcome instanceof Refusal) throw outcome;
    return outcome;
  }

  private refresh(request: RequestContext, known: KnownToken, hash: Buffer): Promise<SignedIn | RefreshRefused> {
    const { organisationId, userId, sessionId, roles, method, sessionExpiresAt } = known;
    const actor = { organisationId, userId, sessionId, roles, auth: method, request };

    return this.ledger.transaction({ type: 'auth.refreshing', actor }, async (tx) => {
      const token = await this.sessions.lockToken(tx, hash);
      if (!token || token.expiresAt <= tx.occurredAt) throw new RefreshRefused();

      if (token.usedAt) {
        await this.sessions.end(tx, sessionId);
        await recordNote(tx, { type: 'auth.session-ended', reasonCode: 'refresh-token-reused' });
        // Returned, not thrown: the end of the session is committed.
        return new RefreshRefused();
      }

      await this.sessions.markTokenUsed(tx, hash);
      const tokens = await this.opener.handOut(tx, { id: sessionId, method, expiresAt: sessionExpiresAt });
      await recordNote(tx, { type: 'auth.refreshed' });
      return { user: await findAccount(tx), tokens };
    });
  }
}
