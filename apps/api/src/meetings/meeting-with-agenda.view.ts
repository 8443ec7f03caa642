import { IsFlag, IsListOf, IsWhole } from '../http/index.js';
import { AgendaEntryView, toAgendaEntryView } from './agenda/agenda-item.view.js';
import { isLive, type AgendaItem } from './agenda/agenda-item.js';
import { MarkView, toMarkView } from './attendance/attendance.view.js';
import type { Meeting } from './meeting.js';
import { MeetingView, toMeetingView } from './meeting.view.js';

/** A meeting with its agenda and attendance. */
export class MeetingWithAgendaView extends MeetingView {
  @IsListOf(() => AgendaEntryView, {
    max: 1_000,
    about: 'In its order. What was taken off before the session is left out.',
  })
  agenda: AgendaEntryView[];

  @IsWhole({ min: 0, max: 100_000, example: 45, about: 'The minutes of what is on the agenda.' })
  plannedMinutes: number;

  @IsFlag({ about: 'Whether the planned minutes exceed the capacity.', example: false })
  isOverbooked: boolean;

  @IsListOf(() => MarkView, { max: 10_000 })
  marks: MarkView[];
}

export function toMeetingWithAgendaView(meeting: Meeting, items: readonly AgendaItem[]): MeetingWithAgendaView {
  const plannedMinutes = items.reduce((sum, { minutes }) => sum + minutes, 0);
  return {
    ...toMeetingView(meeting),
    agenda: withExpectedTimes(meeting, items),
    plannedMinutes,
    isOverbooked: plannedMinutes > meeting.capacityMinutes,
    marks: meeting.marks.map(toMarkView),
  };
}

/** Those that still wait follow one another from the start of the session on; what is settled takes no more time. */
function withExpectedTimes(meeting: Meeting, items: readonly AgendaItem[]): AgendaEntryView[] {
  let next = Date.parse(meeting.startedAt ?? meeting.startsAt);
  return items.map((item) => {
    if (item.openedAt !== null) next = Date.parse(item.closedAt ?? item.openedAt);
    const expectedAt = item.state === 'listed' ? new Date(next).toISOString() : null;
    if (isLive(item)) next += item.minutes * 60_000;
    return toAgendaEntryView(item, meeting, expectedAt);
  });
}
