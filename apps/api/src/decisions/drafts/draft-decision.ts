import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import type { DecisionContent } from '#pathway';
import { requireMay } from '#workflow';
import { CaseFiles, CaseIsClosed, scopeOf } from '../../cases/index.js';
import { toDraftView, type DecisionView } from '../decision.view.js';
import { DraftFiles } from './draft-files.js';

/** Begins a draft of what the board might decide; it binds nobody. */
@Injectable()
export class DraftDecision {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseFiles,
    private readonly drafts: DraftFiles,
  ) {}

  execute(actor: Actor, caseId: string, content: DecisionContent): Promise<DecisionView> {
    return this.ledger.swiftTransaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.cases.lock(tx, caseId);

      requireMay(tx.actor, 'decision:draft', scopeOf(file));
      if (file.state === 'closed') throw new CaseIsClosed();

      const draft = await this.drafts.begin(tx, file, content);

      return toDraftView(draft);
    });
  }
}
