import { IsId, IsInstant, IsText, IsWhole } from '../../http/index.js';
import { LEAD_HOURS, LOCATION, MINUTES, ROOM, VIDEO_LINK } from './fields.js';

export class PlanMeetingDto {
  @IsInstant({
    about: 'Today or later, on the board’s calendar. A closed day is no obstacle to a meeting planned by hand.',
  })
  startsAt: string;

  @IsId({ optional: true, about: 'A specialist member of the board; left out, the board’s chair.' })
  chairId?: string;

  @IsText({ ...LOCATION, optional: true })
  location?: string;

  @IsText({ ...ROOM, optional: true })
  room?: string;

  @IsText({ ...VIDEO_LINK, optional: true })
  videoLink?: string;

  @IsWhole({ ...LEAD_HOURS, optional: true })
  listingLeadHours?: number;

  @IsWhole({ ...MINUTES, optional: true, about: 'Left out, the board’s.' })
  capacityMinutes?: number;
}

export class ChangeMeetingDto {
  @IsInstant({ optional: true, about: 'Today or later, on the board’s calendar.' })
  startsAt?: string;

  @IsId({ optional: true, about: 'A specialist member of the board.' })
  chairId?: string;

  @IsText({ ...LOCATION, optional: true, nullable: true })
  location?: string | null;

  @IsText({ ...ROOM, optional: true, nullable: true })
  room?: string | null;

  @IsText({ ...VIDEO_LINK, optional: true, nullable: true })
  videoLink?: string | null;

  @IsWhole({ ...LEAD_HOURS, optional: true, nullable: true })
  listingLeadHours?: number | null;

  @IsWhole({ ...MINUTES, optional: true })
  capacityMinutes?: number;
}

export class CancelMeetingDto {
  @IsText({ max: 500, lines: true, example: 'The chair is ill and no deputy is free.' })
  reason: string;
}
