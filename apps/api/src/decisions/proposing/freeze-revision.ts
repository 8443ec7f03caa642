import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { clocksFromDecision, type DecisionContent } from '#pathway';
import { ruleFor, type PanelContact } from '#workflow';
import { CaseFiles, type CaseFile } from '../../cases/index.js';
import { BoardsQueries } from '../../people/index.js';
import { freeze, type FrozenOverride } from '../frozen.js';
import { RevisionFiles } from '../revision-files.js';
import type { Authority, Revision } from '../revision.js';
import { RevisionsQueries } from '../revisions.queries.js';
import { blindingOf, evidenceOf, type Session } from './evidence.js';
import type { Judgement } from './judge-decision.js';
import { RecallRevision } from './recall-revision.js';

/** What is about to become a revision, judged and found good enough. */
export interface Proposal {
  /** The draft's id, which the revision takes over; a new one where there was no draft. */
  readonly id: string;
  readonly content: DecisionContent;
  readonly authorId: string;
  readonly revisesId: string | null;
  readonly judgement: Judgement;
  readonly overrides: readonly FrozenOverride[];
  readonly authority: Authority;
  readonly panel: readonly PanelContact[] | null;
  readonly session: Session | null;
}

/** Makes a revision of a proposal: content, evidence and blinded plans frozen and hashed, by the rule of signing as it stands now. */
@Injectable()
export class FreezeRevision {
  constructor(
    private readonly boards: BoardsQueries,
    private readonly cases: CaseFiles,
    private readonly queries: RevisionsQueries,
    private readonly revisions: RevisionFiles,
    private readonly recall: RecallRevision,
  ) {}

  /** The case is locked, and stands where the decision takes it. Its clocks hear of the decision here. */
  async execute(tx: PrismaTx, file: CaseFile, proposal: Proposal): Promise<Revision> {
    await this.recall.execute(tx, file, 'The next revision was proposed.', 'next-revision-proposed');

    const revision = await this.begin(tx, file, proposal);

    await this.tellClocks(tx, file, proposal);
    return revision;
  }

  private async begin(tx: PrismaTx, file: CaseFile, proposal: Proposal): Promise<Revision> {
    const { id, content, authorId, revisesId, judgement, overrides, authority, panel, session } = proposal;
    const decidedAt = tx.occurredAt.toISOString();
    const evidence = evidenceOf(judgement, overrides, { decidedAt, session, panel });
    const frozen = { content, evidence, blinding: blindingOf(session) };
    const { text, hash } = freeze(frozen);
    const { signOffRule } = await this.boards.find(tx, file.boardId);

    return this.revisions.begin(tx, file, {
      organisationId: file.organisationId,
      boardId: file.boardId,
      caseId: file.caseId,
      id,
      number: await this.queries.nextNumber(tx, file.caseId),
      revisesId,
      frozenText: text,
      frozen,
      hash,
      authority,
      isProvisional: authority === 'panel' || !session?.quorum.met,
      rule: ruleFor(signOffRule, { isPanelDecision: authority === 'panel' }),
      agendaItemId: session?.item.id ?? null,
      meetingId: session?.meeting.id ?? null,
      panel,
      authorId,
      proposedBy: tx.actor.userId,
      proposedAt: decidedAt,
      ratification: null,
      inForceAt: null,
      expiresOn: null,
    });
  }

  /** A decision is the plan, and the expert advice, that clocks of the referral wait for; it may start the one to radiotherapy. */
  private async tellClocks(tx: PrismaTx, file: CaseFile, { content, judgement }: Proposal): Promise<void> {
    const decidedAt = tx.occurredAt.toISOString();
    const { parameters } = file.board;

    const planned = await this.cases.stopClocks(tx, file, 'plan-recorded', decidedAt);
    const advised = await this.cases.stopClocks(tx, planned, 'advice-recorded', decidedAt);
    const started = clocksFromDecision(content, judgement.assessment?.facts ?? {}, decidedAt, parameters);
    await this.cases.startClocks(tx, advised, started);
  }
}
