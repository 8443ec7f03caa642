import type { Modality } from '#pathway';
import type { DeferralReason } from '#workflow';
import { hoursBefore, workingHour } from './board-calendar.js';
import type { Hospital } from './hospital.js';
import type { Reading } from './imaging.js';
import type { Referral } from './patients.js';
import { begin, Session, type Sessions } from './sessions.js';
import { SpineCase, type Signing } from './spine-case.js';
import type { StoryClock } from './story-clock.js';

/** Where everything happens. */
export interface Scene {
  readonly hospital: Hospital;
  readonly clock: StoryClock;
  readonly sessions: Sessions;
  /** Where the stories end. */
  readonly today: Date;
}

/** A stretch of a case's way. It yields the instants at which it goes on, and returns what the next stretch needs. */
export type Way<Result> = AsyncGenerator<Date, Result, void>;

export interface Decided {
  readonly spineCase: SpineCase;
  readonly decisionId: string;
}

/** Referred at an instant, taken on the next morning. */
export async function* accepted(
  { hospital, clock }: Pick<Scene, 'hospital' | 'clock'>,
  referral: Referral,
  at: Date,
): Way<SpineCase> {
  yield at;
  const spineCase = await SpineCase.refer(hospital, clock, referral);
  yield workingHour(at, 1, 9);
  await spineCase.accept();
  return spineCase;
}

/** Examined on the day before a session, and ready for it. */
export async function* readyFor(scene: Scene, referral: Referral, { startsAt }: Session): Way<SpineCase> {
  const spineCase = yield* accepted(scene, referral, workingHour(startsAt, -5, 10));
  yield workingHour(startsAt, -1, 11);
  await spineCase.examine();
  await spineCase.markReady();
  return spineCase;
}

/** On the agenda, with its preliminary plans; `discuss` happens once the item is open. Goes on when the session is over. */
export async function* broughtBefore(
  spineCase: SpineCase,
  session: Session,
  discuss: (itemId: string) => Promise<void>,
): Way<void> {
  const itemId: string = await spineCase.list(session, 'discussion', () => discuss(itemId));
  yield workingHour(session.startsAt, 0, 9);
  await spineCase.writePlans(itemId);
  yield session.isOverAt;
}

/** Decided by the board so many weeks ago, and nobody has signed yet. */
export async function* decidedByBoard(scene: Scene, referral: Referral, weeksAgo: number): Way<Decided> {
  const session = scene.sessions.weeksAgo(weeksAgo);
  const spineCase = yield* readyFor(scene, referral, session);
  let decisionId = '';
  yield* broughtBefore(spineCase, session, async () => {
    decisionId = await spineCase.decide();
  });
  return { spineCase, decisionId };
}

/** The same with its signatures. */
export async function* signedByBoard(
  scene: Scene,
  referral: Referral,
  weeksAgo: number,
  signing?: Signing,
): Way<Decided> {
  const decided = yield* decidedByBoard(scene, referral, weeksAgo);
  await decided.spineCase.sign(decided.decisionId, signing);
  return decided;
}

/** An emergency: examined and decided by the panel within hours. */
export async function* decidedByPanel(scene: Scene, referral: Referral, at: Date): Way<Decided> {
  yield at;
  const spineCase = await SpineCase.refer(scene.hospital, scene.clock, referral);
  scene.clock.passMinutes(15);
  await spineCase.accept();
  await spineCase.noteContact();

  yield hoursBefore(at, -4);
  await spineCase.examine({ mriHoursAgo: 1 });
  scene.clock.passMinutes(25);
  return { spineCase, decisionId: await spineCase.decideUrgently() };
}

/** Decided and signed by the panel on the weekend before a session, which ratifies. */
export async function* ratified(scene: Scene, referral: Referral, weeksAgo: number): Way<Decided> {
  const session = scene.sessions.weeksAgo(weeksAgo);
  const decided = yield* decidedByPanel(scene, referral, workingHour(session.startsAt, -2, 15));
  await decided.spineCase.sign(decided.decisionId, { isPanel: true });

  yield workingHour(session.startsAt, -1, 12);
  await decided.spineCase.list(session, 'ratification', () => decided.spineCase.ratify(decided.decisionId));
  yield session.isOverAt;
  return decided;
}

/** Before an extraordinary session that goes on while the stories end. */
export async function* inDiscussion({ hospital, clock, today }: Scene, referral: Referral): Way<void> {
  const spineCase = yield* accepted({ hospital, clock }, referral, hoursBefore(today, 60));
  yield hoursBefore(today, 7);
  await spineCase.examine();
  await spineCase.markReady();
  const session = await Session.plan(hospital, hoursBefore(today, 0.4));
  const itemId = await spineCase.list(session, 'discussion', () => Promise.resolve());
  await spineCase.writePlans(itemId);

  yield session.startsAt;
  await begin(hospital, clock, session);
  await hospital.coordinator.post(`/meetings/${session.id}/agenda/${itemId}/open`);
}

/** Discussed and not finished: the case waits for another session. */
export async function* adjourned(
  scene: Scene,
  referral: Referral,
  weeksAgo: number,
  reason: DeferralReason,
): Way<SpineCase> {
  const session = scene.sessions.weeksAgo(weeksAgo);
  const spineCase = yield* readyFor(scene, referral, session);
  yield* broughtBefore(spineCase, session, (itemId) => spineCase.adjourn(session, itemId, reason));
  return spineCase;
}

const DAYS_OF_TREATMENT: Readonly<Partial<Record<Modality, number>>> = { sbrt: 6, cebrt: 13 };

/** Every local treatment that was recommended is given when it is due. */
export async function* treated(spineCase: SpineCase): Way<void> {
  for (const recommendation of await spineCase.recommendedLocally()) {
    yield workingHour(new Date(recommendation.dueOn), 0, 10);
    const treatmentId = await spineCase.beginTreatment(recommendation);
    const days = DAYS_OF_TREATMENT[recommendation.modality as Modality] ?? 0;
    yield workingHour(new Date(recommendation.dueOn), days, 14);
    await spineCase.completeTreatment(treatmentId, recommendation);
  }
}

/** How far an examination comes before the story leaves it. */
export type Stage = 'performed' | 'reported' | 'acknowledged';

/** One routine examination after the other, each when it is due, with what it shows; of the last only so much as `until`. */
export async function* scanned(
  { imaging }: SpineCase,
  readings: readonly Reading[],
  until: Stage = 'acknowledged',
): Way<void> {
  for (const [place, reading] of readings.entries()) {
    const stage = place === readings.length - 1 ? until : 'acknowledged';
    const order = await imaging.next();
    const onTheDay = (days: number, hour: number) => workingHour(new Date(order.dueOn), days, hour);

    yield onTheDay(-12, 9);
    await imaging.book(order);
    yield onTheDay(0, 12);
    await imaging.perform(order);
    if (stage === 'performed') return;
    yield onTheDay(1, 16);
    await imaging.report(order, reading);
    if (stage === 'reported') return;
    yield onTheDay(3, 8);
    await imaging.acknowledge(order);
  }
}

/** A routine examination that nobody attended: booked anew after its window, made then, and late. */
export async function* scannedLate({ imaging }: SpineCase, reading: Reading): Way<void> {
  const order = await imaging.next();
  const afterWindow = (days: number, hour: number) => workingHour(new Date(order.windowTo), days, hour);

  yield afterWindow(4, 9);
  await imaging.book(order, { at: afterWindow(11, 11), reason: 'patient-did-not-attend' });
  yield afterWindow(11, 12);
  await imaging.perform(order);
  yield afterWindow(12, 16);
  await imaging.acknowledge(await imaging.report(order, reading));
}

/** The routine examination that is to come, booked now. */
export async function* bookedAhead({ today }: Scene, { imaging }: SpineCase): Way<void> {
  yield hoursBefore(today, 21);
  await imaging.book(await imaging.next());
}
