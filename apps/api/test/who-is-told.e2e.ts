import type { Email } from 'postal-mime';
import { ExpireDecisions } from '../src/decisions/expiry/expire-decisions.js';
import { breakGlass, identifierOf } from './support/break-glass.js';
import { Canaries } from './support/canaries.js';
import { CaseStory, compression, soundContent, soundFacts } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { erase } from './support/erasing.js';
import { whileFailing } from './support/failing.js';
import type { Hospital, Seated } from './support/given.js';
import type { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';
import { TestMailServer } from './support/smtp.js';
import { peopleOf, told as toldOf } from './support/told.js';

const CLOSING = 'You are told because of your part on the board. When you want no mail is yours to say in Consilium.';

describe('who is told', () => {
  let mailServer: TestMailServer;
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;

  beforeAll(async () => {
    mailServer = await TestMailServer.start();
    server = await startServer({ smtpUrl: mailServer.url });
  });
  beforeEach(async () => {
    server.clock.moveTo('2026-03-02T08:00:00.000Z');
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
  });
  afterAll(async () => {
    await server.close();
    await mailServer.stop();
  });

  /** Whom this hospital's outbox told something of this kind, by their roles. */
  const told = (kind: string) => toldOf(server, hospital, kind);

  const recommendationsOf = async (caseId: string) =>
    (await server.as(hospital.spineSurgeon).get(`/cases/${caseId}/recommendations`).expect(200)).body.items;

  /** The mail that this person got about something, once the mail server has taken it. */
  async function mailFor({ email }: Person, subject: string): Promise<Email> {
    for (let count = 1; ; count += 1) {
      await mailServer.mails(count);
      const { to, mail } = mailServer.taken[count - 1]!;
      if (to === email && mail.subject === `Consilium: ${subject}`) return mail;
    }
  }

  const panelOf = (...roles: (keyof Seated)[]) =>
    roles.map((role) => ({
      specialty: hospital[role].specialty,
      userId: hospital[role].id,
      reachedAt: server.clock.now().toISOString(),
    }));

  it('of an emergency are the chair, the panel’s specialties and the coordinators, but for who referred it', async () => {
    await story.referred();
    expect(await told('emergency-raised')).toEqual([]);

    await story.referred(compression);
    expect(await told('emergency-raised')).toEqual(['chair', 'radiationOncologist', 'spineSurgeon']);
  });

  it('of an emergency are also the deputies of those who must be reached', async () => {
    hospital = await server.given.board({ deputies: { radiationOncologist: ['radiologist'], chair: ['pathologist'] } });
    await new CaseStory(server, hospital).referred(compression);

    expect(await told('emergency-raised')).toEqual([
      'chair',
      'pathologist',
      'radiationOncologist',
      'radiologist',
      'spineSurgeon',
    ]);
  });

  it('of an emergency that somebody raises are the same, once', async () => {
    const caseId = await story.referred();
    const raise = { lane: 'emergency', reasonCode: 'other', reasonText: 'Weaker since this morning.' };
    await server.as(hospital.radiologist).post(`/cases/${caseId}/lane`, raise).expect(200);

    expect(await told('emergency-raised')).toEqual(['chair', 'coordinator', 'radiationOncologist', 'spineSurgeon']);
  });

  it('of a proposed decision are those who sign, and of its return who wrote it', async () => {
    const { decisionId } = await story.decided();
    expect(await told('signature-asked')).toEqual(['medicalOncologist', 'radiationOncologist', 'spineSurgeon']);
    expect(await told('ratification-asked')).toEqual([]);

    const refusal = { meaning: 'refuse', reason: 'Another histology.' } as const;
    await new Signing(server).signed(hospital.medicalOncologist, decisionId, refusal);
    expect(await told('decision-returned')).toContain('chair');
  });

  it('of a proposed decision are also the deputies of those who sign, who may stand in for them', async () => {
    hospital = await server.given.board({ deputies: { radiationOncologist: ['radiologist'] } });
    await new CaseStory(server, hospital).decided();

    expect(await told('signature-asked')).toEqual([
      'medicalOncologist',
      'radiationOncologist',
      'radiologist',
      'spineSurgeon',
    ]);
  });

  it('of a panel’s decision are its other signers, and who brings it before the board', async () => {
    const caseId = await story.inWorkup(soundFacts, compression);
    const panel = panelOf('spineSurgeon', 'radiationOncologist');
    const decision = { content: soundContent, panel, overrides: [] };
    await server.as(hospital.spineSurgeon).post(`/cases/${caseId}/emergency-decisions`, decision).expect(201);

    expect(await told('signature-asked')).toEqual(['chair', 'radiationOncologist']);
    expect(await told('ratification-asked')).toEqual(['chair', 'coordinator']);
  });

  it('of a broken glass are the auditors', async () => {
    const caseId = await story.referred();
    const outside = await server.given.board({ organisation: hospital });
    await breakGlass(server, outside.spineSurgeon, await identifierOf(server, caseId));

    expect(await told('break-glass-used')).toEqual(['auditor']);
  });

  it('of an erasure are auditors and the other administrators; what was said of the patient goes with them', async () => {
    const caseId = await story.referred(compression);
    const { patient } = (await server.as(hospital.coordinator).get(`/cases/${caseId}`).expect(200)).body;
    const second = await server.given.person(hospital, { name: 'Ava', roles: ['administrator'], specialty: null });
    Object.assign(hospital, { second });
    await erase(server, [hospital.administrator, second], patient.id);

    expect(await told('erasure-asked')).toEqual(['auditor', 'second']);
    expect(await told('erasure-decided')).toEqual(['auditor']);
    expect(await told('emergency-raised')).toEqual([]);
  });

  it('of a recommendation is whoever it is given to, but for who takes it up and for what is done', async () => {
    const { caseId, decisionId } = await story.decided();
    await new Signing(server).inForce(hospital, decisionId);
    const [radiotherapy, boneAgent] = await recommendationsOf(caseId);
    const give = (id: string, owner: Person, version: number, by = hospital.coordinator, part = {}) =>
      server.as(by).patch(`/recommendations/${id}`, { ownerId: owner.id, ...part }, ifMatch(version));
    expect(await told('recommendation-assigned')).toEqual([]);

    await whileFailing(server, { at: 'INSERT ON clinical.notice', atCommit: true }, () =>
      give(radiotherapy.id, hospital.radiationOncologist, 1).expect(500),
    );
    expect((await recommendationsOf(caseId))[0].ownerId).toBeNull();
    await give(radiotherapy.id, hospital.radiationOncologist, 1).expect(200);
    await give(radiotherapy.id, hospital.radiationOncologist, 2).expect(200);
    await give(boneAgent.id, hospital.medicalOncologist, 1, hospital.medicalOncologist).expect(200);
    await give(boneAgent.id, hospital.spineSurgeon, 2, hospital.coordinator, { outcome: 'full' }).expect(200);

    expect(await told('recommendation-assigned')).toEqual(['radiationOncologist']);
    const mail = await mailFor(hospital.radiationOncologist, 'a recommendation is yours to see to');
    expect(mail.text).toBe(
      'Spine board: a recommendation of a decision in force was given to you to see to.\n\n' +
        `http://localhost:3000/cases/${caseId}\n\n${CLOSING}\n`,
    );
  });

  it('of a case that goes back by itself are its coordinators, and who carries out what stands', async () => {
    const { caseId, decisionId } = await story.decided();
    await new Signing(server).inForce(hospital, decisionId);
    const [, boneAgent] = await recommendationsOf(caseId);
    const ownerId = hospital.palliativePhysician.id;
    await server
      .as(hospital.coordinator)
      .patch(`/recommendations/${boneAgent.id}`, { ownerId }, ifMatch(1))
      .expect(200);
    const worse = { ...soundFacts, general: { ...soundFacts.general, kps: 50 } };
    const assessment = { assessedAt: server.clock.now().toISOString(), facts: worse };

    await whileFailing(server, { at: 'INSERT ON clinical.notice', atCommit: true }, () =>
      server.as(hospital.spineSurgeon).post(`/cases/${caseId}/assessments`, assessment).expect(500),
    );
    expect(await story.stateOf(caseId)).toBe('active');
    expect(await told('case-relisted')).toEqual([]);
    await story.assessed(caseId, worse);

    expect(await story.stateOf(caseId)).toBe('workup');
    expect(await told('case-relisted')).toEqual(['coordinator', 'palliativePhysician', 'radiationOncologist']);
    const mail = await mailFor(hospital.coordinator, 'a case came back to the board');
    expect(mail.text).toBe(
      'Spine board: what a decision rests on has changed, or its time is over. Its case is in workup again.\n\n' +
        `http://localhost:3000/cases/${caseId}\n\n${CLOSING}\n`,
    );
  });

  it('of a case whose decision lapsed are the same, and nobody of one that a person takes back', async () => {
    const lapsed = await story.decided();
    await story.inForce(lapsed.decisionId, '2026-03-01');
    const takenBack = await story.decided();
    await story.inForce(takenBack.decisionId);

    const reason = { reasonCode: 'progression' };
    await server.as(hospital.coordinator).post(`/cases/${takenBack.caseId}/relist`, reason).expect(200);
    expect(await told('case-relisted')).toEqual([]);
    await server.app.get(ExpireDecisions, { strict: false }).execute(hospital.organisationId);
    await server.app.get(ExpireDecisions, { strict: false }).execute(hospital.organisationId);

    expect(await told('case-relisted')).toEqual(['coordinator']);
  });

  it('nothing of a patient in any subject, text or header', async () => {
    const canaries = new Canaries(server, hospital, await server.given.board({ organisation: hospital }));
    await canaries.plant();
    const [{ count }] = (await server.look<{ count: number }>(
      'SELECT count(*)::int AS count FROM clinical.notice WHERE organisation_id = $1 AND due_at <= $2',
      [hospital.organisationId, server.clock.now().toISOString()],
    )) as [{ count: number }];
    expect(count).toBeGreaterThan(8);
    const addresses = Object.values(peopleOf(hospital)).map(({ email }) => email);
    const ours = () => mailServer.taken.filter(({ to }) => addresses.includes(to));
    for (let taken = mailServer.taken.length; ours().length < count; taken += 1) await mailServer.mails(taken);

    const words = [...canaries.words.values()];
    const said = ours().flatMap(({ raw, mail }) => [raw, mail.subject ?? '', mail.text ?? '']);
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((word) => said.some((text) => text.includes(word)))).toEqual([]);
  });
});
