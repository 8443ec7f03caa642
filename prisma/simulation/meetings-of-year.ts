import type { DeferralReason } from '#workflow';
import { hoursBefore, localStart, workingHour } from '../seed/board-calendar.js';
import type { Hospital } from '../seed/hospital.js';
import { begin } from '../seed/sessions.js';
import type { Json } from '../seed/staff-member.js';
import type { Story } from '../seed/storyteller.js';
import { everyItem, worklistOf } from './every-item.js';
import type { Year } from './year.js';

/** One in so many sessions lacks a required specialty for a while. */
const SOMEBODY_IS_MISSING = 15;
/** One in so many is called off when its agenda stands already: its cases go back to the list. */
const CALLED_OFF = 25;
/** One in so many cases is taken off the agenda again, because something has not come. */
const DEFERRED = 14;
const NOT_COME = ['imaging', 'pathology', 'referral-data', 'patient'] as const satisfies readonly DeferralReason[];

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
    await callOff(year, id, 'No case is ready.');
    return;
  }
  if (year.happens(CALLED_OFF)) {
    await callOff(year, id, 'The chair is ill and no deputy is free.');
    return;
  }

  yield hoursBefore(startsAt, 5);
  for (const item of await waitingItems(year, id)) await prepare(year, item);

  yield startsAt;
  await begin(hospital, clock, { id });
  if (year.happens(SOMEBODY_IS_MISSING)) {
    const left = { userId: hospital.radiationOncologist.id, kind: 'left', mode: 'remote' };
    await year.attempt(() => hospital.coordinator.post(`/meetings/${id}/attendance`, { marks: [left] }));
  }
  for (const item of await waitingItems(year, id)) await discuss(year, id, item);
  await year.attempt(() => hospital.chair.post(`/meetings/${id}/end`));
}

/** On the morning of the meeting: what specialists would do, or that the case cannot be discussed yet. */
async function prepare(year: Year, { id, caseId, purpose }: Json): Promise<void> {
  const { coordinator } = year.hospital;
  if (purpose === 'ratification') return;
  if (year.happens(DEFERRED)) {
    const deferral = { reasonCode: year.chance.pick(NOT_COME), to: 'ready' };
    await year.attempt(() => coordinator.post(`/cases/${caseId}/defer`, deferral));
    return;
  }
  const story = year.waiting.get(caseId);
  if (story) await year.attempt(() => story.plan(id).then(() => ({})));
}

function callOff(year: Year, meetingId: string, reason: string): Promise<Json | null> {
  return year.attempt(() => year.hospital.coordinator.post(`/meetings/${meetingId}/cancel`, { reason }));
}

/** What awaits ratification, then what the server proposes. */
async function fillAgenda(year: Year, meetingId: string): Promise<void> {
  const { coordinator, boardId } = year.hospital;
  const path = `/boards/${boardId}/agenda-proposals`;
  for (const { caseId } of await worklistOf(year, 'ratification')) {
    const wish = { caseId, purpose: 'ratification', minutes: 3 };
    await year.attempt(() => coordinator.post(`/meetings/${meetingId}/agenda`, wish), ['case-already-on-agenda']);
  }
  const proposal = await year.attempt(() => coordinator.post(path, { meetings: [meetingId] }));
  if (!proposal || proposal.placements.length === 0) return;
  await year.attempt(() => coordinator.post(path, { meetings: [meetingId], confirm: proposal.digest }));
}

async function waitingItems(year: Year, meetingId: string): Promise<Json[]> {
  const { agenda } = (await year.attempt(() => year.hospital.coordinator.get(`/meetings/${meetingId}`)))!;
  return agenda.filter(({ state }: Json) => state === 'listed');
}

async function discuss(year: Year, meetingId: string, { id, caseId, purpose, revisionId }: Json): Promise<void> {
  const { coordinator, chair } = year.hospital;
  const story = year.waiting.get(caseId);
  const opened = await year.attempt(() => coordinator.post(`/meetings/${meetingId}/agenda/${id}/open`));
  if (!opened) return;
  year.clock.passMinutes(year.chance.whole(3, 18));

  const isRatification = purpose === 'ratification';
  const settled = isRatification
    ? await year.attempt(() => chair.post(`/decisions/${revisionId}/ratify`), ['quorum-not-met'])
    : story && (await year.attempt(() => story.decide().then(() => ({})), ['quorum-not-met']));
  if (settled) return;
  // Nothing stays open: the next case could not be opened before it.
  const why = { reasonCode: 'absent-specialty', ...(!isRatification && { to: 'ready' }) };
  await year.attempt(() => chair.post(`/meetings/${meetingId}/agenda/${id}/adjourn`, why));
}

/** Cases that one session takes, at the published mean of some nine minutes each. */
const CASES_PER_SESSION = 18;
/** A session longer than this is no afternoon any more; the most that a meeting may have is eight hours. */
const MINUTES = { usual: 240, most: 480, perCase: 12 };
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR'];

/** A weekly series in the conference room at 14:00, on as many weekdays as the population needs with some room left. */
export async function planMeetings(
  { hospital }: Year,
  start: Date,
  { cases, weeks }: { cases: number; weeks: number },
): Promise<Meeting[]> {
  const { coordinator, boardId } = hospital;
  const casesPerWeek = (cases / weeks) * 1.5;
  const perWeek = Math.min(WEEKDAYS.length, Math.ceil(casesPerWeek / CASES_PER_SESSION));
  const minutes = Math.max(MINUTES.usual, Math.ceil(casesPerWeek / perWeek) * MINUTES.perCase);
  const rule = `FREQ=WEEKLY;BYDAY=${WEEKDAYS.slice(0, perWeek).join(',')}`;
  const first = localStart(workingHour(start, 0, 14));
  await coordinator.post(`/boards/${boardId}/series`, {
    startsAt: first,
    rule,
    capacityMinutes: Math.min(MINUTES.most, minutes),
    room: 'Conference room 2',
  });
  return meetingsAhead(hospital);
}

/** Every meeting of the board. */
async function meetingsAhead({ coordinator, boardId }: Hospital): Promise<Meeting[]> {
  const meetings = await everyItem(coordinator, `/boards/${boardId}/meetings`);
  return meetings.map(({ id, startsAt }) => ({ id, startsAt: new Date(startsAt) }));
}
