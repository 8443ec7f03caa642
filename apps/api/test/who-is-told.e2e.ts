import { GatherDigests } from '../src/notifications/index.js';
import { breakGlass, identifierOf } from './support/break-glass.js';
import { Canaries } from './support/canaries.js';
import { CaseStory, compression, soundContent, soundFacts } from './support/case-story.js';
import { erase } from './support/erasing.js';
import type { Hospital, Seated } from './support/given.js';
import { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';
import { TestMailServer } from './support/smtp.js';

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

  /** Everybody of the hospital by their role. */
  const people = () =>
    Object.fromEntries(
      Object.entries(hospital).filter((entry): entry is [string, Person] => entry[1] instanceof Person),
    );

  /** Whom this hospital's outbox told something of this kind, by their roles. */
  async function told(kind: string): Promise<string[]> {
    const rows = await server.look<{ id: string }>(
      'SELECT recipient_id AS id FROM clinical.notice WHERE organisation_id = $1 AND kind = $2',
      [hospital.organisationId, kind],
    );
    const roles = Object.entries(people()).filter(([, { id: mine }]) => rows.some(({ id }) => id === mine));
    expect(roles).toHaveLength(rows.length);
    return roles.map(([role]) => role).toSorted();
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

  it('each morning of what awaits them, with counts', async () => {
    const emergency = await story.inWorkup(soundFacts, compression);
    await story.decided();
    const panel = panelOf('spineSurgeon', 'radiationOncologist');
    const decision = { content: soundContent, panel, overrides: [] };
    await server.as(hospital.spineSurgeon).post(`/cases/${emergency}/emergency-decisions`, decision).expect(201);
    server.clock.moveTo('2026-03-05T06:30:00.000Z');
    await server.app.get(GatherDigests, { strict: false }).forAll();

    const rows = await server.look<{ id: string; counts: object }>(
      `SELECT recipient_id AS id, facts->'counts' AS counts FROM clinical.notice WHERE organisation_id = $1 AND kind = 'digest'`,
      [hospital.organisationId],
    );
    const counts = Object.fromEntries(rows.map((row) => [row.id, row.counts]));

    expect(counts[hospital.medicalOncologist.id]).toEqual({ 'decisions to sign': 1 });
    expect(counts[hospital.radiationOncologist.id]).toEqual({ 'decisions to sign': 2 });
    expect(counts[hospital.coordinator.id]).toMatchObject({ 'provisional decisions to ratify': 1 });
    expect(counts[hospital.radiologist.id]).toBeUndefined();
  });

  it('nothing of a patient in any subject, text or header', async () => {
    const canaries = new Canaries(server, hospital, await server.given.board({ organisation: hospital }));
    await canaries.plant();
    const [{ count }] = (await server.look<{ count: number }>(
      'SELECT count(*)::int AS count FROM clinical.notice WHERE organisation_id = $1 AND due_at <= $2',
      [hospital.organisationId, server.clock.now().toISOString()],
    )) as [{ count: number }];
    expect(count).toBeGreaterThan(8);
    const addresses = Object.values(people()).map(({ email }) => email);
    const ours = () => mailServer.taken.filter(({ to }) => addresses.includes(to));
    for (let taken = mailServer.taken.length; ours().length < count; taken += 1) await mailServer.mails(taken);

    const words = [...canaries.words.values()];
    const said = ours().flatMap(({ raw, mail }) => [raw, mail.subject ?? '', mail.text ?? '']);
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((word) => said.some((text) => text.includes(word)))).toEqual([]);
  });
});
