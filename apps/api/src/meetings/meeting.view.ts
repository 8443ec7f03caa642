import { MEETING_STATES, type MeetingState } from '#workflow';
import { IsCode, IsId, IsInstant, IsText, IsWhole } from '../http/index.js';
import type { MeetingRow } from './meeting.js';

const COUNT = { min: 1, max: 2_147_483_647 };

/** A meeting without what is on its agenda: it shows no patient. */
export class MeetingView {
  @IsId()
  id: string;

  @IsId()
  boardId: string;

  @IsInstant({ example: '2026-03-03T14:00:00.000Z' })
  startsAt: string;

  @IsWhole({ min: 5, max: 480, example: 90 })
  capacityMinutes: number;

  @IsId({ about: 'Who presides over this session.' })
  chairId: string;

  @IsText({ max: 200, nullable: true, example: 'Conference room 2, and by video' })
  location: string | null;

  @IsCode(MEETING_STATES)
  state: MeetingState;

  @IsInstant({ nullable: true, example: '2026-03-03T14:02:00.000Z' })
  startedAt: string | null;

  @IsInstant({ nullable: true, example: '2026-03-03T15:20:00.000Z' })
  endedAt: string | null;

  @IsText({ max: 500, lines: true, nullable: true, example: 'The chair is ill and no deputy is free.' })
  cancelReason: string | null;

  @IsWhole({ ...COUNT, example: 4, about: 'Steps with every change of the agenda: If-Match for changes of its order.' })
  agendaVersion: number;

  @IsWhole({ ...COUNT, example: 6 })
  version: number;
}

export function toMeetingView(meeting: MeetingRow): MeetingView {
  const { id, boardId, startsAt, capacityMinutes, chairId, location } = meeting;
  const { state, startedAt, endedAt, cancelReason, agendaVersion, version } = meeting;
  return {
    id,
    boardId,
    startsAt,
    capacityMinutes,
    chairId,
    location,
    state,
    startedAt,
    endedAt,
    cancelReason,
    agendaVersion,
    version,
  };
}
