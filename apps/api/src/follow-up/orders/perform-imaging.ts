import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { IMAGING_ORDER_TRANSITIONS, nextState, requireMay } from '#workflow';
import { scopeOf } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import type { PerformImagingDto } from '../dto/orders.dto.js';
import { calendarOf, FollowUpFiles } from '../follow-up-files.js';
import { MadeTooEarly, WrongSideOfNow } from '../follow-up.errors.js';
import { withOrder } from '../follow-up.js';
import type { ImagingOrderView } from '../follow-up.view.js';
import { orderIn } from './order-in.js';

/** Records that an examination was made. It waits for its report next. */
@Injectable()
export class PerformImaging {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: FollowUpFiles,
  ) {}

  execute(
    actor: Actor,
    orderId: string,
    { performedAt, studyUid }: PerformImagingDto,
    ifMatch: number | undefined,
  ): Promise<ImagingOrderView> {
    return this.ledger.transaction({ type: 'imaging-order.opened', actor }, async (tx) => {
      const { file, followUp, order } = await this.files.lockOrder(tx, orderId);

      requireMay(tx.actor, 'imaging:perform', scopeOf(file));
      requireFresh(order.version, ifMatch);
      const state = nextState(IMAGING_ORDER_TRANSITIONS, order.state, 'perform');
      if (Date.parse(performedAt) > tx.occurredAt.getTime()) {
        throw new WrongSideOfNow('/performedAt', 'Record an examination when it has been made.');
      }
      const { countedFrom } = order;
      if (countedFrom && calendarOf(file)(performedAt) < countedFrom) throw new MadeTooEarly(countedFrom);

      const at = new Date(performedAt).toISOString();
      const performed = withOrder(followUp, { ...order, state, performedAt: at, studyUid: studyUid ?? null });
      const kept = await this.files.keep(tx, file, performed, 'imaging.performed');

      return orderIn(kept, orderId);
    });
  }
}
