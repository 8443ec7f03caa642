import { workingHour, hoursBefore } from '../seed/board-calendar.js';
import type { Reading } from '../seed/imaging.js';
import { SpineCase } from '../seed/spine-case.js';
import type { Json } from '../seed/staff-member.js';
import type { Story } from '../seed/storyteller.js';
import type { Arrival } from './population.js';
import type { Year } from './year.js';

/** One in so many: invented for a rehearsal, and no statement about patients. */
const ODDS = {
  incompleteExamination: 5,
  deteriorationWhileWaiting: 30,
  withdrawal: 60,
  preliminaryPlans: 3,
  otherPlan: 2,
  dissent: 30,
  reservation: 20,
  deathBeforeTreatment: 25,
  deathBetweenScans: 20,
  notTreated: 14,
  partlyTreated: 8,
  missedScan: 12,
  scanNobodyBooks: 40,
  progression: 9,
  slowAcknowledgement: 12,
};
const MOST_ROUNDS = 3;

/** What has become of a case since its life last looked. */
interface Fate {
  decisionId: string | null;
}

/** One patient's way from referral to the end of the year, as far as it comes. */
export class Life {
  private readonly fate: Fate = { decisionId: null };

  constructor(
    private readonly year: Year,
    private readonly arrival: Arrival,
  ) {}

  async *story(): Story {
    yield this.arrival.at;
    const { hospital, clock } = this.year;
    const spineCase = await SpineCase.refer(hospital, clock, this.arrival.referral);
    const isDecided = this.arrival.isEmergency ? yield* this.urgent(spineCase) : yield* this.elective(spineCase);
    for (let round = 1; isDecided && round <= MOST_ROUNDS; round += 1) {
      if (!(yield* this.treatment(spineCase))) return;
      if (!(yield* this.followUp(spineCase))) return;
      // Progression has re-listed the case: it goes through the board again.
      if (!(yield* this.throughTheBoard(spineCase))) return;
    }
  }

  /** Found with a compressed cord: examined and decided within hours, ratified by the next meeting. */
  private async *urgent(spineCase: SpineCase): AsyncGenerator<Date, boolean, void> {
    const { year } = this;
    year.clock.passMinutes(year.chance.whole(5, 40));
    await year.attempt(() => spineCase.accept());
    await year.attempt(() => spineCase.noteContact());
    // Now and then the scanner is late, and the clock is breached.
    yield hoursBefore(year.clock.now(), -year.chance.whole(2, year.happens(10) ? 40 : 20));
    if (!(await year.attempt(() => spineCase.examine({ mriHoursAgo: 1 })))) return false;
    year.clock.passMinutes(30);
    const decisionId = await year.attempt(async () => ({ id: await spineCase.decideUrgently() }));
    // What the checks have against it, the board weighs.
    if (!decisionId) return yield* this.throughTheBoard(spineCase);
    year.clock.passMinutes(10);
    await year.attempt(() => spineCase.sign(decisionId.id, { isPanel: true }));
    return true;
  }

  private async *elective(spineCase: SpineCase): AsyncGenerator<Date, boolean, void> {
    const { year } = this;
    yield workingHour(this.arrival.at, 1, 9);
    await year.attempt(() => spineCase.accept());
    return yield* this.throughTheBoard(spineCase);
  }

  /** Examined, ready, discussed, decided and signed. */
  private async *throughTheBoard(spineCase: SpineCase): AsyncGenerator<Date, boolean, void> {
    const { year } = this;
    yield workingHour(year.clock.now(), year.chance.whole(1, 5), 11);
    const isIncomplete = year.happens(ODDS.incompleteExamination);
    await year.attempt(() => spineCase.examine(isIncomplete ? { without: ['neurology'] } : {}), CLOSED);
    if (isIncomplete) {
      await year.attempt(() => spineCase.markReady(), ['readiness-blocked', ...CLOSED]);
      yield workingHour(year.clock.now(), 2, 10);
      await year.attempt(() => spineCase.examine(), CLOSED);
    }
    if (!(await year.attempt(() => spineCase.markReady(), CLOSED))) return false;
    if (year.happens(ODDS.withdrawal)) {
      await year.attempt(() => spineCase.close('withdrawn'));
      return false;
    }
    return yield* this.discussion(spineCase);
  }

  private async *discussion(spineCase: SpineCase): AsyncGenerator<Date, boolean, void> {
    const { year } = this;
    this.fate.decisionId = null;
    this.waitForTheBoard(spineCase);
    for (;;) {
      yield workingHour(year.clock.now(), 1, 18);
      if (this.fate.decisionId !== null) break;
      // What was found grows old while a case waits: it is examined again before it would be put off.
      if (year.clock.now().getUTCDay() === EXAMINATION_DAY) await year.attempt(() => spineCase.examine(), CLOSED);
      if (year.happens(ODDS.deteriorationWhileWaiting)) await this.raiseLane(spineCase);
    }
    year.waiting.delete(spineCase.id);
    yield workingHour(year.clock.now(), year.chance.whole(0, 2), 19);
    return (await year.attempt(() => this.sign(spineCase, this.fate.decisionId!), STALE)) !== null;
  }

  /** Somebody may see it otherwise: the chair answers a dissent, or the decision would wait. */
  private async sign(spineCase: SpineCase, decisionId: string): Promise<Json> {
    const { year } = this;
    if (year.happens(ODDS.dissent)) {
      const dissent = { meaning: 'dissent', reason: 'The systemic treatment should come first.' } as const;
      const signed = await spineCase.sign(decisionId, { sayings: { 'medical-oncology': dissent } });
      return spineCase.acceptDissent(signed, 'Pain does not wait for it; both are started within a fortnight.');
    }
    const reservation = {
      meaning: 'approve-with-reservation',
      reason: 'The dose to the bowel must be looked at.',
    } as const;
    const sayings = year.happens(ODDS.reservation) ? { 'radiation-oncology': reservation } : {};
    return spineCase.sign(decisionId, { sayings });
  }

  private raiseLane({ id }: SpineCase): Promise<Json | null> {
    const raised = { lane: 'emergency', reasonCode: 'clinical-deterioration' };
    return this.year.attempt(
      () => this.year.hospital.coordinator.post(`/cases/${id}/lane`, raised),
      ['lane-unchanged', ...CLOSED],
    );
  }

  /** What the board does once it comes to this case. */
  private waitForTheBoard(spineCase: SpineCase): void {
    const { year, fate } = this;
    year.waiting.set(spineCase.id, {
      plan: async (itemId) => {
        if (!year.happens(ODDS.preliminaryPlans)) return;
        await spineCase.writePlans(itemId, year.happens(ODDS.otherPlan) ? 'cebrt' : undefined);
      },
      decide: async () => {
        fate.decisionId = await spineCase.decide();
      },
    });
  }

  /** Whether the patient goes on to imaging. */
  private async *treatment(spineCase: SpineCase): AsyncGenerator<Date, boolean, void> {
    const { year } = this;
    if (year.happens(ODDS.deathBeforeTreatment)) {
      yield workingHour(year.clock.now(), year.chance.whole(2, 20), 9);
      await year.attempt(() => spineCase.recordDeath());
      return false;
    }
    for (const recommendation of (await year.attempt(() => spineCase.recommendedLocally())) ?? []) {
      if (year.happens(ODDS.notTreated)) {
        const outcome = { outcome: 'not-done', reason: 'patient-declined' } as const;
        await year.attempt(() => spineCase.settleRest(outcome).then(() => ({})));
        return false;
      }
      const due = workingHour(new Date(recommendation.dueOn), year.chance.whole(-1, 3), 10);
      if (due > year.clock.now()) yield due;
      const begun = await year.attempt(async () => ({ id: await spineCase.beginTreatment(recommendation) }));
      if (!begun) return false;
      yield workingHour(year.clock.now(), year.chance.whole(0, 14), 14);
      const outcome = year.happens(ODDS.partlyTreated) ? STOPPED_EARLY : undefined;
      await year.attempt(() => spineCase.completeTreatment(begun.id, recommendation, outcome).then(() => ({})), STALE);
    }
    return true;
  }

  /** Examination after examination; answers whether the disease has progressed and the board is asked again. */
  private async *followUp(spineCase: SpineCase): AsyncGenerator<Date, boolean, void> {
    const { year } = this;
    for (;;) {
      const order = await spineCase.imaging.next();
      if (!order) return false;
      if (year.happens(ODDS.deathBetweenScans)) {
        yield workingHour(year.clock.now(), year.chance.whole(5, 60), 9);
        await year.attempt(() => spineCase.recordDeath());
        return false;
      }
      const reading = yield* this.scan(spineCase, order);
      if (!reading) return false;
      if (reading.result === 'progression') return true;
    }
  }

  private async *scan(spineCase: SpineCase, order: Json): AsyncGenerator<Date, Reading | null, void> {
    const { year } = this;
    const { imaging } = spineCase;
    const on = (days: number, hour: number) => workingHour(new Date(order.dueOn), days, hour);
    if (year.happens(ODDS.missedScan)) {
      const late = workingHour(new Date(order.windowTo), 9, 11);
      yield workingHour(new Date(order.windowTo), 3, 9);
      const reason = year.happens(ODDS.scanNobodyBooks) ? 'not-booked-in-time' : 'patient-did-not-attend';
      if (!(await year.attempt(() => imaging.book(order, { at: late, reason }), CLOSED))) return null;
      yield hoursBefore(late, -1);
    } else {
      const early = on(-12, 9);
      if (early > year.clock.now()) yield early;
      if (!(await year.attempt(() => imaging.book(order), CLOSED))) return null;
      yield on(0, 12);
    }
    if (!(await year.attempt(() => imaging.perform(order), CLOSED))) return null;
    yield workingHour(year.clock.now(), 1, 16);
    const reading: Reading = year.happens(ODDS.progression)
      ? { result: 'progression', facts: { newOrGrowingEpiduralDisease: true } }
      : { result: year.happens(4) ? 'partial-response' : 'stable' };
    if (!(await year.attempt(() => imaging.report(order, reading), CLOSED))) return null;
    yield workingHour(year.clock.now(), year.happens(ODDS.slowAcknowledgement) ? 12 : 2, 8);
    await year.attempt(() => imaging.acknowledge(order), CLOSED);
    return reading;
  }
}

const STOPPED_EARLY = { outcome: 'partial', reason: 'toxicity-or-contraindication' } as const;
const EXAMINATION_DAY = 1;
/** What a deed meets whose case has gone on without it. */
const CLOSED = ['case-is-closed', 'illegal-transition', 'patient-deceased', 'order-settled'];
const STALE = ['stale-version', 'illegal-transition', 'case-is-closed', 'not-proposed'];
