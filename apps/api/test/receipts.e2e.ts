import type { LoggerService } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { routesOf } from '../src/http/openapi/operations.js';
import { LogPulse, type LogState } from '../src/log/index.js';
import { asked, identifierOf, PLEA } from './support/break-glass.js';
import { CaseStory, compression, soundContent, soundFacts } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { approval, askErasure } from './support/erasing.js';
import type { Hospital } from './support/given.js';
import { proven, receiptIn } from './support/receipt.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

describe('an answer that waits for the log', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
  });
  afterAll(() => server.close());

  const receiptOf = ({ headers }: { headers: Readonly<Record<string, unknown>> }) =>
    proven(receiptIn(headers), server.sequencer.privateKey);

  it('brings a signature its receipt: who signed what, at its place under a signed root', async () => {
    const { decisionId } = await story.decided();
    const signing = new Signing(server);

    const answer = await signing
      .send(hospital.spineSurgeon, decisionId, await signing.prepared(hospital.spineSurgeon, decisionId))
      .expect(201);

    const { leaf, index, size, origin } = receiptOf(answer);
    expect(leaf).toMatchObject({
      type: 'decision.signed',
      actor: hospital.spineSurgeon.id,
      entity: 'decision-revision',
      entityId: decisionId,
      req: answer.headers['x-request-id'],
    });
    expect(index).toBeLessThan(size);
    expect(origin).toBe(`log.test/${hospital.organisationId}`);
  });

  it('leaves once every event of its request is included, not only the one of the receipt', async () => {
    const { decisionId } = await story.decided();
    await new Signing(server).inForce(hospital, decisionId);

    const [waiting] = await server.look<{ count: number }>(
      `SELECT count(*)::int FROM audit.pending JOIN audit.event USING (organisation_id, event_id)
       WHERE convert_from(leaf, 'UTF8')::jsonb ->> 'req' IN (SELECT convert_from(e.leaf, 'UTF8')::jsonb ->> 'req'
         FROM audit.event e WHERE e.type = 'decision.signed')`,
    );
    expect(waiting).toEqual({ count: 0 });
  });

  it('is that of a change of roles', async () => {
    const person = await server.given.person(hospital, { name: 'Dr. New', roles: ['specialist'], specialty: null });

    const answer = await server
      .as(hospital.administrator)
      .patch(`/users/${person.id}`, { roles: ['coordinator'] }, ifMatch(1))
      .expect(200);

    expect(receiptOf(answer).leaf).toMatchObject({ type: 'user.changed', entityId: person.id });
  });

  it('is that of a break-glass', async () => {
    const identifier = await identifierOf(server, await story.inWorkup());
    const proof = await server.as(hospital.radiologist).prove('break-glass');

    const answer = await asked(server, hospital.radiologist, { ...PLEA, identifier, proof }).expect(201);

    expect(receiptOf(answer).leaf).toMatchObject({ type: 'break-glass.granted', entityId: answer.body.grant });
  });

  it('is that of an erasure, whose leaf is proven like any other', async () => {
    const second = await server.given.person(hospital, { name: 'Ben', roles: ['administrator'], specialty: null });
    const caseId = await story.inWorkup();
    const [row] = await server.look<{ patient_id: string }>(
      'SELECT patient_id FROM clinical.board_case WHERE id = $1',
      [caseId],
    );
    const erasure = await askErasure(server, hospital.administrator, row!.patient_id);

    const answer = await (await approval(server, second, erasure))().expect(200);

    expect(receiptOf(answer).leaf).toMatchObject({ type: 'erasure.approved', entityId: erasure.id });
  });

  it('comes again under the same Idempotency-Key, with the receipt of what was done the first time', async () => {
    const person = await server.given.person(hospital, { name: 'Dr. Next', roles: ['specialist'], specialty: null });
    const request = [`/boards/${hospital.board.id}/members`, { userId: person.id, specialty: 'radiology' }] as const;
    const key = { 'idempotency-key': 'seat' };

    const first = await server
      .as(hospital.administrator)
      .post(...request, key)
      .expect(201);
    const second = await server
      .as(hospital.administrator)
      .post(...request, key)
      .expect(201);

    expect(receiptOf(second).leaf).toEqual(receiptOf(first).leaf);
    expect(receiptOf(second).leaf).toMatchObject({
      type: 'board.member-added',
      req: first.headers['x-request-id'],
    });
  });

  it('is documented at each of its routes', async () => {
    const document: OpenAPIObject = (await server.app.inject({ url: '/api/openapi.json' })).json();
    const marked = routesOf(document).filter(({ operation }) => 'x-answered-after-inclusion' in operation);

    expect(marked.map(({ method, path }) => `${method} ${path.slice('/api/v1'.length)}`)).toEqual(
      expect.arrayContaining([
        'post /break-glass',
        'post /patients/{patientId}/erasure',
        'post /erasures/{erasureId}/approve',
        'post /decisions/{decisionId}/signatures',
        'post /decisions/{decisionId}/signatures/{signatureId}/revoke',
        'post /decisions/{decisionId}/dissents/{signatureId}/accept',
        'post /decisions/{decisionId}/withdraw',
        'post /decisions/{decisionId}/ratify',
        'post /decisions/{decisionId}/reject',
        'patch /users/{userId}',
        'patch /boards/{boardId}',
        'post /boards/{boardId}/members',
        'patch /boards/{boardId}/members/{userId}',
        'delete /boards/{boardId}/members/{userId}',
        'post /break-glass',
        'post /patients/{patientId}/erasure',
        'post /erasures/{erasureId}/approve',
        'post /erasures/{erasureId}/reject',
      ]),
    );
    for (const { operation } of marked) {
      const [, answer] = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))!;
      expect(answer).toMatchObject({ headers: { 'Consilium-Receipt': {} } });
    }
  });
});

describe('while the log stands still', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;
  const alarms: unknown[] = [];

  beforeAll(async () => {
    const listen = (message: unknown) => alarms.push(message);
    const logger: LoggerService = { log: () => undefined, warn: () => undefined, error: listen };
    const log = { pulseMilliseconds: 10, alarmMilliseconds: 150, stalledMilliseconds: 400 };
    server = await startServer({ log, logger });
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
  });
  afterAll(() => server.close());

  const readiness = async () => (await server.app.inject({ url: '/health/ready' })).json();
  const administrator = () => server.as(hospital.administrator);
  const boardPath = () => `/boards/${hospital.board.id}/members`;

  async function newcomer() {
    const person = await server.given.person(hospital, { name: 'Dr. Wait', roles: ['specialist'], specialty: null });
    return { userId: person.id, specialty: 'radiology' };
  }

  /** As soon as the server itself has found out. */
  async function until(state: LogState): Promise<void> {
    const pulse = server.app.get(LogPulse, { strict: false });
    const deadline = performance.now() + 50_000;
    while (pulse.state !== state) {
      if (performance.now() > deadline) throw new Error(`The log is ${pulse.state}, and not ${state}.`);
      await new Promise(setImmediate);
    }
  }

  it('tells who was waiting that it is done and not yet in the log; the same key brings answer and receipt afterwards', async () => {
    await until('current');
    const seat = await newcomer();
    await administrator().get('/boards').expect(200);
    await server.sequencer.stop();

    const key = { 'idempotency-key': 'waiting' };
    const refused = await administrator().post(boardPath(), seat, key).expect(503, 'inclusion-pending');
    expect(refused.headers['retry-after']).toBe('10');
    await server.sequencer.start();
    await until('current');
    const answer = await administrator().post(boardPath(), seat, key).expect(201);

    expect(proven(receiptIn(answer.headers), server.sequencer.privateKey).leaf).toMatchObject({
      type: 'board.member-added',
      req: refused.headers['x-request-id'],
    });
  });

  it('refuses what would need a receipt before anything is done, and leaves the refusal in the trail', async () => {
    const seat = await newcomer();
    await server.sequencer.stop();
    await administrator().get('/boards').expect(200);
    await until('stalled');
    const { version } = (await administrator().get(`/boards/${hospital.board.id}`).expect(200)).body;

    await administrator().post(boardPath(), seat).expect(503, 'log-stalled');

    expect((await administrator().get(`/boards/${hospital.board.id}`).expect(200)).body.version).toBe(version);
    const [refusal] = await server.look<{ leaf: object }>(
      `SELECT convert_from(leaf, 'UTF8')::jsonb AS leaf FROM audit.event WHERE type = 'request.refused' ORDER BY event_id DESC LIMIT 1`,
    );
    expect(refusal!.leaf).toMatchObject({
      actor: hospital.administrator.id,
      reasonCode: 'log-stalled',
      outcome: 'refused',
    });
    expect(await readiness()).toEqual({ status: 'ok', alarms: ['log-stalled'] });
    expect(alarms).toContainEqual(expect.stringMatching(/^The audit log is \d+ ms late/));
    await server.sequencer.start();
    await until('current');
  });

  it('lets an emergency go on: its signature is answered without a receipt, and an alarm says so', async () => {
    const caseId = await story.inWorkup(soundFacts, compression);
    const panel = (['spineSurgeon', 'radiationOncologist'] as const).map((who) => ({
      specialty: hospital[who].specialty,
      userId: hospital[who].id,
      reachedAt: server.clock.now().toISOString(),
    }));
    await server.sequencer.stop();
    await administrator().get('/boards').expect(200);
    await until('stalled');

    const { body: decision } = await server
      .as(hospital.spineSurgeon)
      .post(`/cases/${caseId}/emergency-decisions`, { content: soundContent, panel, overrides: [] })
      .expect(201);
    const signing = new Signing(server);
    const prepared = await signing.prepared(hospital.spineSurgeon, decision.id);
    const answer = await signing.send(hospital.spineSurgeon, decision.id, prepared).expect(201);

    expect(answer.headers).not.toHaveProperty('consilium-receipt');
    expect(alarms).toContain('An emergency was answered before its events were in the log.');
    await server.sequencer.start();
    await until('current');
  });

  it('lets the glass be broken, without a receipt', async () => {
    const identifier = await identifierOf(server, await story.inWorkup());
    const proof = await server.as(hospital.radiologist).prove('break-glass');
    await server.sequencer.stop();
    await administrator().get('/boards').expect(200);
    await until('stalled');

    const answer = await asked(server, hospital.radiologist, { ...PLEA, identifier, proof }).expect(201);

    expect(answer.headers).not.toHaveProperty('consilium-receipt');
    await server.sequencer.start();
    await until('current');
  });

  it('refuses the signature of a case that is no emergency', async () => {
    const { decisionId } = await story.decided();
    const signing = new Signing(server);
    const prepared = await signing.prepared(hospital.spineSurgeon, decisionId);
    await server.sequencer.stop();
    await administrator().get('/boards').expect(200);
    await until('stalled');

    await signing.send(hospital.spineSurgeon, decisionId, prepared).expect(503, 'log-stalled');

    expect(await server.auditOf({ entityId: decisionId })).not.toContain('decision.signed');
    await server.sequencer.start();
    await until('current');
    await signing.send(hospital.spineSurgeon, decisionId, prepared).expect(201);
  });
});
