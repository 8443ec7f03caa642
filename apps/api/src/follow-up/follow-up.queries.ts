import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type Tx } from '#database';
import { requireBoardsFor, requireMay } from '#workflow';
import { CaseFiles, scopeOf, type CaseFile } from '../cases/index.js';
import { day, id, keyAfter, mapPage, toPage, whole, type Page } from '../http/index.js';
import type { OrdersQuery } from './dto/orders.dto.js';
import { FollowUpFiles } from './follow-up-files.js';
import { NothingDecided } from './follow-up.errors.js';
import { FollowUpRepository, type OrderKey } from './follow-up.repository.js';
import {
  toFollowUpView,
  toListedOrderView,
  toProposalView,
  type FollowUpView,
  type ListedOrderView,
  type ProposalView,
} from './follow-up.view.js';
import { Planner } from './planning/planner.js';

/** Plain reads of imaging follow-up: for people, and for the features above. */
@Injectable()
export class FollowUpQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseFiles,
    private readonly files: FollowUpFiles,
    private readonly followUps: FollowUpRepository,
    private readonly planner: Planner,
  ) {}

  /** As it is today; works in ordinary and in hot transactions. */
  async view(tx: Tx, file: CaseFile): Promise<FollowUpView> {
    return toFollowUpView(await this.files.open(tx, file));
  }

  show(actor: Actor, caseId: string): Promise<FollowUpView> {
    return this.read(actor, caseId, (tx, file) => this.view(tx, file));
  }

  /** What would be ordered next, and why. @throws NothingDecided */
  propose(actor: Actor, caseId: string): Promise<ProposalView> {
    return this.read(actor, caseId, async (tx, file) => {
      const proposal = await this.planner.propose(tx, file, await this.files.open(tx, file));
      if (!proposal) throw new NothingDecided();
      return toProposalView(proposal);
    });
  }

  /** Orders of one's boards, by due date or by risk. */
  list(actor: Actor, query: OrdersQuery): Promise<Page<ListedOrderView>> {
    const after = keyAfter<OrderKey>(query, [whole({ min: 0, max: 2 }), day(), id()]);
    return this.ledger.swiftTransaction({ type: 'imaging-orders.listed', actor }, async (tx) => {
      const within = requireBoardsFor(tx.actor, 'imaging:read');
      const wanted = {
        within,
        boardId: query.board ?? null,
        dueBefore: query.dueBefore ?? null,
        states: query.state ?? null,
        isOverdue: query.overdue ?? null,
        escalatedTo: query.escalatedTo ?? null,
        sort: query.sort,
      };

      const rows = await this.followUps.list(tx, wanted, after, query.limit + 1);
      const page = toPage(rows, query.limit, ({ rank, order }): OrderKey => [rank, order.dueOn, order.id]);

      await recordDisclosure(tx, { patients: page.items.map(({ alias }) => alias) });
      return mapPage(page, toListedOrderView);
    });
  }

  private read<View>(actor: Actor, caseId: string, show: (tx: Tx, file: CaseFile) => Promise<View>): Promise<View> {
    return this.ledger.swiftTransaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.cases.open(tx, caseId);

      requireMay(tx.actor, 'follow-up:read', scopeOf(file));

      const view = await show(tx, file);
      await recordDisclosure(tx, { patients: [file.patientAlias], entity: 'case', entityId: caseId });
      return view;
    });
  }
}
