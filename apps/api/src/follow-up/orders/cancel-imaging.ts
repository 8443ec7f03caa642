import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { IMAGING_ORDER_TRANSITIONS, nextState, requireMay } from '#workflow';
import { scopeOf } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import type { CancelImagingDto } from '../dto/orders.dto.js';
import { FollowUpFiles } from '../follow-up-files.js';
import { withOrder } from '../follow-up.js';
import type { ImagingOrderView } from '../follow-up.view.js';
import { orderIn } from './order-in.js';

/** Calls an examination off, with a coded reason. */
@Injectable()
export class CancelImaging {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: FollowUpFiles,
  ) {}

  execute(
    actor: Actor,
    orderId: string,
    { reasonCode }: CancelImagingDto,
    ifMatch: number | undefined,
  ): Promise<ImagingOrderView> {
    return this.ledger.transaction({ type: 'imaging-order.opened', actor }, async (tx) => {
      const { file, followUp, order } = await this.files.lockOrder(tx, orderId);

      requireMay(tx.actor, 'imaging:cancel', scopeOf(file));
      requireFresh(order.version, ifMatch);
      const state = nextState(IMAGING_ORDER_TRANSITIONS, order.state, 'cancel');

      const cancelled = withOrder(followUp, { ...order, state, cancelReason: reasonCode });
      const kept = await this.files.keep(tx, file, cancelled, 'imaging.cancelled', reasonCode);

      return orderIn(kept, orderId);
    });
  }
}
