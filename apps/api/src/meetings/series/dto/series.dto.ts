import type { LocalChoice } from '#workflow';
import {
  IsCode,
  IsFlag,
  IsId,
  IsListOf,
  IsLocalTime,
  IsPart,
  IsText,
  IsWhole,
  localTime,
} from '../../../http/index.js';
import { LEAD_HOURS, LOCATION, MINUTES, ROOM, VIDEO_LINK } from '../../dto/fields.js';
import { BoardIdParam } from '../../dto/params.dto.js';

export const GAP_CHOICES = ['earlier', 'later'] as const;
export const OVERLAP_CHOICES = ['first', 'second'] as const;
const CHOICES = [...GAP_CHOICES, ...OVERLAP_CHOICES];

export const RULE = {
  max: 500,
  example: 'FREQ=WEEKLY;BYDAY=TU',
  about: 'RFC 5545, at most once a day; hour and minute are those of the first start.',
};
const DATES = { max: 366, unique: true };
export const EXCEPTIONS = { ...DATES, example: [], about: 'Local starts that the rule gives and that are left out.' };
export const EXTRAS = {
  ...DATES,
  example: ['2026-03-12T14:00'],
  about: 'Local starts beside those of the rule.',
};
export const GAP = { about: 'What is meant by a local hour that the clocks leave out; left out, it is asked.' };
export const OVERLAP = { about: 'Which is meant of a local hour that comes twice; left out, it is asked.' };

export class SeriesParam extends BoardIdParam {
  @IsId()
  seriesId: string;
}

export class ResolutionDto {
  @IsLocalTime({ example: '2027-03-28T02:30', about: 'The local start that does not exist, or comes twice.' })
  at: string;

  @IsCode(CHOICES, { about: 'earlier or later of one that does not exist, first or second of one that comes twice.' })
  choose: LocalChoice;
}

/** What a series may say of its meetings, in a plan and in a change. */
class SeriesPartDto {
  @IsListOf(localTime(), { ...EXCEPTIONS, optional: true })
  exceptions?: string[];

  @IsListOf(localTime('2026-03-12T14:00'), { ...EXTRAS, optional: true })
  extras?: string[];

  @IsCode(GAP_CHOICES, { ...GAP, optional: true, nullable: true })
  gap?: (typeof GAP_CHOICES)[number] | null;

  @IsCode(OVERLAP_CHOICES, { ...OVERLAP, optional: true, nullable: true })
  overlap?: (typeof OVERLAP_CHOICES)[number] | null;

  @IsListOf(() => ResolutionDto, {
    max: 366,
    optional: true,
    about: 'The same for single dates; stronger than the two.',
  })
  resolutions?: ResolutionDto[];

  @IsId({ optional: true, nullable: true, about: 'A specialist member of the board; null is the board’s chair.' })
  chairId?: string | null;

  @IsWhole({ ...MINUTES, optional: true, about: 'Left out of a plan, the board’s.' })
  capacityMinutes?: number;

  @IsText({ ...LOCATION, optional: true, nullable: true })
  location?: string | null;

  @IsText({ ...ROOM, optional: true, nullable: true })
  room?: string | null;

  @IsText({ ...VIDEO_LINK, optional: true, nullable: true })
  videoLink?: string | null;

  @IsWhole({ ...LEAD_HOURS, optional: true, nullable: true })
  listingLeadHours?: number | null;
}

export class PlanSeriesDto extends SeriesPartDto {
  @IsLocalTime({ about: 'The first start, where the board is: today or later, on a day of the rule.' })
  startsAt: string;

  @IsText(RULE)
  rule: string;

  @IsText({ max: 64, optional: true, about: 'An IANA zone; left out, the board’s.', example: 'Europe/Amsterdam' })
  timeZone?: string;
}

export class SeriesChangeDto extends SeriesPartDto {
  @IsLocalTime({ optional: true, about: 'The first start, on a day of the rule.' })
  startsAt?: string;

  @IsText({ ...RULE, optional: true })
  rule?: string;
}

const INCLUDE_EDITED = {
  optional: true,
  example: false,
  about: 'Whether meetings that were changed alone follow too; left out, they keep what was changed.',
};

export class ChangeSeriesDto extends SeriesChangeDto {
  @IsFlag(INCLUDE_EDITED)
  includeEdited?: boolean;
}

export class DivideSeriesDto {
  @IsLocalTime({ example: '2026-03-17T14:00', about: 'The recurrenceId of the first meeting that is to change.' })
  from: string;

  @IsPart(() => SeriesChangeDto, { about: 'What changes from there on.' })
  change: SeriesChangeDto;

  @IsFlag(INCLUDE_EDITED)
  includeEdited?: boolean;
}

export class CancelSeriesDto {
  @IsText({ max: 500, lines: true, example: 'The board is merged with another one.' })
  reason: string;

  @IsLocalTime({
    optional: true,
    example: '2026-03-17T14:00',
    about: 'The recurrenceId of the first meeting that is called off; left out, all that have not begun.',
  })
  from?: string;
}
