import { Injectable } from '@nestjs/common';
import { Ledger, newId, type Actor, type Tx } from '#database';
import { requireMaySign, requireProofStrongEnough } from '#workflow';
import { ProofOfIdentity, type ProvedIdentity } from '../../auth/index.js';
import { requireFresh } from '../../http/index.js';
import { toDecisionView, type DecisionView } from '../decision.view.js';
import { signableOf, type Revision, type RevisionSignature } from '../revision.js';
import { RevisionFiles } from '../revision-files.js';
import { Signers } from './signers.js';
import { StatementOutdated } from './signing.errors.js';
import { intentOf, stateFor, textOf } from './signing-statement.js';
import { SigningStatementsRepository, type IssuedStatement } from './signing-statements.repository.js';
import { SignOff } from './sign-off.js';

/** A statement by its digest, and the proof of identity made for exactly that digest. */
export interface GivenSignature {
  readonly digest: string;
  readonly proof: string;
}

/**
 * A specialist signs. Everything that was checked for the statement is checked again here, with case and revision locked, in the
 * transaction that inserts the signature and lets its consequences follow: they exist together or not at all.
 */
@Injectable()
export class SignDecision {
  constructor(
    private readonly ledger: Ledger,
    private readonly revisions: RevisionFiles,
    private readonly signers: Signers,
    private readonly statements: SigningStatementsRepository,
    private readonly identity: ProofOfIdentity,
    private readonly signOff: SignOff,
  ) {}

  execute(actor: Actor, id: string, given: GivenSignature, ifMatch: number | undefined): Promise<DecisionView> {
    const { digest, proof } = given;
    return this.ledger.transaction({ type: 'decision.opened', actor, id }, async (tx) => {
      const { file, revision } = await this.revisions.lock(tx, id);
      const issued = await this.statements.use(tx, digest);

      await this.requireStillTrue(tx, revision, issued);
      requireFresh(revision.version, ifMatch);
      const proved = await this.identity.require(tx, { purpose: 'sign-decision', digest, proof });
      requireProofStrongEnough(revision.rule, issued.statement.meaning, { isByPasskey: proved.assertion !== null });

      const signature = signatureOf(tx, issued, { digest, ...proved });
      const { onBehalfOf } = signature;
      const signed = await this.revisions.append(tx, file, revision, {
        type: 'decision.signed',
        signature,
        onBehalfOf,
      });

      return toDecisionView(await this.signOff.conclude(tx, { file, revision: signed }));
    });
  }

  /** The statement is about this very revision, may be signed, and says of its signer what still holds. */
  private async requireStillTrue(tx: Tx, revision: Revision, { statement, text }: IssuedStatement): Promise<void> {
    const signer = await this.signers.identify(tx, revision, statement.onBehalfOf?.userId ?? null);
    requireMaySign(tx.actor, signableOf(revision), intentOf(statement));

    const today = stateFor(revision, signer, statement, statement);
    if (textOf(today) !== text) throw new StatementOutdated();
  }
}

function signatureOf(
  tx: Tx,
  { statement, text }: IssuedStatement,
  proved: ProvedIdentity & { readonly digest: string },
): Omit<RevisionSignature, 'revocation'> {
  const { userId, printedName, specialty, actingRole, onBehalfOf, meaning, reason, revisionHash } = statement;
  return {
    id: newId(),
    revisionHash,
    signerId: userId,
    printedName,
    specialty,
    actingRole,
    onBehalfOf: onBehalfOf?.userId ?? null,
    meaning,
    reason,
    statement: text,
    ...proved,
    signedAt: tx.occurredAt.toISOString(),
  };
}
