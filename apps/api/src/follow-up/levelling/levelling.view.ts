import { IsCode, IsDay, IsFlag, IsId, IsListOf, IsText, IsWhole } from '../../http/index.js';

/** At most so many orders are levelled in one go. */
export const MOST_ORDERS = 20_000;
const MANY = 2_147_483_647;

export class MovedOrderView {
  @IsId()
  orderId: string;

  @IsId()
  caseId: string;

  @IsDay()
  from: string;

  @IsDay()
  to: string;
}

export class UnplacedOrderView {
  @IsId()
  orderId: string;

  @IsId()
  caseId: string;

  @IsDay({ about: 'It stays on this day.' })
  dueOn: string;

  @IsCode(['no-open-day', 'no-capacity'], { example: 'no-capacity' })
  reason: 'no-open-day' | 'no-capacity';

  @IsText({
    max: 300,
    example: 'Every open day from 2026-04-27 to 2026-05-11 is full: raise the capacity of one of them.',
  })
  sentence: string;
}

export class LevellingView {
  @IsFlag({ about: 'False: a proposal; send its digest as “confirm” to apply it.' })
  isApplied: boolean;

  @IsText({ max: 64, example: '9f2c0d6c5f0e4f6b8a3f7d1e2c4b6a8091f2e3d4c5b6a79880716253443526a7' })
  digest: string;

  @IsWhole({ min: 0, max: MOST_ORDERS, example: 41 })
  placed: number;

  @IsWhole({ min: 0, max: MANY, example: 17, about: 'Sum of the days between due and placed.' })
  daysFromDue: number;

  @IsWhole({ min: 0, max: MANY, example: 6, about: 'Examinations on the busiest day, booked ones included.' })
  peak: number;

  @IsListOf(() => MovedOrderView, { max: MOST_ORDERS, about: 'Orders that get another day; all others stay.' })
  moved: MovedOrderView[];

  @IsListOf(() => UnplacedOrderView, { max: MOST_ORDERS, about: 'Orders that no day of their window can take.' })
  unplaced: UnplacedOrderView[];
}
