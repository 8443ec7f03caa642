import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import type { DecisionContent } from '#pathway';
import { requireMay } from '#workflow';
import { CaseIsClosed } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import { toDraftView, type DecisionView } from '../decision.view.js';
import { DraftFiles } from './draft-files.js';
import { draftScopeOf } from './draft.js';

/** Replaces the content of a draft. The chair's overrides stay where their findings stay the same. */
@Injectable()
export class ChangeDraft {
  constructor(
    private readonly ledger: Ledger,
    private readonly drafts: DraftFiles,
  ) {}

  execute(actor: Actor, id: string, content: DecisionContent, ifMatch: number): Promise<DecisionView> {
    return this.ledger.swiftTransaction({ type: 'decision.opened', actor, id }, async (tx) => {
      const held = await this.drafts.lock(tx, id);

      requireMay(tx.actor, 'decision:draft', draftScopeOf(held.draft));
      requireFresh(held.draft.version, ifMatch);
      if (held.file.state === 'closed') throw new CaseIsClosed();

      const draft = await this.drafts.amend(tx, held, 'decision.draft-changed', { content });

      return toDraftView(draft);
    });
  }
}
