import { IsDay, IsListOf, IsText, IsWhole } from '../../http/index.js';
import type { Holidays } from './holidays.js';

export class HolidayDto {
  @IsDay({ example: '2026-12-25' })
  on: string;

  @IsText({ max: 100, example: 'Christmas Day' })
  name: string;
}

const LIST = { max: 1_000, about: 'The days on which the board’s series do not meet.' };

export class SetHolidaysDto {
  @IsListOf(() => HolidayDto, LIST)
  holidays: HolidayDto[];
}

export class HolidaysView {
  @IsListOf(() => HolidayDto, { ...LIST, about: 'In the order of days.' })
  holidays: HolidayDto[];

  @IsWhole({ min: 0, max: 2_147_483_647, example: 1, about: '0 before anybody set them.' })
  version: number;
}

export function toHolidaysView({ holidays, version }: Holidays): HolidaysView {
  return { holidays: holidays.map(({ on, name }) => ({ on, name })), version };
}
