import { Injectable } from '@nestjs/common';
import { Ledger, recordNote, type Actor } from '#database';
import { SessionsRepository } from './sessions.repository.js';

/** Ends the session that asks: its access token is worth nothing from the commit on. */
@Injectable()
export class SignOut {
  constructor(
    private readonly ledger: Ledger,
    private readonly sessions: SessionsRepository,
  ) {}

  execute(actor: Actor): Promise<void> {
    return this.ledger.transaction({ type: 'auth.signing-out', actor }, async (tx) => {
      if (actor.sessionId) await this.sessions.end(tx, actor.sessionId);
      await recordNote(tx, { type: 'auth.signed-out' });
    });
  }
}
