import type { CalendarDate } from '#pathway';
import { IsDay, IsId, IsListOf, IsText, IsWhole } from '../../http/index.js';

/** No department has more scanners than this many examinations a day. */
const MOST_A_DAY = 2_000;

export class BoardIdParam {
  @IsId()
  boardId: string;
}

export class DayCapacityDto {
  @IsDay()
  on: CalendarDate;

  @IsWhole({ min: 0, max: MOST_A_DAY, example: 4, about: '0: no examination that day.' })
  capacity: number;
}

export class LevelBoardDto {
  @IsWhole({ min: 1, max: MOST_A_DAY, example: 12, about: 'Examinations of this board that one open day can take.' })
  capacityPerDay: number;

  @IsListOf(() => DayCapacityDto, { max: 366, optional: true, about: 'Days that take more or fewer.' })
  exceptions?: DayCapacityDto[];

  @IsDay({ optional: true, about: 'Orders due until this day; by default 16 weeks from today.' })
  dueUntil?: CalendarDate;

  @IsText({
    max: 64,
    optional: true,
    example: '9f2c0d6c5f0e4f6b8a3f7d1e2c4b6a8091f2e3d4c5b6a79880716253443526a7',
    about: 'The digest of the proposal to apply. Left out, nothing is changed.',
  })
  confirm?: string;
}
