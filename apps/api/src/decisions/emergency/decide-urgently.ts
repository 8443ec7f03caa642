import { Injectable } from '@nestjs/common';
import { Ledger, newId, type Actor, type PrismaTx } from '#database';
import type { CheckFinding, CheckId, DecisionContent } from '#pathway';
import { CASE_TRANSITIONS, nextState, requireMay, type PanelContact } from '#workflow';
import { CaseFiles, scopeOf, type CaseFile } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import { Discussions } from '../../meetings/index.js';
import { BoardsQueries } from '../../people/index.js';
import { toDecisionView, type DecisionView } from '../decision.view.js';
import { OverrideWithoutFinding } from '../decisions.errors.js';
import type { FrozenOverride } from '../frozen.js';
import { FreezeRevision } from '../proposing/freeze-revision.js';
import { JudgeDecision } from '../proposing/judge-decision.js';
import { requireNoStandingBlocker } from '../proposing/standing-blockers.js';
import { requirePanel } from './emergency-panel.js';

/** What a panel decides, in one step: nobody keeps drafts in an emergency. */
export interface UrgentDecision {
  readonly content: DecisionContent;
  readonly panel: readonly PanelContact[];
  readonly overrides: readonly { readonly check: CheckId; readonly reason: string }[];
}

/**
 * The panel of an emergency decides without the board. The decision may be signed and carried out at once; it is provisional until a
 * meeting ratifies it. A case that was listed leaves its agenda. Whoever broke the glass for the case may lead, with a seat of their own
 * for a specialty of the panel; the people reached are still the board's.
 */
@Injectable()
export class DecideUrgently {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseFiles,
    private readonly boards: BoardsQueries,
    private readonly discussions: Discussions,
    private readonly judge: JudgeDecision,
    private readonly freeze: FreezeRevision,
  ) {}

  execute(actor: Actor, caseId: string, decision: UrgentDecision, ifMatch: number | undefined): Promise<DecisionView> {
    return this.ledger.transaction({ type: 'emergency.opened', actor, id: caseId }, async (tx) => {
      const file = await this.cases.lock(tx, caseId);
      const board = await this.boards.find(tx, file.boardId);
      const panel = decision.panel.map(inUtc);

      requireMay(tx.actor, 'decision:propose-urgently', {
        ...scopeOf(file),
        panel: board.signOffRule.panelSpecialties,
      });
      requireFresh(file.version, ifMatch);
      nextState(CASE_TRANSITIONS, file.state, 'decide-urgently');
      requirePanel(file.lane, board, panel, tx.occurredAt.toISOString());

      const participants = panel.map(({ specialty }) => specialty);
      const judgement = await this.judge.execute(tx, file, decision.content, participants);
      const overrides = answered(tx, judgement.findings, decision.overrides);
      requireNoStandingBlocker(judgement.findings, overrides);

      const decided = await this.leaveAgenda(tx, file);
      const revision = await this.freeze.execute(tx, decided, {
        id: newId(),
        content: decision.content,
        authorId: tx.actor.userId,
        revisesId: null,
        judgement,
        overrides,
        authority: 'panel',
        panel,
        session: null,
      });

      return toDecisionView(revision);
    });
  }

  private async leaveAgenda(tx: PrismaTx, file: CaseFile): Promise<CaseFile> {
    const discussion = await this.discussions.lock(tx, file.caseId, 'discussion');
    if (discussion) await this.discussions.closeItem(tx, discussion, 'remove', { reasonCode: 'decided-urgently' });
    return this.cases.move(tx, file, 'decide-urgently', { type: 'case.decided', reasonCode: 'emergency' });
  }
}

/** The panel's reasons, as they are frozen. One that answers no finding is a mistake about the patient. */
function answered(
  tx: PrismaTx,
  findings: readonly CheckFinding[],
  overrides: UrgentDecision['overrides'],
): FrozenOverride[] {
  return overrides.map(({ check, reason }, position) => {
    if (!findings.some(({ id }) => id === check)) throw new OverrideWithoutFinding(position);
    return { check, reason, by: tx.actor.userId, at: tx.occurredAt.toISOString() };
  });
}

/** One notation for what is frozen. */
function inUtc({ specialty, userId, reachedAt }: PanelContact): PanelContact {
  return { specialty, userId, reachedAt: new Date(reachedAt).toISOString() };
}
