import { dayOf, isLocalTreatment, type Modality } from '#pathway';
import {
  DEFAULT_PANEL_SPECIALTIES,
  DEFAULT_REQUIRED_SPECIALTIES,
  type CloseReason,
  type DeclineReason,
  type DeferralReason,
  type OutcomeRecord,
  type Specialty,
} from '#workflow';
import { adviceFor, reasonFor } from './advice.js';
import { hoursBefore, TIME_ZONE } from './board-calendar.js';
import { examination, type Illness } from './examination.js';
import type { Hospital } from './hospital.js';
import { Imaging } from './imaging.js';
import type { Referral } from './patients.js';
import type { Session } from './sessions.js';
import type { Json, Saying, StaffMember } from './staff-member.js';
import type { StoryClock } from './story-clock.js';
import { TRIAGE } from './triage.js';

/** Whoever signs several decisions does it in one go. */
const SECONDS_PER_SIGNATURE = 40;

export interface Signing {
  /** What somebody says instead of a plain approval. */
  readonly sayings?: Readonly<Partial<Record<Specialty, Saying>>>;
  /** Who has not signed yet. */
  readonly without?: readonly Specialty[];
  /** Whether the panel of an emergency signs, not the board. */
  readonly isPanel?: boolean;
}

/** A case on its way through the board: each deed is done by the person whose it is, now. */
export class SpineCase {
  readonly imaging: Imaging;

  private constructor(
    private readonly hospital: Hospital,
    private readonly clock: StoryClock,
    readonly illness: Illness,
    readonly patientId: string,
    readonly id: string,
  ) {
    this.imaging = new Imaging(hospital, clock, id);
  }

  static async refer(
    hospital: Hospital,
    clock: StoryClock,
    { patient, illness, recordNumber }: Referral,
  ): Promise<SpineCase> {
    const { coordinator, boardId } = hospital;
    const identifiers = [{ system: 'urn:consilium:demonstration:record', value: String(100_000 + recordNumber) }];
    const { id: patientId } = await coordinator.post('/patients', { identifiers, ...patient });

    const { question, suspicion } = TRIAGE[illness.spine];
    const suspectedAt = hoursBefore(clock.now(), 3).toISOString();
    const referral = { boardId, patientId, question, suspicion: { suspectedAt, ...suspicion } };
    const { id } = await coordinator.post('/cases', referral);
    return new SpineCase(hospital, clock, illness, patientId, id);
  }

  accept(): Promise<Json> {
    return this.hospital.coordinator.post(`/cases/${this.id}/accept`);
  }

  /** The coordinator was reached at once, which the clock of a suspected compression asks for. */
  async noteContact(): Promise<void> {
    const { coordinator } = this.hospital;
    const { clocks } = await coordinator.get(`/cases/${this.id}`);
    const clock = clocks.find(({ kind }: Json) => kind === 'coordinator-contact');
    const contact = { event: 'coordinator-contacted', occurredAt: this.clock.now().toISOString() };
    await coordinator.post(`/clocks/${clock.id}/stop`, contact);
  }

  /** What the examination finds now; `mriHoursAgo` before it the MRI was made. */
  examine({ mriHoursAgo = 20, without = [] }: { mriHoursAgo?: number; without?: readonly string[] } = {}) {
    const now = this.clock.now();
    const facts = Object.entries(examination(this.illness, now, hoursBefore(now, mriHoursAgo)));
    const known = Object.fromEntries(facts.filter(([section]) => !without.includes(section)));
    return this.hospital.spineSurgeon.post(`/cases/${this.id}/assessments`, {
      assessedAt: now.toISOString(),
      facts: known,
    });
  }

  markReady(overrides?: Record<string, string>): Promise<Json> {
    return this.hospital.coordinator.post(`/cases/${this.id}/ready`, { overrides });
  }

  decline(reasonCode: DeclineReason): Promise<Json> {
    return this.hospital.coordinator.post(`/cases/${this.id}/decline`, { reasonCode });
  }

  waive(item: string, reason: string): Promise<Json> {
    return this.hospital.coordinator.post(`/cases/${this.id}/readiness/${item}/waive`, { reason });
  }

  /** Puts the case on an agenda, with what is to happen once its item is open. */
  async list(session: Session, purpose: 'discussion' | 'ratification', discuss: () => Promise<void>): Promise<string> {
    const { id } = await this.hospital.coordinator.post(`/meetings/${session.id}/agenda`, { caseId: this.id, purpose });
    session.listed.push({ itemId: id, discuss });
    return id;
  }

  /** Listed and taken off again, for this reason. */
  async deferFrom(session: Session, reasonCode: DeferralReason): Promise<void> {
    await this.list(session, 'discussion', () => Promise.resolve());
    session.listed.pop();
    this.clock.passMinutes(45);
    await this.hospital.coordinator.post(`/cases/${this.id}/defer`, { reasonCode, to: 'ready' });
  }

  adjourn(session: Session, itemId: string, reasonCode: DeferralReason): Promise<Json> {
    return this.hospital.chair.post(`/meetings/${session.id}/agenda/${itemId}/adjourn`, { reasonCode, to: 'ready' });
  }

  /** Two specialists write down what they would do, unseen by each other; the second of them would rather do `instead`. */
  async writePlans(itemId: string, instead?: Modality): Promise<void> {
    const { spineSurgeon, radiationOncologist } = this.hospital;
    const measures = this.advice().recommendations.filter(({ modality }) => isLocalTreatment(modality));
    const plan = measures.map(({ modality, intent, levels }) => ({ modality, intent, levels }));
    if (plan.length === 0) return;
    const otherPlan = instead ? [{ ...plan[0]!, modality: instead }] : plan;
    for (const [author, own] of [
      [spineSurgeon, plan],
      [radiationOncologist, otherPlan],
    ] as const) {
      await author.put(`/agenda-items/${itemId}/preliminary-plans/mine`, { measures: own }, { 'if-none-match': '*' });
    }
  }

  /** The board decides: the coordinator writes, the chair answers what the checks have against it and proposes. */
  async decide(): Promise<string> {
    const { coordinator, chair } = this.hospital;
    const { id } = await coordinator.post(`/cases/${this.id}/decisions`, { content: this.advice() });
    const { standing } = await chair.get(`/decisions/${id}/checks`);
    for (const check of standing) await chair.post(`/decisions/${id}/overrides`, { check, reason: reasonFor(check) });
    await chair.post(`/decisions/${id}/propose`);
    return id;
  }

  /** The panel decides without the board, after both were reached. */
  async decideUrgently(): Promise<string> {
    const { spineSurgeon, radiationOncologist } = this.hospital;
    const reachedAt = hoursBefore(this.clock.now(), 0.25).toISOString();
    const panel = [spineSurgeon, radiationOncologist].map(({ id, user }) => ({
      specialty: user.specialty,
      userId: id,
      reachedAt,
    }));
    const decision = { content: this.advice(), panel, overrides: [] };
    return (await spineSurgeon.post(`/cases/${this.id}/emergency-decisions`, decision)).id;
  }

  /** The required specialties sign; whoever says something else than yes is in `sayings`, and whom `without` names has not signed yet. */
  async sign(decisionId: string, { sayings = {}, without = [], isPanel = false }: Signing = {}): Promise<Json> {
    let decision: Json;
    for (const specialty of isPanel ? DEFAULT_PANEL_SPECIALTIES : DEFAULT_REQUIRED_SPECIALTIES) {
      if (without.includes(specialty)) continue;
      this.clock.passSeconds(SECONDS_PER_SIGNATURE);
      decision = await this.signerFor(specialty).sign(decisionId, sayings[specialty] ?? { meaning: 'approve' });
    }
    return decision;
  }

  /** The chair lets the decision go on over the one dissent there is. */
  async acceptDissent({ id, revision }: Json, reason: string): Promise<Json> {
    const [{ signatureId }] = revision.signOff.dissents;
    return this.hospital.chair.post(`/decisions/${id}/dissents/${signatureId}/accept`, { reason });
  }

  ratify(decisionId: string): Promise<Json> {
    return this.hospital.chair.post(`/decisions/${decisionId}/ratify`);
  }

  withdraw(decisionId: string, reason: string): Promise<Json> {
    return this.hospital.chair.post(`/decisions/${decisionId}/withdraw`, { reason });
  }

  revise(decisionId: string): Promise<Json> {
    return this.hospital.radiationOncologist.post(`/decisions/${decisionId}/revise`);
  }

  /** What is recommended for the spine itself, in its order. */
  async recommendedLocally(): Promise<Json[]> {
    const { items } = await this.hospital.coordinator.get(`/cases/${this.id}/recommendations?state=current`);
    return items.filter(({ modality, outcome }: Json) => isLocalTreatment(modality) && outcome === 'pending');
  }

  async beginTreatment({ id, modality, levels, responsibleSpecialty }: Json): Promise<string> {
    const startedAt = this.clock.now().toISOString();
    const treatment = { recommendationId: id, modality, levels, startedAt };
    return (await this.signerFor(responsibleSpecialty).post(`/cases/${this.id}/treatments`, treatment)).id;
  }

  async completeTreatment(
    treatmentId: string,
    recommendation: Json,
    outcome: OutcomeRecord = { outcome: 'full' },
  ): Promise<void> {
    const completedAt = this.clock.now().toISOString();
    await this.hospital.coordinator.post(`/treatments/${treatmentId}/complete`, { completedAt });
    await this.settle(recommendation, outcome);
  }

  /** What became of every recommendation that is still pending. */
  async settleRest(outcome: OutcomeRecord): Promise<void> {
    const { items } = await this.hospital.coordinator.get(`/cases/${this.id}/recommendations?state=current`);
    const pending = items.filter((recommendation: Json) => recommendation.outcome === 'pending');
    for (const recommendation of pending) await this.settle(recommendation, outcome);
  }

  private settle({ id, version }: Json, outcome: OutcomeRecord): Promise<Json> {
    return this.hospital.coordinator.patch(`/recommendations/${id}`, outcome, version);
  }

  /** The patient has died, today; what is open is cancelled and the case closes. */
  async recordDeath(): Promise<void> {
    const { coordinator } = this.hospital;
    const { version } = await coordinator.get(`/patients/${this.patientId}`);
    const deceasedOn = dayOf(this.clock.now().toISOString(), TIME_ZONE);
    await coordinator.patch(`/patients/${this.patientId}`, { deceasedOn }, version);
  }

  close(reasonCode: CloseReason): Promise<Json> {
    return this.hospital.coordinator.post(`/cases/${this.id}/close`, { reasonCode });
  }

  private advice() {
    return adviceFor(this.illness, dayOf(this.clock.now().toISOString(), TIME_ZONE));
  }

  private signerFor(specialty: Specialty): StaffMember {
    const { medicalOncologist, radiationOncologist, spineSurgeon } = this.hospital;
    return [medicalOncologist, radiationOncologist, spineSurgeon].find(({ user }) => user.specialty === specialty)!;
  }
}
