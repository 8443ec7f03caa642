import { Ledger, newId, systemActor } from '#database';
import { GatherDigests, Outbox } from '../src/notifications/index.js';
import { CaseStory, compression, soundContent, soundFacts } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital, Seated } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';
import { refusal, TestMailServer } from './support/smtp.js';

describe('the daily digest', () => {
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
    hospital = await server.given.board({ deputies: { radiationOncologist: ['radiologist'] } });
    story = new CaseStory(server, hospital);
  });
  afterAll(async () => {
    await server.close();
    await mailServer.stop();
  });

  const gather = () => server.app.get(GatherDigests, { strict: false }).forAll();

  /** What the digest of a morning says to each person who gets one. */
  async function gathered(morning = '2026-03-05T06:30:00.000Z'): Promise<Record<string, Record<string, number>>> {
    server.clock.moveTo(morning);
    await gather();
    const rows = await server.look<{ id: string; counts: Record<string, number> }>(
      `SELECT recipient_id AS id, facts->'counts' AS counts FROM clinical.notice
       WHERE organisation_id = $1 AND kind = 'digest' AND occurred_at = $2`,
      [hospital.organisationId, morning],
    );
    return Object.fromEntries(rows.map(({ id, counts }) => [id, counts]));
  }

  const panelOf = (...roles: (keyof Seated)[]) =>
    roles.map((role) => ({
      specialty: hospital[role].specialty,
      userId: hospital[role].id,
      reachedAt: server.clock.now().toISOString(),
    }));

  it('counts what awaits each signature, that of a deputy too', async () => {
    const emergency = await story.inWorkup(soundFacts, compression);
    const { decisionId } = await story.decided();
    const panel = panelOf('spineSurgeon', 'radiationOncologist');
    const decision = { content: soundContent, panel, overrides: [] };
    await server.as(hospital.spineSurgeon).post(`/cases/${emergency}/emergency-decisions`, decision).expect(201);
    await new Signing(server).signed(hospital.medicalOncologist, decisionId);

    const counts = await gathered();

    expect(counts[hospital.medicalOncologist.id]).toBeUndefined();
    expect(counts[hospital.radiationOncologist.id]).toEqual({ 'decisions to sign': 2 });
    expect(counts[hospital.radiologist.id]).toEqual({ 'decisions to sign': 2 });
    expect(counts[hospital.chair.id]).toEqual({ 'decisions to sign': 2, 'provisional decisions to ratify': 1 });
    expect(counts[hospital.coordinator.id]).toMatchObject({ 'provisional decisions to ratify': 1 });
  });

  it('asks nobody as a deputy who has signed, nor for whom somebody has', async () => {
    hospital = await server.given.board({ deputies: { radiationOncologist: ['spineSurgeon'] } });
    story = new CaseStory(server, hospital);
    const { decisionId } = await story.decided();
    await new Signing(server).signed(hospital.spineSurgeon, decisionId);

    const counts = await gathered();

    expect(counts[hospital.spineSurgeon.id]).toBeUndefined();
    expect(counts[hospital.chair.id]).toBeUndefined();
    expect(counts[hospital.radiationOncologist.id]).toEqual({ 'decisions to sign': 1 });
  });

  it('tells coordinators what their list shows: as many of each as are on it', async () => {
    await story.referred();
    await story.referred();
    await story.referred(compression);
    await story.ready();
    const { caseId, decisionId } = await story.decided();
    await new Signing(server).inForce(hospital, decisionId);
    const scan = { kind: 'clinically-indicated', dueOn: '2026-03-10', reason: 'New pain at night.' };
    await server.as(hospital.radiationOncologist).post(`/cases/${caseId}/imaging-orders`, scan).expect(201);
    const worse = { general: { kps: 50 }, neurology: { ...soundFacts.neurology, frankel: 'C' as const } };
    await story.assessed(caseId, { ...soundFacts, ...worse });

    const { [hospital.coordinator.id]: counts } = await gathered('2026-03-21T06:30:00.000Z');
    const listed = await server.as(hospital.coordinator).get('/worklist?limit=200').expect(200);
    const kinds = listed.body.items.map(({ kind }: { kind: string }) => kind);
    const shown = (kind: string) => kinds.filter((each: string) => each === kind).length;

    expect(counts).toEqual({
      'clocks that run': 6,
      'referrals to accept or decline': 3,
      'ready cases without a place on an agenda': 1,
      'cases with news to look at': 1,
      'examinations to book, or missed': 1,
      'recommendations that are due and nobody’s': 1,
    });
    const all = ['clock', 'triage', 'agenda-place', 'notice', 'imaging', 'recommendation'];
    expect(all.map(shown)).toEqual([6, 3, 1, 1, 1, 1]);
  });

  it('tells a recommendation to whose it is, by its day', async () => {
    const { caseId, decisionId } = await story.decided();
    await new Signing(server).inForce(hospital, decisionId);
    const { items } = (await server.as(hospital.coordinator).get(`/cases/${caseId}/recommendations`).expect(200)).body;
    const owner = { ownerId: hospital.palliativePhysician.id };
    await server.as(hospital.coordinator).patch(`/recommendations/${items[0].id}`, owner, ifMatch(1)).expect(200);

    expect((await gathered('2026-03-19T06:30:00.000Z'))[hospital.palliativePhysician.id]).toBeUndefined();
    expect((await gathered('2026-03-20T06:30:00.000Z'))[hospital.palliativePhysician.id]).toEqual({
      'recommendations of yours that are due': 1,
    });
  });

  it('tells administrators of mails that could not be delivered, while they would still say something', async () => {
    mailServer.judge = (_mail, to) => {
      if (to === hospital.spineSurgeon.email) throw refusal(550);
    };
    const access = { type: 'system.maintained', actor: systemActor(hospital.organisationId) } as const;
    await server.app
      .get(Ledger)
      .transaction(access, (tx) =>
        server.app
          .get(Outbox, { strict: false })
          .post(tx, { kind: 'break-glass-used', to: [hospital.spineSurgeon.id], facts: { grantId: newId() } }),
      );
    for (let isFailed = false; !isFailed;) {
      const failed = await server.look(`SELECT FROM clinical.notice WHERE organisation_id = $1 AND state = 'failed'`, [
        hospital.organisationId,
      ]);
      isFailed = failed.length === 1;
    }

    expect((await gathered('2026-03-16T06:30:00.000Z'))[hospital.administrator.id]).toEqual({
      'mails that could not be delivered': 1,
    });
    expect((await gathered('2026-03-17T06:30:00.000Z'))[hospital.administrator.id]).toBeUndefined();
    mailServer.judge = () => undefined;
  });

  it('is gathered another time on the same day when it cannot be written', async () => {
    await story.referred();
    server.clock.moveTo('2026-03-05T06:30:00.000Z');

    await whileFailing(server, { at: 'INSERT ON clinical.notice', atCommit: true }, () =>
      expect(gather()).rejects.toThrow('disk full'),
    );
    const counts = await gathered();

    expect(counts[hospital.coordinator.id]).toMatchObject({ 'referrals to accept or decline': 1 });
  });
});
