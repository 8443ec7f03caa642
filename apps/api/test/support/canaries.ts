import { randomBytes } from 'node:crypto';
import { breakGlass } from './break-glass.js';
import { CaseStory, QUORATE, soundContent, soundFacts } from './case-story.js';
import { ifMatch, type SignedInClient } from './client.js';
import type { Hospital } from './given.js';
import type { TestServer } from './server.js';
import { Signing } from './signing.js';

/** A patient's whole story with a word of its own in every place that takes words, each of which stands nowhere else in the world. */
export class Canaries {
  /** Each word by the place it was put. */
  readonly words = new Map<string, string>();
  private readonly story: CaseStory;
  private readonly signing: Signing;
  private readonly coordinator: SignedInClient;
  private readonly surgeon: SignedInClient;
  private readonly oncologist: SignedInClient;
  private readonly chair: SignedInClient;

  constructor(
    private readonly server: TestServer,
    private readonly hospital: Hospital,
    /** Somebody of another board. */
    private readonly outside: Hospital,
  ) {
    this.story = new CaseStory(server, hospital);
    this.signing = new Signing(server);
    this.coordinator = server.as(hospital.coordinator);
    this.surgeon = server.as(hospital.spineSurgeon);
    this.oncologist = server.as(hospital.radiationOncologist);
    this.chair = server.as(hospital.chair);
  }

  /** Tells the whole story; answers with the patient's id and the case's. */
  async plant(): Promise<{ patientId: string; caseId: string }> {
    const patientId = await this.registered();
    await this.declined(patientId);
    const caseId = await this.workedUp(patientId);
    await this.discussed(caseId);
    await this.followedUp(caseId);
    await this.opened();
    return { patientId, caseId };
  }

  /** A word for a place, one for one. */
  private word(place: string): string {
    const word = `kanarie-${place}-${randomBytes(9).toString('hex')}`;
    this.words.set(place, word);
    return word;
  }

  private async registered(): Promise<string> {
    const person = {
      identifiers: [{ system: this.word('system'), value: this.word('identifier') }],
      familyName: this.word('family-name'),
      givenName: this.word('given-name'),
      bornOn: '1937-11-29',
      sex: 'female',
    };
    const key = { 'idempotency-key': 'register' };
    const { id } = (await this.coordinator.post('/patients', person, key).expect(201)).body;
    const correction = {
      familyName: this.word('corrected-name'),
      addIdentifiers: [{ system: 'mrn', value: this.word('added-identifier') }],
    };
    await this.coordinator.patch(`/patients/${id}`, correction, ifMatch(1)).expect(200);
    return id;
  }

  private async referred(patientId: string): Promise<string> {
    const suspectedAt = this.server.clock.now().toISOString();
    const suspicion = { suspectedAt, compressionSigns: ['limb-weakness'] };
    const question = this.word(`question-${this.words.size}`);
    const referral = { boardId: this.hospital.board.id, patientId, question, suspicion };
    return (await this.coordinator.post('/cases', referral, { 'idempotency-key': question }).expect(201)).body.id;
  }

  private async declined(patientId: string): Promise<void> {
    const caseId = await this.referred(patientId);
    const why = (place: string) => ({ reasonCode: 'other', reasonText: this.word(place) });
    await this.coordinator.post(`/cases/${caseId}/decline`, why('decline')).expect(200);
    await this.coordinator.post(`/cases/${caseId}/reopen`, why('reopen')).expect(200);
    await this.coordinator.post(`/cases/${caseId}/close`, { ...why('close'), reasonCode: 'withdrawn' }).expect(200);
  }

  private async workedUp(patientId: string): Promise<string> {
    const caseId = await this.referred(patientId);
    await this.coordinator.post(`/cases/${caseId}/accept`).expect(200);
    const facts = {
      ...soundFacts,
      clinicalQuestion: this.word('clinical-question'),
      patientReported: {
        ...soundFacts.patientReported,
        preferences: this.word('preferences'),
        goals: this.word('goals'),
      },
    };
    const assessedAt = this.server.clock.now().toISOString();
    await this.surgeon.post(`/cases/${caseId}/assessments`, { assessedAt, facts }).expect(201);
    const lower = { lane: 'elective', reasonCode: 'other', reasonText: this.word('lane') };
    await this.coordinator.post(`/cases/${caseId}/lane`, lower).expect(200);
    const { clocks } = (await this.coordinator.get(`/cases/${caseId}`).expect(200)).body;
    const stop = { reasonCode: 'other', note: this.word('clock') };
    await this.coordinator.post(`/clocks/${clocks[0].id}/stop`, stop).expect(200);
    await this.coordinator
      .post(`/cases/${caseId}/readiness/albumin/waive`, { reason: this.word('waiver') })
      .expect(200);
    await this.coordinator.post(`/cases/${caseId}/ready`, {}).expect(200);
    return caseId;
  }

  private async discussed(caseId: string): Promise<void> {
    const first = await this.story.listed(caseId, await this.story.meeting());
    const putOff = { reasonCode: 'imaging', reasonText: this.word('defer'), to: 'ready' };
    await this.coordinator.post(`/cases/${caseId}/defer`, putOff).expect(200);
    const item = await this.story.listed(caseId, first.meetingId);
    const measures = [{ modality: 'cebrt', intent: 'local-control' }];
    const plan = { measures, text: this.word('preliminary-plan') };
    await this.surgeon
      .put(`/agenda-items/${item.itemId}/preliminary-plans/mine`, plan, { 'if-none-match': '*' })
      .expect(200);
    await this.story.opened(item, QUORATE);

    const [local, bone] = soundContent.recommendations;
    const content = {
      ...soundContent,
      recommendations: [{ ...local!, text: this.word('recommendation') }, bone!],
      systemicPlan: { planned: true, reason: this.word('systemic-plan') },
      painPlan: this.word('pain-plan'),
      summary: this.word('summary'),
    };
    const returned = await this.story.drafted(caseId, content);
    await this.chair.post(`/decisions/${returned}/propose`).expect(200);
    await this.signing.signed(this.hospital.medicalOncologist, returned);
    const refusal = { meaning: 'refuse', reason: this.word('refusal') } as const;
    await this.signing.signed(this.hospital.spineSurgeon, returned, refusal);
    const { id } = (await this.surgeon.post(`/decisions/${returned}/revise`).expect(201)).body;
    await this.chair.post(`/decisions/${id}/propose`).expect(200);
    await this.chair.post(`/meetings/${item.meetingId}/end`).expect(200);
    await this.signed(id);
  }

  private async signed(id: string): Promise<void> {
    const reserved = { meaning: 'approve-with-reservation', reason: this.word('reservation') } as const;
    const first = await this.signing.signed(this.hospital.radiationOncologist, id, reserved);
    const revocation = { reason: this.word('revocation') };
    const signatureId = first.revision.signatures[0].id;
    await this.oncologist.post(`/decisions/${id}/signatures/${signatureId}/revoke`, revocation).expect(200);
    await this.signing.signed(this.hospital.radiationOncologist, id);
    const dissent = { meaning: 'dissent', reason: this.word('dissent') } as const;
    const dissented = await this.signing.signed(this.hospital.medicalOncologist, id, dissent);
    const dissentId = dissented.revision.signatures.at(-1).id;
    const accepted = { reason: this.word('accepted-dissent') };
    await this.chair.post(`/decisions/${id}/dissents/${dissentId}/accept`, accepted).expect(200);
    await this.signing.signed(this.hospital.spineSurgeon, id);
  }

  private async followedUp(caseId: string): Promise<void> {
    const policy = { weeks: 8, reason: this.word('policy') };
    await this.oncologist.put(`/cases/${caseId}/follow-up/policy`, policy, ifMatch(1)).expect(200);
    const order = { kind: 'clinically-indicated', dueOn: '2026-03-10', reason: this.word('imaging-order') };
    await this.oncologist.post(`/cases/${caseId}/imaging-orders`, order).expect(201);
    const { items } = (await this.coordinator.get(`/cases/${caseId}/recommendations`).expect(200)).body;
    const told = { outcome: 'not-done', reason: 'other', text: this.word('outcome') };
    await this.surgeon.patch(`/recommendations/${items[1].id}`, told, ifMatch(items[1].version)).expect(200);
    const startedAt = this.server.clock.now().toISOString();
    const treatment = { modality: 'cebrt', levels: ['T8'], startedAt, note: this.word('treatment') };
    await this.oncologist.post(`/cases/${caseId}/treatments`, treatment).expect(201);
  }

  private async opened(): Promise<void> {
    const identifier = { system: this.words.get('system')!, value: this.words.get('identifier')! };
    const reasonText = this.word('break-glass');
    const { grant } = await breakGlass(this.server, this.outside.spineSurgeon, identifier, reasonText);
    const review = { finding: 'justified', note: this.word('review') };
    await this.server.as(this.hospital.auditor).post(`/break-glass/${grant}/review`, review).expect(200);
  }
}
