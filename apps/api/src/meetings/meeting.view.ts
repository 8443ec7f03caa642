import { MEETING_STATES, type MeetingState } from '#workflow';
import { code, IsCode, IsId, IsInstant, IsListOf, IsLocalTime, IsText, IsWhole } from '../http/index.js';
import { LEAD_HOURS, ROOM, VIDEO_LINK } from './dto/fields.js';
import { listingClosesAt, SERIES_FIELDS, uidOf, type MeetingRow, type SeriesField } from './meeting.js';

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

  @IsText({ max: 64, example: 'Europe/Amsterdam', about: 'The zone in which it keeps its local hour.' })
  timeZone: string;

  @IsLocalTime({ about: 'Where the board is.' })
  localStart: string;

  @IsText({ ...ROOM, nullable: true })
  room: string | null;

  @IsText({ ...VIDEO_LINK, nullable: true })
  videoLink: string | null;

  @IsWhole({ ...LEAD_HOURS, nullable: true })
  listingLeadHours: number | null;

  @IsInstant({
    example: '2026-03-02T14:00:00.000Z',
    about: 'Until then a case may be listed without a reason: the deadline, or else the start.',
  })
  listingClosesAt: string;

  @IsText({ max: 100, example: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07@consilium', about: 'Its name in every calendar.' })
  uid: string;

  @IsWhole({ min: 0, max: 2_147_483_647, example: 0, about: 'Rises with every change that a calendar must hear of.' })
  sequence: number;

  @IsId({ nullable: true, about: 'The series that it belongs to.' })
  seriesId: string | null;

  @IsLocalTime({ nullable: true, about: 'Its local start as the series’ rule gives it.' })
  recurrenceId: string | null;

  @IsListOf(code(SERIES_FIELDS), {
    max: SERIES_FIELDS.length,
    example: [],
    about: 'What was changed of this meeting alone: a change of its series leaves it, unless told otherwise.',
  })
  ownEdits: SeriesField[];

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
  const { id, boardId, startsAt, capacityMinutes, chairId, location, timeZone, localStart } = meeting;
  const { room, videoLink, listingLeadHours, sequence, seriesId, recurrenceId, ownEdits } = meeting;
  const { state, startedAt, endedAt, cancelReason, agendaVersion, version } = meeting;
  return {
    id,
    boardId,
    startsAt,
    capacityMinutes,
    chairId,
    location,
    timeZone,
    localStart,
    room,
    videoLink,
    listingLeadHours,
    listingClosesAt: listingClosesAt(meeting),
    uid: uidOf(id),
    sequence,
    seriesId,
    recurrenceId,
    ownEdits: [...ownEdits],
    state,
    startedAt,
    endedAt,
    cancelReason,
    agendaVersion,
    version,
  };
}
