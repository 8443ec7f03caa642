import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { scopeOf } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import { BoardsQueries } from '../../people/index.js';
import type { ReassignImagingDto } from '../dto/orders.dto.js';
import { FollowUpFiles } from '../follow-up-files.js';
import { LoopIsClosed, NotASpecialistOfTheBoard } from '../follow-up.errors.js';
import { isOpen, withOrder } from '../follow-up.js';
import type { ImagingOrderView } from '../follow-up.view.js';
import { orderIn } from './order-in.js';

/**
 * Names another specialist to answer for an examination: by the one named, or by the board's chair, for whose patients nobody must be
 * left to whom a report belongs. Whoever was told that nobody saw to it is no longer the one who must.
 */
@Injectable()
export class ReassignImaging {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: FollowUpFiles,
    private readonly boards: BoardsQueries,
  ) {}

  execute(
    actor: Actor,
    orderId: string,
    { specialistId, reasonCode }: ReassignImagingDto,
    ifMatch: number | undefined,
  ): Promise<ImagingOrderView> {
    return this.ledger.transaction({ type: 'imaging-order.opened', actor }, async (tx) => {
      const { file, followUp, order } = await this.files.lockOrder(tx, orderId);

      requireMay(tx.actor, 'imaging:reassign', { ...scopeOf(file), namedUserId: order.specialistId });
      requireFresh(order.version, ifMatch);
      if (!isOpen(order)) throw new LoopIsClosed(order.state);
      const { members } = await this.boards.find(tx, file.boardId);
      const seat = members.find(({ userId }) => userId === specialistId);
      if (!seat?.specialty) throw new NotASpecialistOfTheBoard();

      const reassigned = withOrder(followUp, { ...order, specialistId, escalation: null });
      const kept = await this.files.keep(tx, file, reassigned, 'imaging.reassigned', reasonCode);

      return orderIn(kept, orderId);
    });
  }
}
