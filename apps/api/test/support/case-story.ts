import { Ledger, newId, type Actor } from '#database';
import type { AssessmentFacts, DecisionContent } from '#pathway';
import { CaseFiles } from '../../src/cases/index.js';
import { RevisionFiles } from '../../src/decisions/revision-files.js';
import type { Hospital, Seated } from './given.js';
import type { TestServer } from './server.js';

/** A stable, uncompressed, radiosensitive lesion at T8 on 2 March 2026, with all that a board asks for. */
export const soundFacts: AssessmentFacts = {
  primary: {
    site: 'breast',
    histology: 'adenocarcinoma',
    radiosensitivity: 'intermediate',
    previouslyIrradiatedLevels: [],
  },
  lesions: [
    {
      levels: ['T8'],
      compartment: 'extradural',
      boneQuality: 'blastic',
      alignment: 'normal',
      collapse: 'none',
      posterolateral: 'none',
      escc: '1a',
    },
  ],
  neurology: { frankel: 'E', myelopathy: false, ambulation: 'independent', bladder: 'normal', bowel: 'normal' },
  pain: { nrsNow: 2, nrsWorst: 3, character: 'occasional-not-mechanical' },
  general: { kps: 80, toleratesSurgery: true },
  laboratory: { albumin: { value: 3.9, unit: 'g/dL' } },
  imaging: [
    { modality: 'mri-whole-spine', performedOn: '2026-02-26' },
    { modality: 'ct-index-levels', performedOn: '2026-02-20' },
    { modality: 'systemic-staging', performedOn: '2026-02-20' },
  ],
  patientReported: { preferences: 'Wants to walk at the wedding in May.', psychosocialAssessedOn: '2026-02-27' },
};

/** A decision for it with which every check is content. */
export const soundContent: DecisionContent = {
  recommendations: [
    {
      modality: 'cebrt',
      intent: 'local-control',
      levels: ['T8'],
      priority: 'routine',
      responsibleSpecialty: 'radiation-oncology',
      dueOn: '2026-03-20',
    },
    {
      modality: 'bone-modifying-agent',
      intent: 'palliative',
      priority: 'routine',
      responsibleSpecialty: 'medical-oncology',
      dueOn: '2026-03-30',
    },
  ],
  systemicPlan: { planned: true },
  summary: 'Radiotherapy of T8.',
};

/** Signs that raise the emergency lane. */
export const compression = { compressionSigns: ['limb-weakness'] };

/** The three whose presence makes a board quorate, with its chair. */
export const QUORATE = ['chair', 'medicalOncologist', 'radiationOncologist', 'spineSurgeon'] as const;

export interface Discussed {
  readonly caseId: string;
  readonly meetingId: string;
  readonly itemId: string;
}

/** Takes cases of one hospital along their way over HTTP, as its people would. Each step answers with what the next one needs. */
export class CaseStory {
  private count = 0;

  constructor(
    private readonly server: TestServer,
    readonly hospital: Hospital,
  ) {}

  private get coordinator() {
    return this.server.as(this.hospital.coordinator);
  }

  async referred(suspicion: object = { painFeatures: ['nocturnal'] }): Promise<string> {
    this.count += 1;
    const identifiers = [{ system: 'mrn', value: `story-${this.hospital.board.id}-${this.count}` }];
    const patient = { identifiers, familyName: 'Jansen', givenName: 'Maria', bornOn: '1961-04-12', sex: 'female' };
    const { body } = await this.coordinator.post('/patients', patient).expect(201);

    const suspectedAt = this.server.clock.now().toISOString();
    const question = 'Radiotherapy alone, or stabilisation first?';
    const referral = {
      boardId: this.hospital.board.id,
      patientId: body.id,
      question,
      suspicion: { suspectedAt, ...suspicion },
    };
    return (await this.coordinator.post('/cases', referral).expect(201)).body.id;
  }

  async assessed(caseId: string, facts: AssessmentFacts = soundFacts): Promise<void> {
    const assessedAt = this.server.clock.now().toISOString();
    await this.server
      .as(this.hospital.spineSurgeon)
      .post(`/cases/${caseId}/assessments`, { assessedAt, facts })
      .expect(201);
  }

  async inWorkup(facts: AssessmentFacts = soundFacts, suspicion?: object): Promise<string> {
    const caseId = await this.referred(suspicion);
    await this.coordinator.post(`/cases/${caseId}/accept`).expect(200);
    await this.assessed(caseId, facts);
    return caseId;
  }

  async ready(facts?: AssessmentFacts, suspicion?: object): Promise<string> {
    const caseId = await this.inWorkup(facts, suspicion);
    await this.coordinator.post(`/cases/${caseId}/ready`, {}).expect(200);
    return caseId;
  }

  /** A meeting of today that is still open for listing. */
  async meeting(chair: keyof Seated = 'chair'): Promise<string> {
    const startsAt = this.server.clock.now().toISOString();
    const meeting = { startsAt, chairId: this.hospital[chair].id };
    return (await this.coordinator.post(`/boards/${this.hospital.board.id}/meetings`, meeting).expect(201)).body.id;
  }

  async listed(caseId: string, meetingId: string, purpose = 'discussion'): Promise<Discussed> {
    const { body } = await this.coordinator.post(`/meetings/${meetingId}/agenda`, { caseId, purpose }).expect(201);
    return { caseId, meetingId, itemId: body.id };
  }

  /** The meeting begins with these people in the room, and the item is opened. */
  async opened(
    discussed: Discussed,
    present: readonly (keyof Seated)[] = QUORATE,
    chair: keyof Seated = 'chair',
  ): Promise<Discussed> {
    const { meetingId, itemId } = discussed;
    await this.server.as(this.hospital[chair]).post(`/meetings/${meetingId}/start`).expect(200);
    const marks = present.map((who) => ({ userId: this.hospital[who].id, kind: 'joined', mode: 'in-room' }));
    await this.coordinator.post(`/meetings/${meetingId}/attendance`, { marks }).expect(201);
    await this.coordinator.post(`/meetings/${meetingId}/agenda/${itemId}/open`).expect(200);
    return discussed;
  }

  /** A ready case in its discussion. */
  async inDiscussion({
    facts,
    present,
    chair,
  }: { facts?: AssessmentFacts; present?: readonly (keyof Seated)[]; chair?: keyof Seated } = {}) {
    const listed = await this.listed(await this.ready(facts), await this.meeting(chair));
    return this.opened(listed, present, chair);
  }

  async drafted(caseId: string, content: DecisionContent = soundContent): Promise<string> {
    return (await this.coordinator.post(`/cases/${caseId}/decisions`, { content }).expect(201)).body.id;
  }

  /** A discussion that ended with a decision; ends the meeting too, so that the next one may begin. */
  async decided(options: Parameters<CaseStory['inDiscussion']>[0] = {}): Promise<Discussed & { decisionId: string }> {
    const discussed = await this.inDiscussion(options);
    const decisionId = await this.drafted(discussed.caseId);
    const chair = this.server.as(this.hospital[options.chair ?? 'chair']);
    await chair.post(`/decisions/${decisionId}/propose`).expect(200);
    await chair.post(`/meetings/${discussed.meetingId}/end`).expect(200);
    return { ...discussed, decisionId };
  }

  /**
   * Brings a proposed revision in force as its sign-off does, without anybody signing: for tests of what comes afterwards. It
   * expires `expiresOn`.
   */
  async inForce(decisionId: string, expiresOn: string | null = null): Promise<void> {
    const { app } = this.server;
    const ledger = app.get(Ledger, { strict: false });
    const revisions = app.get(RevisionFiles, { strict: false });
    const cases = app.get(CaseFiles, { strict: false });
    await ledger.transaction({ type: 'decision.opened', actor: this.system(), id: decisionId }, async (tx) => {
      const { file, revision } = await revisions.lock(tx, decisionId);
      const entry = { kind: 'in-force', by: null } as const;
      await revisions.append(tx, file, revision, { type: 'decision.came-in-force', entry, expiresOn });
      await cases.move(tx, file, 'sign-off-complete', { type: 'case.became-active' });
    });
  }

  private system(): Actor {
    const request = { id: newId(), client: null, ipHash: null };
    const { organisationId } = this.hospital;
    return { organisationId, userId: null, sessionId: null, roles: [], auth: null, request };
  }

  /** The state of a case. */
  async stateOf(caseId: string): Promise<string> {
    const [row] = await this.server.look<{ state: string }>('SELECT state FROM clinical.board_case WHERE id = $1', [
      caseId,
    ]);
    return row!.state;
  }
}
