import { IsId, IsInstant, IsText, IsWhole } from '../../http/index.js';

const MINUTES = { min: 5, max: 480, example: 90 };

export class PlanMeetingDto {
  @IsInstant({
    about: 'Today or later, on the board’s calendar. A closed day is no obstacle to a meeting planned by hand.',
  })
  startsAt: string;

  @IsId({ optional: true, about: 'A specialist member of the board; left out, the board’s chair.' })
  chairId?: string;

  @IsText({ max: 200, optional: true, example: 'Conference room 2, and by video' })
  location?: string;

  @IsWhole({ ...MINUTES, optional: true, about: 'Left out, the board’s.' })
  capacityMinutes?: number;
}

export class ChangeMeetingDto {
  @IsInstant({ optional: true, about: 'Today or later, on the board’s calendar.' })
  startsAt?: string;

  @IsId({ optional: true, about: 'A specialist member of the board.' })
  chairId?: string;

  @IsText({ max: 200, optional: true, nullable: true, example: 'Conference room 2, and by video' })
  location?: string | null;

  @IsWhole({ ...MINUTES, optional: true })
  capacityMinutes?: number;
}

export class CancelMeetingDto {
  @IsText({ max: 500, lines: true, example: 'The chair is ill and no deputy is free.' })
  reason: string;
}
