import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import type { CheckId } from '#pathway';
import { requireMay } from '#workflow';
import { requireFresh } from '../../http/index.js';
import { toDraftView, type DecisionView } from '../decision.view.js';
import { NothingToOverride } from '../decisions.errors.js';
import { JudgeDecision } from '../proposing/judge-decision.js';
import { participantsOf, presidingScope, ProposalSettings } from '../proposing/proposal-setting.js';
import { DraftFiles } from './draft-files.js';

/** The chair goes on in spite of a check, with a reason that becomes part of what is signed. */
@Injectable()
export class OverrideCheck {
  constructor(
    private readonly ledger: Ledger,
    private readonly drafts: DraftFiles,
    private readonly settings: ProposalSettings,
    private readonly judge: JudgeDecision,
  ) {}

  execute(
    actor: Actor,
    id: string,
    { check, reason }: { readonly check: CheckId; readonly reason: string },
    ifMatch: number | undefined,
  ): Promise<DecisionView> {
    return this.ledger.transaction({ type: 'decision.opened', actor, id }, async (tx) => {
      const held = await this.drafts.lock(tx, id);
      const { file, draft } = held;
      const setting = await this.settings.lock(tx, held);

      requireMay(tx.actor, 'decision:override', presidingScope(setting));
      requireFresh(draft.version, ifMatch);

      const { findings } = await this.judge.execute(tx, file, draft.content, participantsOf(setting.session));
      const finding = findings.find((found) => found.id === check);
      if (!finding) throw new NothingToOverride(check);

      const override = { reason, by: tx.actor.userId, at: tx.occurredAt.toISOString(), because: finding.because };
      const overridden = await this.drafts.amend(tx, held, 'decision.check-overridden', {
        overrides: { ...draft.overrides, [check]: override },
      });

      return toDraftView(overridden);
    });
  }
}
