import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay, requireRevisionAllows } from '#workflow';
import { CaseIsClosed } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import { toDraftView, type DecisionView } from '../decision.view.js';
import { DraftFiles } from '../drafts/draft-files.js';
import { RevisionFiles } from '../revision-files.js';
import { contentOf, scopeOf } from '../revision.js';

/** Begins the next draft with what a revision says. That revision stays what it is, until the next one is in force; no signature carries over. */
@Injectable()
export class ReviseDecision {
  constructor(
    private readonly ledger: Ledger,
    private readonly revisions: RevisionFiles,
    private readonly drafts: DraftFiles,
  ) {}

  execute(actor: Actor, id: string, ifMatch: number | undefined): Promise<DecisionView> {
    return this.ledger.swiftTransaction({ type: 'decision.opened', actor, id }, async (tx) => {
      const { file, revision } = await this.revisions.lock(tx, id);

      requireMay(tx.actor, 'decision:revise', scopeOf(revision));
      requireFresh(revision.version, ifMatch);
      requireRevisionAllows('revise', revision.state);
      if (file.state === 'closed') throw new CaseIsClosed();

      const draft = await this.drafts.begin(tx, file, contentOf(revision), revision.id);

      return toDraftView(draft);
    });
  }
}
