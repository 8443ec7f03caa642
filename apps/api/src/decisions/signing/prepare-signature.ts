import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type Tx } from '#database';
import { asksForPasskey, requireMaySign, type SignatureMeaning } from '#workflow';
import { signableOf } from '../revision.js';
import { RevisionFiles } from '../revision-files.js';
import { Signers } from './signers.js';
import { ApprovalTakesNoReason } from './signing.errors.js';
import { intentOf, stateFor, type Occasion } from './signing-statement.js';
import { SigningStatementsRepository } from './signing-statements.repository.js';
import type { SigningStatementView } from './signing-statement.view.js';

/** What somebody wants to say about a revision. */
export interface SigningWish {
  readonly meaning: SignatureMeaning;
  readonly reason?: string;
  /** The member whom a deputy represents. */
  readonly onBehalfOf?: string;
}

/** Puts before a signer exactly what they are about to sign. What could not be signed now is refused here already. */
@Injectable()
export class PrepareSignature {
  constructor(
    private readonly ledger: Ledger,
    private readonly revisions: RevisionFiles,
    private readonly signers: Signers,
    private readonly statements: SigningStatementsRepository,
  ) {}

  execute(actor: Actor, id: string, wish: SigningWish): Promise<SigningStatementView> {
    const { meaning, reason = null, onBehalfOf = null } = wish;
    return this.ledger.swiftTransaction({ type: 'decision.opened', actor, id }, async (tx) => {
      const { file, revision } = await this.revisions.open(tx, id);

      const signer = await this.signers.identify(tx, revision, onBehalfOf);
      const statement = stateFor(revision, signer, { meaning, reason }, occasionOf(tx));
      requireMaySign(tx.actor, signableOf(revision), intentOf(statement));
      if (meaning === 'approve' && reason !== null) throw new ApprovalTakesNoReason();

      const { text, digest } = await this.statements.insert(tx, file.boardId, statement);
      await recordDisclosure(tx, { patients: [file.patientAlias], entity: 'decision-revision', entityId: id });

      const requiresPasskey = asksForPasskey(revision.rule, meaning);
      return { statement: text, digest, expiresAt: statement.expiresAt, requiresPasskey };
    });
  }
}

function occasionOf({ occurredAt }: Tx): Occasion {
  return { nonce: randomBytes(16).toString('base64url'), issuedAt: occurredAt.toISOString() };
}
