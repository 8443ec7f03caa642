import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireDissentAcceptable, requireMay } from '#workflow';
import { requireFresh } from '../../http/index.js';
import { toDecisionView, type DecisionView } from '../decision.view.js';
import { scopeOf, signableOf } from '../revision.js';
import { RevisionFiles } from '../revision-files.js';
import { SignOff } from './sign-off.js';

/** The chair lets a decision go on over a dissent, with a written reason, as far as the board's rule allows. The dissent stays. */
@Injectable()
export class AcceptDissent {
  constructor(
    private readonly ledger: Ledger,
    private readonly revisions: RevisionFiles,
    private readonly signOff: SignOff,
  ) {}

  execute(
    actor: Actor,
    { id, signatureId }: { readonly id: string; readonly signatureId: string },
    reason: string,
    ifMatch: number | undefined,
  ): Promise<DecisionView> {
    return this.ledger.transaction({ type: 'decision.opened', actor, id }, async (tx) => {
      const { file, revision } = await this.revisions.lock(tx, id);

      requireMay(tx.actor, 'dissent:accept', scopeOf(revision));
      const { specialty } = requireDissentAcceptable(signableOf(revision), signatureId, reason);
      requireFresh(revision.version, ifMatch);

      const entry = { kind: 'dissent-accepted', signatureId, specialty, reason } as const;
      const accepted = await this.revisions.append(tx, file, revision, { type: 'decision.dissent-accepted', entry });

      return toDecisionView(await this.signOff.conclude(tx, { file, revision: accepted }));
    });
  }
}
