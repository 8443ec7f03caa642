import { asked, breakGlass, identifierOf, PLEA } from './support/break-glass.js';
import { CaseStory, compression, soundContent, soundFacts } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

interface Leaf {
  readonly type: string;
  readonly purpose: string | null;
  readonly patients: readonly string[];
  readonly reasonCode: string | null;
}

describe('breaking the glass', () => {
  let server: TestServer;
  /** The board whose case it is, and another board of the same hospital, whose people come from outside. */
  let hospital: Hospital;
  let outside: Hospital;
  let story: CaseStory;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    outside = await server.given.board({ organisation: hospital, name: 'Sarcoma board' });
    story = new CaseStory(server, hospital);
  });
  afterAll(() => server.close());

  const surgeon = () => server.as(outside.spineSurgeon);
  const auditor = () => server.as(hospital.auditor);
  const broken = async (caseId: string, who = outside.spineSurgeon) =>
    breakGlass(server, who, await identifierOf(server, caseId));

  async function leavesOf(actorId: string): Promise<Leaf[]> {
    const rows = await server.look<{ leaf: Leaf }>(
      `SELECT convert_from(leaf, 'UTF8')::jsonb AS leaf FROM audit.event WHERE actor_id = $1 ORDER BY recorded_at, event_id`,
      [actorId],
    );
    return rows.map(({ leaf }) => leaf);
  }

  it('opens the patient’s cases to somebody of another board, for one hour', async () => {
    const caseId = await story.inWorkup();
    await surgeon().get(`/cases/${caseId}`).expect(404, 'not-found');

    const grant = await broken(caseId);

    expect(grant).toEqual({ grant: expect.any(String), caseIds: [caseId], expiresAt: expect.any(String) });
    expect(Date.parse(grant.expiresAt)).toBe(server.clock.now().getTime() + 3_600_000);
    for (const path of ['', '/assessments', '/decisions', '/follow-up', '/recommendations', '/treatments']) {
      await surgeon().get(`/cases/${caseId}${path}`).expect(200);
    }
  });

  it('shows a signed decision as the board’s own people see it', async () => {
    const { caseId, decisionId } = await story.decided();
    await new Signing(server).inForce(hospital, decisionId);
    const own = (await server.as(hospital.spineSurgeon).get(`/cases/${caseId}`).expect(200)).body;
    const decision = (await server.as(hospital.spineSurgeon).get(`/decisions/${decisionId}`).expect(200)).body;

    await broken(caseId, outside.coordinator);

    const holder = server.as(outside.coordinator);
    expect((await holder.get(`/cases/${caseId}`).expect(200)).body).toEqual(own);
    expect((await holder.get(`/decisions/${decisionId}`).expect(200)).body).toEqual(decision);
  });

  it('shows no other case, and puts the opened one on no list', async () => {
    const [caseId, other] = [await story.inWorkup(), await story.inWorkup()];

    await broken(caseId);

    await surgeon().get(`/cases/${other}`).expect(404, 'not-found');
    const { body } = await surgeon().get('/cases').expect(200);
    expect(body.items).toEqual([]);
    await surgeon()
      .get(`/meetings/${await story.meeting()}`)
      .expect(404, 'not-found');
  });

  it('shows nothing that was referred later, not even of the same patient', async () => {
    const caseId = await story.inWorkup();
    await broken(caseId);
    const [row] = await server.look<{ patient_id: string }>(
      'SELECT patient_id FROM clinical.board_case WHERE id = $1',
      [caseId],
    );
    const suspicion = { suspectedAt: server.clock.now().toISOString(), painFeatures: ['nocturnal'] };
    const referral = { boardId: hospital.board.id, patientId: row!.patient_id, question: 'And now?', suspicion };

    const { body } = await server.as(hospital.coordinator).post('/cases', referral).expect(201);

    await surgeon().get(`/cases/${body.id}`).expect(404, 'not-found');
    expect((await broken(caseId)).caseIds).toEqual([caseId, body.id]);
  });

  it('ends by itself, to the second', async () => {
    const caseId = await story.inWorkup();
    const { expiresAt } = await broken(caseId);

    server.clock.moveTo(new Date(Date.parse(expiresAt) - 1_000).toISOString());
    await surgeon().get(`/cases/${caseId}`).expect(200);
    server.clock.moveTo(expiresAt);

    await surgeon().get(`/cases/${caseId}`).expect(404, 'not-found');
  });

  it('ends by the database’s own clock too, should the server’s stand still', async () => {
    const caseId = await story.inWorkup();
    const { grant } = await broken(caseId);
    await surgeon().get(`/cases/${caseId}`).expect(200);

    await server.look(
      `ALTER TABLE clinical.break_glass_grant DISABLE TRIGGER USER;
       UPDATE clinical.break_glass_grant SET recorded_at = recorded_at - interval '61 minutes' WHERE id = '${grant}';
       ALTER TABLE clinical.break_glass_grant ENABLE TRIGGER version_step, ENABLE ALWAYS TRIGGER need_version`,
    );

    await surgeon().get(`/cases/${caseId}`).expect(404, 'not-found');
  });

  it('ends at once when its holder loses the clinical role', async () => {
    const newcomer = await server.given.person(hospital, {
      name: 'Dr. Short Stay',
      roles: ['coordinator'],
      specialty: null,
    });
    const caseId = await story.inWorkup();
    await broken(caseId, newcomer);
    await server.as(newcomer).get(`/cases/${caseId}`).expect(200);

    await server
      .as(hospital.administrator)
      .patch(`/users/${newcomer.id}`, { roles: ['administrator'] }, ifMatch(1))
      .expect(200);

    await server.as(newcomer).get(`/cases/${caseId}`).expect(404, 'not-found');
  });

  it('is for reading: every other act is refused as the holder’s, and leaves nothing', async () => {
    const caseId = await story.inWorkup();
    await broken(caseId);
    const versions = await server.look('SELECT FROM clinical.version');

    await surgeon().post(`/cases/${caseId}/ready`, {}).expect(403, 'forbidden');
    await surgeon().post(`/cases/${caseId}/close`, { reasonCode: 'withdrawn' }).expect(403, 'forbidden');
    const assessment = { assessedAt: server.clock.now().toISOString(), facts: soundFacts };
    await surgeon().post(`/cases/${caseId}/assessments`, assessment).expect(403, 'forbidden');
    await surgeon().post(`/cases/${caseId}/decisions`, { content: soundContent }).expect(403, 'forbidden');
    await surgeon().get(`/cases/${caseId}/history`).expect(403, 'forbidden');
    await surgeon().get(`/cases/${caseId}?asOf=2026-03-02T08:00:00Z`).expect(403, 'forbidden');

    expect(await server.look('SELECT FROM clinical.version')).toHaveLength(versions.length);
  });

  it('lets its holder raise the emergency lane, and not lower it', async () => {
    const caseId = await story.inWorkup();
    await broken(caseId, outside.coordinator);
    const holder = server.as(outside.coordinator);

    const raise = { lane: 'emergency', reasonCode: 'clinical-deterioration' };
    const { body } = await holder.post(`/cases/${caseId}/lane`, raise).expect(200);

    expect(body.lane).toBe('emergency');
    const lower = { lane: 'elective', reasonCode: 'emergency-excluded' };
    await holder.post(`/cases/${caseId}/lane`, lower).expect(403, 'forbidden');
  });

  it('lets a holder with a seat for the panel’s specialty decide urgently with the board’s people, also off an agenda', async () => {
    const other = await story.listed(await story.ready(), await story.meeting());
    const { caseId, itemId } = await story.listed(await story.ready(soundFacts, compression), other.meetingId);
    const { grant } = await broken(caseId);
    const reachedAt = server.clock.now().toISOString();
    const panel = (['spineSurgeon', 'radiationOncologist'] as const).map((who) => ({
      specialty: hospital[who].specialty,
      userId: hospital[who].id,
      reachedAt,
    }));
    const decision = { content: soundContent, panel, overrides: [] };

    await server.as(outside.radiologist).post(`/cases/${caseId}/emergency-decisions`, decision).expect(404);
    const key = { 'idempotency-key': 'tonight' };
    const { body } = await surgeon().post(`/cases/${caseId}/emergency-decisions`, decision, key).expect(201);

    expect(body).toMatchObject({ caseId, state: 'proposed', authorId: outside.spineSurgeon.id });
    expect((await surgeon().post(`/cases/${caseId}/emergency-decisions`, decision, key).expect(201)).body).toEqual(
      body,
    );
    expect(await story.stateOf(caseId)).toBe('decided');
    const [item] = await server.look('SELECT state FROM clinical.agenda_item WHERE id = $1', [itemId]);
    expect(item).toEqual({ state: 'removed' });
    const [meeting] = await server.look<{ items: string[] }>(
      `SELECT convert_from(doc, 'UTF8')::jsonb->'itemIds' AS items FROM clinical.version
       WHERE entity = 'meeting' AND entity_id = $1 ORDER BY version DESC LIMIT 1`,
      [other.meetingId],
    );
    expect(meeting!.items).toEqual(expect.arrayContaining([other.itemId, itemId]));
    await surgeon().post(`/decisions/${body.id}/signing-statements`, { meaning: 'approve' }).expect(403, 'forbidden');
    const written = (await leavesOf(outside.spineSurgeon.id)).filter(({ type }) => type === 'decision.proposed');
    expect(written.at(-1)!.purpose).toBe(`break-glass:${grant}`);
  });

  it('marks every event of an access under it with the grant, and none of an access to one’s own board', async () => {
    const caseId = await story.inWorkup();
    const { grant } = await broken(caseId);
    const ownCase = await new CaseStory(server, outside).inWorkup();

    await surgeon().get(`/cases/${caseId}`).expect(200);
    await surgeon().get(`/cases/${ownCase}`).expect(200);

    const leaves = await leavesOf(outside.spineSurgeon.id);
    const granted = leaves.findLast(({ type }) => type === 'break-glass.granted')!;
    const [under, own] = leaves.filter(({ type }) => type === 'patients.disclosed').slice(-2);
    expect(granted).toMatchObject({ purpose: `break-glass:${grant}`, reasonCode: 'emergency-treatment' });
    expect(granted.patients).toHaveLength(1);
    expect(under).toMatchObject({ purpose: `break-glass:${grant}`, patients: granted.patients });
    expect(own!.purpose).toBeNull();
  });

  it('is answered alike for an identifier that nobody has, and leaves as much to review', async () => {
    const known = await identifierOf(server, await story.inWorkup());
    const eventsOf = async () => (await server.auditOf({ actorId: outside.chair.id })).slice(-2);

    const someone = await breakGlass(server, outside.chair, known);
    const afterSomeone = await eventsOf();
    const nobody = await breakGlass(server, outside.chair, { ...known, value: 'nobody’s' });

    expect(Object.keys(nobody)).toEqual(Object.keys(someone));
    expect(nobody).toMatchObject({ caseIds: [], expiresAt: someone.expiresAt });
    expect(await eventsOf()).toEqual(afterSomeone);
    expect(afterSomeone).toEqual(['break-glass.asking', 'break-glass.granted']);
    const { body } = await auditor().get(`/break-glass/${nobody.grant}`).expect(200);
    expect(body).toMatchObject({ patientId: null, caseIds: [], state: 'to-review', userId: outside.chair.id });
  });

  it('asks for a proof made for it, a reason in words, and no Idempotency-Key', async () => {
    const identifier = await identifierOf(server, await story.inWorkup());
    const plea = { ...PLEA, identifier };
    const foreign = await server.as(outside.chair).prove('sign-decision');
    const proof = await server.as(outside.chair).prove('break-glass');

    await asked(server, outside.chair, { ...plea, proof: 'made-up' }).expect(403, 'proof-required');
    await asked(server, outside.chair, { ...plea, proof: foreign }).expect(403, 'proof-required');
    await asked(server, outside.chair, { ...plea, proof, reasonText: 'urgent' }).expect(400, 'invalid-body');
    await server
      .as(outside.chair)
      .post('/break-glass', { ...plea, proof }, { 'idempotency-key': 'once' })
      .expect(400, 'idempotency-key-not-accepted');
    await asked(server, outside.chair, { ...plea, proof }).expect(201);
    await asked(server, outside.chair, { ...plea, proof }).expect(403, 'proof-required');
  });

  it('is for clinicians: neither an administrator nor an auditor nor a machine breaks the glass', async () => {
    const machine = await server.given.person(hospital, { name: 'Scanner', roles: ['integration'], specialty: null });
    const identifier = await identifierOf(server, await story.inWorkup());

    for (const who of [hospital.administrator, hospital.auditor, machine]) {
      await asked(server, who, { ...PLEA, identifier, proof: 'x' }).expect(403, 'forbidden');
    }
  });

  it('reaches no patient of another hospital', async () => {
    const abroad = await server.given.board();
    const identifier = await identifierOf(server, await story.inWorkup());

    expect((await breakGlass(server, abroad.spineSurgeon, identifier)).caseIds).toEqual([]);
  });

  it('leaves nothing behind when its last step fails', async () => {
    const caseId = await story.inWorkup();
    const identifier = await identifierOf(server, caseId);
    const proof = await server.as(outside.pathologist).prove('break-glass');
    const plea = { ...PLEA, identifier, proof };
    const grants = await server.look('SELECT FROM clinical.break_glass_grant');

    await whileFailing(server, { at: 'INSERT ON clinical.version', when: "NEW.entity = 'break-glass-grant'" }, () =>
      asked(server, outside.pathologist, plea).expect(500),
    );

    expect(await server.look('SELECT FROM clinical.break_glass_grant')).toHaveLength(grants.length);
    await server.as(outside.pathologist).get(`/cases/${caseId}`).expect(404);
    await asked(server, outside.pathologist, plea).expect(201);
  });
});
