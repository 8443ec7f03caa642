import type { FollowUp } from '../follow-up.js';
import { toOrderView, type ImagingOrderView } from '../follow-up.view.js';

/** One order of a follow-up that was just kept, as people see it. */
export function orderIn({ orders }: FollowUp, orderId: string): ImagingOrderView {
  const order = orders.find(({ id }) => id === orderId);
  if (!order) throw new Error(`Imaging order ${orderId} was not kept.`);
  return toOrderView(order);
}
