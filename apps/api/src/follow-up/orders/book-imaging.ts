import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { IMAGING_ORDER_TRANSITIONS, judgeBooking, nextState, requireMay } from '#workflow';
import { scopeOf } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import type { BookImagingDto } from '../dto/orders.dto.js';
import { calendarOf, FollowUpFiles } from '../follow-up-files.js';
import { WrongSideOfNow } from '../follow-up.errors.js';
import { withOrder } from '../follow-up.js';
import type { ImagingOrderView } from '../follow-up.view.js';
import { orderIn } from './order-in.js';

/** Gives an examination its day: inside the window, or after a missed one with a coded reason, and then it counts as late. */
@Injectable()
export class BookImaging {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: FollowUpFiles,
  ) {}

  execute(
    actor: Actor,
    orderId: string,
    { bookedFor, reason }: BookImagingDto,
    ifMatch: number | undefined,
  ): Promise<ImagingOrderView> {
    return this.ledger.transaction({ type: 'imaging-order.opened', actor }, async (tx) => {
      const { file, followUp, order } = await this.files.lockOrder(tx, orderId);

      requireMay(tx.actor, 'imaging:book', scopeOf(file));
      requireFresh(order.version, ifMatch);
      const state = nextState(IMAGING_ORDER_TRANSITIONS, order.state, 'book');
      const dayOf = calendarOf(file);
      if (dayOf(bookedFor) < dayOf(tx.occurredAt.toISOString())) {
        throw new WrongSideOfNow('/bookedFor', 'An examination is booked for today or later. Choose a day to come.');
      }
      const window = { from: order.windowFrom, until: order.windowTo };
      const { isLate } = judgeBooking({ state: order.state, window, isLate: order.isLate }, dayOf(bookedFor), reason);

      const at = new Date(bookedFor).toISOString();
      const booked = withOrder(followUp, { ...order, state, isLate, bookedFor: at, bookingReason: reason ?? null });
      const kept = await this.files.keep(tx, file, booked, 'imaging.booked', reason);

      return orderIn(kept, orderId);
    });
  }
}
