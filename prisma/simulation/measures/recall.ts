import { share, spread, type Formula } from './formula.js';

const ORDERS = `clinical.imaging_order o JOIN people.board b ON b.organisation_id = o.organisation_id AND b.id = o.board_id`;
const TODAY = `(audit.now() AT TIME ZONE b.time_zone)::date`;
const DUE = `${ORDERS} WHERE o.kind = 'routine' AND o.state <> 'cancelled' AND o.window_to < ${TODAY}`;

/** Whether scans are made when they should be, and read. */
export const RECALL_FORMULAS: readonly Formula[] = [
  share('Imaging performed inside its window', {
    part: `(o.performed_at AT TIME ZONE b.time_zone)::date BETWEEN o.window_from AND o.window_to`,
    of: DUE,
    reference: '52 % → 71 % with tracking',
  }),
  share('Imaging acknowledged of performed', {
    part: 'o.acknowledged_at IS NOT NULL',
    of: `clinical.imaging_order o WHERE o.performed_at IS NOT NULL AND o.state <> 'cancelled'`,
  }),
  share('Imaging lost: neither performed nor booked', {
    part: `o.state IN ('due', 'missed')`,
    of: DUE,
  }),
  spread('Age of overdue imaging', {
    unit: 'days',
    value: `make_interval(days => ${TODAY} - o.window_to)`,
    of: `${DUE} AND o.performed_at IS NULL`,
  }),
];
