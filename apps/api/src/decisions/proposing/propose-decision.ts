import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type PrismaTx } from '#database';
import { CASE_TRANSITIONS, nextState, requireMay, type Grant } from '#workflow';
import { CaseFiles, type CaseFile } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import { Discussions } from '../../meetings/index.js';
import { toDecisionView, type DecisionView } from '../decision.view.js';
import { NoOpenDiscussion, NotARevisedDraft } from '../decisions.errors.js';
import { DraftFiles } from '../drafts/draft-files.js';
import { overridesOf } from '../drafts/draft.js';
import { FreezeRevision } from './freeze-revision.js';
import { JudgeDecision } from './judge-decision.js';
import { participantsOf, presidingScope, ProposalSettings, type ProposalSetting } from './proposal-setting.js';
import { requireNoStandingBlocker } from './standing-blockers.js';

/**
 * The board decides: the draft becomes a revision, frozen with its evidence and open for signature. In a discussion the case is
 * decided; outside one a revised draft follows the decision that stands, and is provisional until a meeting ratifies it, as is
 * everything decided without quorum. Refused while a blocking check stands without the chair's reason.
 */
@Injectable()
export class ProposeDecision {
  constructor(
    private readonly ledger: Ledger,
    private readonly drafts: DraftFiles,
    private readonly settings: ProposalSettings,
    private readonly judge: JudgeDecision,
    private readonly freeze: FreezeRevision,
    private readonly cases: CaseFiles,
    private readonly discussions: Discussions,
  ) {}

  execute(actor: Actor, id: string, ifMatch: number | undefined): Promise<DecisionView> {
    return this.ledger.transaction({ type: 'decision.opened', actor, id }, async (tx) => {
      const held = await this.drafts.lock(tx, id);
      const setting = await this.settings.lock(tx, held);

      const { grant } = requireMay(tx.actor, 'decision:propose', presidingScope(setting));
      requireFresh(held.draft.version, ifMatch);
      requireProposable(setting);

      const { draft } = setting;
      const mandate = mandateOf(setting, grant);
      const judgement = await this.judge.execute(tx, setting.file, draft.content, mandate.participants);
      const overrides = overridesOf(draft, judgement.findings);
      requireNoStandingBlocker(judgement.findings, overrides);

      const file = await this.settle(tx, setting);
      const revision = await this.freeze.execute(tx, file, { ...draft, ...mandate, judgement, overrides });
      const agendaItemId = setting.session?.item.id ?? null;
      await this.drafts.amend(tx, held, 'decision.draft-proposed', { state: 'proposed', agendaItemId });

      return toDecisionView(revision);
    });
  }

  /** A discussion ends with its decision: the item is closed, the case is decided. Outside one both stay. */
  private async settle(tx: PrismaTx, { file, session }: ProposalSetting): Promise<CaseFile> {
    if (file.state !== 'in-discussion' || !session) return file;

    await this.discussions.closeItem(tx, session, 'decide');
    return this.cases.move(tx, file, 'propose', { type: 'case.decided' });
  }
}

/** In whose name it is proposed: the panel's own decision is revised by the panel, everything else is the board's. */
function mandateOf({ session, revised }: ProposalSetting, grant: Grant) {
  const panel = grant === 'panel-lead' ? (revised?.panel ?? []) : null;
  return {
    session,
    panel,
    authority: panel ? ('panel' as const) : ('board' as const),
    participants: panel?.map(({ specialty }) => specialty) ?? participantsOf(session),
  };
}

/** The state table has a row for it here, and the draft is one for this row. @throws IllegalTransition, NoOpenDiscussion, NotARevisedDraft */
function requireProposable({ file, draft, session }: ProposalSetting): void {
  const isRevision = file.state === 'decided' || file.state === 'active';
  nextState(CASE_TRANSITIONS, file.state, isRevision ? 'propose-revision' : 'propose');

  if (!isRevision && session?.item.purpose !== 'discussion') throw new NoOpenDiscussion();
  if (isRevision && draft.revisesId === null) throw new NotARevisedDraft();
}
