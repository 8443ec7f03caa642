import { CaseStory } from './support/case-story.js';
import { acceptedCase } from './support/cases.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import type { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';

describe('a request under an Idempotency-Key', () => {
  let server: TestServer;
  let hospital: Hospital;
  let count = 0;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
  });
  afterAll(() => server.close());

  /** A request that nobody has sent yet, with its key. */
  function newPatient() {
    count += 1;
    const identifiers = [{ system: 'mrn', value: `key-${count}` }];
    const body = { identifiers, familyName: 'Jansen', givenName: 'Maria', bornOn: '1961-04-12', sex: 'female' };
    return { body, key: { 'idempotency-key': `register-${count}` } };
  }

  const register = (who: Person, { body, key }: ReturnType<typeof newPatient>) =>
    server.as(who).post('/patients', body, key);

  async function patientsUnder({ body }: ReturnType<typeof newPatient>): Promise<number> {
    const rows = await server.look('SELECT FROM clinical.patient_identifier WHERE value = $1', [
      body.identifiers[0]!.value,
    ]);
    return rows.length;
  }

  it('is done once: repeated, it gets its first answer, and the repetition leaves events of its own', async () => {
    const { coordinator } = hospital;
    const request = newPatient();

    const first = await register(coordinator, request).expect(201);
    const before = await server.auditOf({ actorId: coordinator.id });
    const second = await register(coordinator, request).expect(201);

    expect(second.body).toEqual(first.body);
    expect(second.headers['etag']).toBe('"1"');
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
    expect(await patientsUnder(request)).toBe(1);
    const events = await server.auditOf({ actorId: coordinator.id });
    expect(events.slice(before.length)).toEqual(['patient.registering', 'answer.replayed', 'patients.disclosed']);
  });

  it('is repeated on another server after the first one died before its answer arrived', async () => {
    const request = newPatient();
    const replica = await startServer({ other: server });
    const first = await register(hospital.coordinator, request).expect(201);

    const second = await replica.as(hospital.coordinator).post('/patients', request.body, request.key).expect(201);

    await replica.close();
    expect(second.body).toEqual(first.body);
    expect(await patientsUnder(request)).toBe(1);
  });

  it('is refused with another body, and nothing is done', async () => {
    const request = newPatient();
    await register(hospital.coordinator, request).expect(201);

    const other = { ...request, body: { ...request.body, givenName: 'Mario' } };
    await register(hospital.coordinator, other).expect(422, 'idempotency-key-reused');

    expect(await patientsUnder(request)).toBe(1);
  });

  it('is asked to wait while the first one still runs', async () => {
    const request = newPatient();
    await server.look('BEGIN');
    await server.look('LOCK TABLE clinical.patient IN SHARE MODE');
    const first = register(hospital.coordinator, request).expect(201);
    await untilWaiting(server, first);

    const { headers } = await register(hospital.coordinator, request).expect(409, 'idempotency-key-in-use');

    expect(headers['retry-after']).toBe('1');
    await server.look('COMMIT');
    const { body } = await first;
    expect((await register(hospital.coordinator, request).expect(201)).body).toEqual(body);
    expect(await patientsUnder(request)).toBe(1);
  });

  it('leaves neither work nor answer when the database fails at COMMIT, and is then done under the same key', async () => {
    const request = newPatient();
    const fault = { at: 'INSERT ON clinical.stored_answer', when: `NEW.key = '${request.key['idempotency-key']}'` };

    await whileFailing(server, { ...fault, atCommit: true }, () => register(hospital.coordinator, request).expect(500));

    expect(await patientsUnder(request)).toBe(0);
    expect(await answersUnder(request)).toBe(0);
    await register(hospital.coordinator, request).expect(201);
    expect(await answersUnder(request)).toBe(1);
  });

  it('keeps no answer of a refusal: what was in its way may be gone when it comes again', async () => {
    const story = new CaseStory(server, hospital);
    const caseId = await story.referred();
    await server.as(hospital.coordinator).post(`/cases/${caseId}/accept`).expect(200);
    const ready = () =>
      server.as(hospital.coordinator).post(`/cases/${caseId}/ready`, {}, { 'idempotency-key': 'ready-at-last' });
    await ready().expect(409, 'readiness-blocked');

    await story.assessed(caseId);

    await ready().expect(200);
  });

  it('is another person’s own under the same key', async () => {
    const mine = newPatient();
    const theirs = { body: newPatient().body, key: mine.key };

    const first = await register(hospital.coordinator, mine).expect(201);
    const second = await register(hospital.chair, theirs).expect(201);

    expect(second.body.id).not.toBe(first.body.id);
  });

  it('is another one on another path under the same key', async () => {
    const key = { 'idempotency-key': 'accept-both' };
    const cases = [await acceptedCase(server, hospital), await acceptedCase(server, hospital)];

    for (const { id, lane } of cases) {
      expect(lane).toBe('elective');
      const raise = { lane: 'emergency', reasonCode: 'clinical-deterioration' };
      const { body } = await server.as(hospital.coordinator).post(`/cases/${id}/lane`, raise, key).expect(200);
      expect(body.id).toBe(id);
    }
  });

  it('is not answered again for somebody who may not do it any more', async () => {
    const elsewhere = await server.given.board();
    const request = newPatient();
    const { id } = await acceptedCase(server, elsewhere);
    await register(elsewhere.coordinator, request).expect(201);
    const key = { 'idempotency-key': 'raise' };
    const raise = { lane: 'emergency', reasonCode: 'clinical-deterioration' };
    await server.as(elsewhere.coordinator).post(`/cases/${id}/lane`, raise, key).expect(200);

    await server
      .as(elsewhere.administrator)
      .patch(`/users/${elsewhere.coordinator.id}`, { roles: ['administrator'] }, ifMatch(1))
      .expect(200);

    await register(elsewhere.coordinator, request).expect(403, 'forbidden');
    await server.as(elsewhere.coordinator).post(`/cases/${id}/lane`, raise, key).expect(403, 'forbidden');
  });

  it('is forgotten after 24 hours', async () => {
    const request = newPatient();
    const { key } = request;
    const first = await register(hospital.coordinator, request).expect(201);
    const age = `UPDATE clinical.stored_answer SET stored_at = now() - $2::interval WHERE key = $1`;

    await server.look(age, [key['idempotency-key'], '23 hours 59 minutes']);
    expect((await register(hospital.coordinator, request).expect(201)).body).toEqual(first.body);
    await server.look(age, [key['idempotency-key'], '24 hours 1 second']);
    const { body } = await register(hospital.coordinator, { ...request, body: newPatient().body }).expect(201);

    expect(body.id).not.toBe(first.body.id);
    expect(await answersUnder(request)).toBe(1);
  });

  async function answersUnder({ key }: ReturnType<typeof newPatient>): Promise<number> {
    const rows = await server.look('SELECT FROM clinical.stored_answer WHERE key = $1', [key['idempotency-key']]);
    return rows.length;
  }
});

/** Until a session waits for a lock; fails when the request ends before. */
async function untilWaiting(server: TestServer, request: PromiseLike<unknown>): Promise<void> {
  let isOver = false;
  void request.then(
    () => (isOver = true),
    () => (isOver = true),
  );
  for (;;) {
    const waiting = await server.look('SELECT FROM pg_locks WHERE NOT granted AND relation = $1::regclass', [
      'clinical.patient',
    ]);
    if (waiting.length > 0) return;
    if (isOver) throw new Error('The request ended without waiting.');
  }
}
