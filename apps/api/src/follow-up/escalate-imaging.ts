import { Injectable } from '@nestjs/common';
import { Ledger, systemActor, type Tx } from '#database';
import { escalationOn } from '#pathway';
import type { CaseFile } from '../cases/index.js';
import { eachApart } from '../maintenance/index.js';
import { BoardsQueries, type Board } from '../people/index.js';
import { calendarOf, FollowUpFiles, today } from './follow-up-files.js';
import { FollowUpHappenings } from './follow-up-happenings.js';
import { FollowUpRepository } from './follow-up.repository.js';
import type { Escalation, ImagingOrder } from './follow-up.js';

/**
 * Brings examinations that nobody sees to before their named specialist, and then before the board's chair. Each case in a transaction of
 * its own, judged again once it is locked: two replicas may do it at once, and a second round finds nothing more to tell.
 */
@Injectable()
export class EscalateImaging {
  constructor(
    private readonly ledger: Ledger,
    private readonly followUps: FollowUpRepository,
    private readonly files: FollowUpFiles,
    private readonly boards: BoardsQueries,
    private readonly happenings: FollowUpHappenings,
  ) {}

  /** For one organisation. */
  async execute(organisationId: string): Promise<void> {
    const actor = systemActor(organisationId);
    const cases = await this.ledger.swiftTransaction({ type: 'system.maintained', actor }, (tx) =>
      this.followUps.casesToEscalate(tx),
    );
    await eachApart(cases, (id) =>
      this.ledger.swiftTransaction({ type: 'case.opened', actor, id }, (tx) => this.escalate(tx, id)),
    );
  }

  private async escalate(tx: Tx, caseId: string): Promise<void> {
    const { file, followUp } = await this.files.lock(tx, caseId);
    const board = await this.boards.find(tx, file.boardId);
    const escalated = followUp.orders.flatMap((order) => {
      const escalation = escalationOf(tx, file, board, order);
      return escalation ? [{ order: { ...order, escalation }, escalation }] : [];
    });
    if (escalated.length === 0) return;

    const orders = followUp.orders.map((order) => escalated.find((told) => told.order.id === order.id)?.order ?? order);
    const isForChair = escalated.some(({ escalation }) => escalation.level === 2);
    const reasonCode = isForChair ? 'to-chair' : 'to-specialist';
    await this.files.keep(tx, file, { ...followUp, orders }, 'imaging.escalated', reasonCode);
    for (const told of escalated) await this.happenings.raise(tx, 'imaging.escalated', { file, ...told });
  }
}

/** Null where nobody need be told anything new. A specialist who has left the board cannot act: then the chair is told at once. */
function escalationOf(tx: Tx, file: CaseFile, board: Board, order: ImagingOrder): Escalation | null {
  const dayOf = calendarOf(file);
  const awaited = {
    state: order.state,
    windowTo: order.windowTo,
    performedOn: order.performedAt && dayOf(order.performedAt),
    reportedOn: order.reportedAt && dayOf(order.reportedAt),
  };
  const due = escalationOn(today(tx, file), awaited, board.parameters);
  if (due === 0 || due <= (order.escalation?.level ?? 0)) return null;

  const isSeated = board.members.some(({ userId }) => userId === order.specialistId);
  const level = isSeated ? due : 2;
  const toUserId = level === 1 ? order.specialistId : board.chairId;
  return { level, toUserId, at: tx.occurredAt.toISOString() };
}
