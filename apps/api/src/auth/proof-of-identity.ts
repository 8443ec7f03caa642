import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { ProofRequired } from './auth.errors.js';
import type { Method } from './judge-credential.js';
import type { KeptAssertion } from './passkeys/passkey.js';
import { PasskeyRevoked } from './passkeys/passkeys.errors.js';
import { PasskeysRepository } from './passkeys/passkeys.repository.js';
import { ProofsRepository } from './proofs.repository.js';
import { hashOfToken } from './session-opener.js';
import { SessionsRepository } from './sessions.repository.js';

/** What a person proves their identity for. */
export const PURPOSES = [
  'sign-decision',
  'confirm-parameters',
  'break-glass',
  'enrol-passkey',
  'ask-erasure',
  'approve-erasure',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What a proof is good for: a purpose, and the SHA-256 (hexadecimal) of the very thing where there is one. */
export interface ProofBinding {
  readonly purpose: Purpose;
  readonly digest: string | null;
}

/** How identity was proved anew. */
export type ProofMethod = Method | 'passkey';

/** How identity was proved for an act; with a passkey, what it answered. */
export interface ProvedIdentity {
  readonly method: ProofMethod;
  readonly assertion: KeptAssertion | null;
}

export const SERIES_MILLISECONDS = 5 * 60 * 1000;

/** Asks, inside an act's own transaction, that the person has just proved who they are for exactly this. */
@Injectable()
export class ProofOfIdentity {
  constructor(
    private readonly proofs: ProofsRepository,
    private readonly passkeys: PasskeysRepository,
    private readonly sessions: SessionsRepository,
  ) {}

  /**
   * Uses the proof up, and returns how identity was proved. When the act fails afterwards, the proof is unused again. A passkey that
   * was revoked since proves nothing, and none is revoked while the act is under way.
   * @throws ProofRequired when it was made for another purpose, digest or session, is over or was used
   * @throws PasskeyRevoked
   */
  async require(tx: Tx, { proof, ...binding }: ProofBinding & { readonly proof: string }): Promise<ProvedIdentity> {
    const used = await this.proofs.use(tx, hashOfToken(proof), binding);
    if (!used) throw new ProofRequired();

    const { method, byPasskey } = used;
    if (byPasskey && !(await this.passkeys.isActive(tx, byPasskey.passkeyId))) throw new PasskeyRevoked();
    if (binding.purpose === 'sign-decision' && !byPasskey) await this.prolongSeries(tx);
    return { method, assertion: byPasskey?.assertion ?? null };
  }

  /**
   * A signature by password and code opens, or prolongs, this session's signing series: for five minutes the next one needs TOTP
   * alone (21 CFR 11.200(a)(1)(i): the first signing of a continuous period takes all components, each further one at least one).
   * A passkey proves everything each time, and says nothing about password and code.
   */
  private async prolongSeries(tx: Tx): Promise<void> {
    await this.sessions.setSigningSeries(tx, new Date(tx.occurredAt.getTime() + SERIES_MILLISECONDS));
  }
}
