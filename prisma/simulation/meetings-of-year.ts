import { hoursBefore, workingHour } from '../seed/board-calendar.js';
import { begin } from '../seed/sessions.js';
import type { Json } from '../seed/staff-member.js';
import type { Story } from '../seed/storyteller.js';
import type { Year } from './year.js';

/** One in so many sessions lacks a required specialty for a while. */
const SOMEBODY_IS_MISSING = 15;

export interface Meeting {
  readonly id: string;
  readonly startsAt: Date;
}

/** A session from the coordinator's proposal on the day before to its end. */
export async function* holdMeeting(year: Year, meeting: Meeting): Story {
  const { hospital, clock } = year;
  const { id, startsAt } = meeting;
  yield hoursBefore(startsAt, 20);
  await fillAgenda(year, id);
  if ((await waitingItems(year, id)).length === 0) {
    await year.attempt(() => hospital.coordinator.post(`/meetings/${id}/cancel`, { reason: 'No case is ready.' }));
    return;
  }

  yield startsAt;
  await begin(hospital, clock, { id });
  if (year.happens(SOMEBODY_IS_MISSING)) {
    const left = { userId: hospital.radiationOncologist.id, kind: 'left', mode: 'remote' };
    await year.attempt(() => hospital.coordinator.post(`/meetings/${id}/attendance`, { marks: [left] }));
  }
  for (const item of await waitingItems(year, id)) await discuss(year, id, item);
  await year.attempt(() => hospital.chair.post(`/meetings/${id}/end`));
}

/** What awaits ratification, then what the server proposes. */
async function fillAgenda(year: Year, meetingId: string): Promise<void> {
  const { coordinator, boardId } = year.hospital;
  const path = `/boards/${boardId}/agenda-proposals`;
  for (const caseId of year.toRatify.splice(0)) {
    const wish = { caseId, purpose: 'ratification', minutes: 3 };
    await year.attempt(() => coordinator.post(`/meetings/${meetingId}/agenda`, wish), ['nothing-to-ratify']);
  }
  const proposal = await year.attempt(() => coordinator.post(path, { meetings: [meetingId] }));
  if (!proposal || proposal.placements.length === 0) return;
  await year.attempt(() => coordinator.post(path, { meetings: [meetingId], confirm: proposal.digest }));
}

async function waitingItems(year: Year, meetingId: string): Promise<Json[]> {
  const { agenda } = (await year.attempt(() => year.hospital.coordinator.get(`/meetings/${meetingId}`)))!;
  return agenda.filter(({ state }: Json) => state === 'listed');
}

async function discuss(year: Year, meetingId: string, { id, caseId, purpose }: Json): Promise<void> {
  const { coordinator } = year.hospital;
  const story = year.waiting.get(caseId);
  const opened = await year.attempt(() => coordinator.post(`/meetings/${meetingId}/agenda/${id}/open`));
  if (!opened || !story) return;
  year.clock.passMinutes(year.chance.whole(3, 18));
  if (purpose === 'ratification') await year.attempt(() => story.ratify().then(() => ({})));
  else if (!(await year.attempt(() => story.decide().then(() => ({})), ['quorum-not-met']))) {
    await year.attempt(() => story.adjourn(meetingId, id).then(() => ({})));
  }
}

/** Cases that one session takes, at the published mean of some nine minutes each. */
const CASES_PER_SESSION = 18;
const WEEKDAYS = 5;

/** As many sessions a week as the population needs with some room left, each in the conference room at 14:00. */
export async function planMeetings(
  { hospital }: Year,
  start: Date,
  { cases, weeks }: { cases: number; weeks: number },
): Promise<Meeting[]> {
  const perWeek = Math.min(WEEKDAYS, Math.ceil((cases / weeks / CASES_PER_SESSION) * 1.5));
  const meetings: Meeting[] = [];
  for (let number = 0; number < weeks * perWeek; number += 1) {
    const startsAt = workingHour(start, Math.floor(number / perWeek) * 7 + (number % perWeek), 14);
    const wish = { startsAt: startsAt.toISOString(), capacityMinutes: 240, room: 'Conference room 2' };
    const { id } = await hospital.coordinator.post(`/boards/${hospital.boardId}/meetings`, wish);
    meetings.push({ id, startsAt });
  }
  return meetings;
}
