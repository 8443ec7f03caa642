import { MEETING_STATES, type MeetingState } from '#workflow';
import { code, IsInstant, IsListOf, PageQuery } from '../../http/index.js';

export class MeetingsQuery extends PageQuery {
  @IsListOf(code(MEETING_STATES), { max: MEETING_STATES.length, optional: true, about: 'Repeat the name for several.' })
  state?: MeetingState[];

  @IsInstant({ optional: true, about: 'Starting then or later.' })
  from?: string;

  @IsInstant({ optional: true, about: 'Starting before then.', example: '2026-04-01T00:00:00Z' })
  until?: string;
}
