import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type PrismaTx, type Tx } from '#database';
import { NotFound, requireMay } from '#workflow';
import { CaseFiles, scopeOf, type CaseFile } from '../cases/index.js';
import { id as anId, keyAfter, toPage, type Page, type PageQuery } from '../http/index.js';
import {
  toDecisionOutlineView,
  toDecisionView,
  toDraftView,
  type DecisionOutlineView,
  type DecisionView,
} from './decision.view.js';
import { toChecksView, type ChecksView } from './drafts/checks.view.js';
import { overridesOf, type Draft } from './drafts/draft.js';
import { DraftsRepository } from './drafts/drafts.repository.js';
import { JudgeDecision } from './proposing/judge-decision.js';
import { OpenSessions } from './proposing/open-sessions.js';
import { participantsOf } from './proposing/proposal-setting.js';
import type { Revision } from './revision.js';
import { RevisionsRepository } from './revisions.repository.js';

/** Plain reads of drafts and revisions, for people. */
@Injectable()
export class DecisionsQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseFiles,
    private readonly drafts: DraftsRepository,
    private readonly revisions: RevisionsRepository,
    private readonly sessions: OpenSessions,
    private readonly judge: JudgeDecision,
  ) {}

  /** The draft or, once proposed, the revision under this id. */
  show(actor: Actor, id: string): Promise<DecisionView> {
    return this.ledger.swiftTransaction({ type: 'decision.opened', actor, id }, async (tx) => {
      const { file, decision } = await this.find(tx, id);

      requireMay(tx.actor, 'decision:read', scopeOf(file));
      await disclose(tx, file, id);

      return isRevision(decision) ? toDecisionView(decision) : toDraftView(decision);
    });
  }

  /** Drafts and revisions of a case, newest first. */
  list(actor: Actor, caseId: string, query: PageQuery): Promise<Page<DecisionOutlineView>> {
    const [before = null] = keyAfter<[string]>(query, [anId()]) ?? [];
    return this.ledger.swiftTransaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.cases.open(tx, caseId);

      requireMay(tx.actor, 'decision:read', scopeOf(file));
      const ids = await this.drafts.idsOf(tx, caseId, before, query.limit + 1);
      const { items, nextCursor } = toPage(ids, query.limit, (id) => [id]);
      const views = await this.views(tx, items);
      await recordDisclosure(tx, { patients: [file.patientAlias], entity: 'case', entityId: caseId });

      return { items: views, nextCursor };
    });
  }

  /** What the checks say: of a draft as of now, of a revision as they were frozen with it. */
  checks(actor: Actor, id: string): Promise<ChecksView> {
    return this.ledger.transaction({ type: 'decision.opened', actor, id }, async (tx) => {
      const { file, decision } = await this.find(tx, id);

      requireMay(tx.actor, 'decision:read', scopeOf(file));
      await disclose(tx, file, id);

      return isRevision(decision) ? frozenChecks(decision) : this.judgeDraft(tx, file, decision);
    });
  }

  private async judgeDraft(tx: PrismaTx, file: CaseFile, draft: Draft): Promise<ChecksView> {
    const session = await this.sessions.of(tx, file.caseId);
    const { findings } = await this.judge.execute(tx, file, draft.content, participantsOf(session));
    const judged = { id: draft.id, isFrozen: false, judgedAt: tx.occurredAt.toISOString() };
    return toChecksView(judged, findings, overridesOf(draft, findings));
  }

  private async find(tx: Tx, id: string): Promise<{ file: CaseFile; decision: Draft | Revision }> {
    const decision = (await this.revisions.find(tx, id)) ?? (await this.drafts.find(tx, id));
    if (!decision) throw new NotFound('decision');
    return { decision, file: await this.cases.open(tx, decision.caseId) };
  }

  private async views(tx: Tx, ids: readonly string[]): Promise<DecisionOutlineView[]> {
    const revisions = new Map((await this.revisions.withIds(tx, ids)).map((revision) => [revision.id, revision]));
    const drafts = new Map((await this.drafts.withIds(tx, ids)).map((draft) => [draft.id, draft]));
    return ids.map((id) => {
      const revision = revisions.get(id);
      return revision ? toDecisionOutlineView(revision) : toDraftView(drafts.get(id)!);
    });
  }
}

function isRevision(decision: Draft | Revision): decision is Revision {
  return 'hash' in decision;
}

function frozenChecks({ id, proposedAt, frozen: { evidence } }: Revision): ChecksView {
  return toChecksView({ id, isFrozen: true, judgedAt: proposedAt }, evidence.findings, evidence.overrides);
}

function disclose(tx: Tx, { patientAlias }: CaseFile, id: string): Promise<void> {
  return recordDisclosure(tx, { patients: [patientAlias], entity: 'decision-revision', entityId: id });
}
