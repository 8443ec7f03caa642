import { hoursBefore, localStart, sessionStart, weekdayOf } from './board-calendar.js';
import type { Hospital } from './hospital.js';
import type { Json, StaffMember } from './staff-member.js';
import type { StoryClock } from './story-clock.js';
import type { Story } from './storyteller.js';

const MINUTES_TO_ARRIVE = 3;

interface Listed {
  readonly itemId: string;
  /** What happens once the item is open; its last act settles it. */
  readonly discuss: () => Promise<void>;
}

/** One meeting of the board, as far as the stories know it. */
export class Session {
  readonly listed: Listed[] = [];

  constructor(
    readonly id: string,
    readonly startsAt: Date,
  ) {}

  static async plan({ coordinator, boardId }: Hospital, startsAt: Date): Promise<Session> {
    const wish = { startsAt: startsAt.toISOString(), location: 'Conference room 2, and by video' };
    const { id } = await coordinator.post(`/boards/${boardId}/meetings`, wish);
    return new Session(id, startsAt);
  }

  /** When everybody has gone home and those who sign get down to it. */
  get isOverAt(): Date {
    return hoursBefore(this.startsAt, -3);
  }
}

/** The board's weekly meetings, from the past into the future, by how many weeks ago they are. */
export class Sessions {
  private constructor(private readonly byWeeksAgo: ReadonlyMap<number, Session>) {}

  /** The coordinator plans one series: its meetings of a year come with it. */
  static async plan({ coordinator, boardId }: Hospital, today: Date, weeks: { from: number; to: number }) {
    const startsAt = localStart(sessionStart(weeks.from, today));
    const rule = `FREQ=WEEKLY;BYDAY=${weekdayOf(startsAt)}`;
    const wish = { startsAt, rule, location: 'By video as well', room: 'Conference room 2', listingLeadHours: 18 };
    await coordinator.post(`/boards/${boardId}/series`, wish);

    const { items } = await coordinator.get(`/boards/${boardId}/meetings?limit=200`);
    const ids = new Map<string, string>(items.map(({ startsAt: at, id }: Json) => [at, id]));
    const planned = new Map<number, Session>();
    for (let weeksAgo = weeks.from; weeksAgo >= weeks.to; weeksAgo -= 1) {
      const start = sessionStart(weeksAgo, today);
      planned.set(weeksAgo, new Session(ids.get(start.toISOString())!, start));
    }
    return new Sessions(planned);
  }

  weeksAgo(weeks: number): Session {
    return this.byWeeksAgo.get(weeks)!;
  }

  get all(): readonly Session[] {
    return [...this.byWeeksAgo.values()];
  }
}

/** A session from its start to its end; called off on the day before when nobody listed a case. */
export async function* holdSession(hospital: Hospital, clock: StoryClock, session: Session): Story {
  yield hoursBefore(session.startsAt, 18);
  if (session.listed.length === 0) {
    await hospital.coordinator.post(`/meetings/${session.id}/cancel`, { reason: 'No case is ready for this week.' });
    return;
  }

  yield session.startsAt;
  await begin(hospital, clock, session);
  for (const { itemId, discuss } of session.listed) {
    await hospital.coordinator.post(`/meetings/${session.id}/agenda/${itemId}/open`);
    clock.passMinutes(8);
    await discuss();
  }
  await hospital.chair.post(`/meetings/${session.id}/end`);
}

/** The session starts and everybody takes their seat, some by video. */
export async function begin(hospital: Hospital, clock: StoryClock, { id }: Pick<Session, 'id'>): Promise<void> {
  const { chair, coordinator, medicalOncologist, radiationOncologist, spineSurgeon, radiologist, nurse } = hospital;
  await chair.post(`/meetings/${id}/start`);
  const inRoom = [chair, medicalOncologist, spineSurgeon, nurse].map((person) => joined(person, 'in-room'));
  const remote = [radiationOncologist, radiologist].map((person) => joined(person, 'remote'));
  await coordinator.post(`/meetings/${id}/attendance`, { marks: [...inRoom, ...remote] });
  clock.passMinutes(MINUTES_TO_ARRIVE);
}

function joined({ id }: StaffMember, mode: 'in-room' | 'remote') {
  return { userId: id, kind: 'joined', mode };
}
