import { Ledger, newId, systemActor, type Actor, type Tx } from '#database';
import { CaseStory } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { approval, askErasure, asking, erase } from './support/erasing.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import type { Person } from './support/person.js';
import { rowCounts } from './support/row-counts.js';
import { startServer, type TestServer } from './support/server.js';

describe('an erasure', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;
  let second: Person;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
    second = await server.given.person(hospital, { name: 'Ben', roles: ['administrator'], specialty: null });
  });
  afterAll(() => server.close());

  const first = () => server.as(hospital.administrator);
  const people = () => [hospital.administrator, second] as const;
  async function patientOf(caseId: string): Promise<{ id: string; alias: string }> {
    const [patient] = await server.look<{ id: string; alias: string }>(
      `SELECT p.id, p.alias FROM clinical.patient p JOIN clinical.board_case c ON c.patient_id = p.id WHERE c.id = $1`,
      [caseId],
    );
    return patient!;
  }
  const asked = async (caseId: string) => askErasure(server, hospital.administrator, (await patientOf(caseId)).id);

  it('is asked for by one administrator, who learns nothing of the patient, and seen by auditors at once', async () => {
    const { id: patientId, alias } = await patientOf(await story.inWorkup());

    const body = await askErasure(server, hospital.administrator, patientId);

    expect(body).toEqual({
      id: expect.any(String),
      patientId,
      state: 'asked',
      reasonCode: 'consent-withdrawn',
      askedBy: hospital.administrator.id,
      askedAt: server.clock.now().toISOString(),
      decidedBy: null,
      decidedAt: null,
      rejection: null,
      removed: null,
      reappliedAt: null,
      digest: expect.any(String),
      version: 1,
    });
    const { items } = (await server.as(hospital.auditor).get('/erasures?state=asked&limit=200').expect(200)).body;
    expect(items.at(-1)).toEqual(body);
    const [event] = await server.look<{ leaf: object }>(
      `SELECT convert_from(leaf, 'UTF8')::jsonb AS leaf FROM audit.event WHERE type = 'erasure.asked' ORDER BY event_id DESC LIMIT 1`,
    );
    expect(event!.leaf).toMatchObject({ patients: [alias], entityId: body.id, reasonCode: 'consent-withdrawn' });
  });

  it('removes nothing until a second administrator approves, and then everything of the patient and of nobody else', async () => {
    const caseId = await story.inWorkup();
    const other = await story.inWorkup();
    const { id: patientId } = await patientOf(caseId);
    const erasure = await askErasure(server, hospital.administrator, patientId);
    await server.as(hospital.coordinator).get(`/cases/${caseId}`).expect(200);

    const approve = await approval(server, second, erasure);
    const { body } = await approve().expect(200);

    expect(body).toMatchObject({ state: 'done', decidedBy: second.id, version: 2 });
    expect(body.removed.rows).toBeGreaterThan(10);
    expect(body.removed.documents).toBe(4);
    await server.as(hospital.coordinator).get(`/cases/${caseId}`).expect(404, 'not-found');
    await server.as(hospital.coordinator).get(`/patients/${patientId}`).expect(404, 'not-found');
    await server.as(hospital.coordinator).get(`/cases/${other}`).expect(200);
    expect((await first().get(`/erasures/${erasure.id}`).expect(200)).body).toEqual(body);
  });

  it('leaves its leaves, which name the patient by an alias that leads nowhere any more', async () => {
    const caseId = await story.inWorkup();
    const { id, alias } = await patientOf(caseId);
    const before = await server.look('SELECT leaf FROM audit.event WHERE $1 = ANY (patients)', [alias]);

    await erase(server, people(), id);

    const after = await server.look('SELECT leaf FROM audit.event WHERE $1 = ANY (patients) ORDER BY event_id', [
      alias,
    ]);
    expect(before).toHaveLength(4);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(await server.look('SELECT FROM clinical.patient WHERE alias = $1', [alias])).toEqual([]);
    const types = await server.look<{ type: string }>(
      'SELECT type FROM audit.event WHERE $1 = ANY (patients) ORDER BY recorded_at DESC, event_id DESC LIMIT 1',
      [alias],
    );
    expect(types).toEqual([{ type: 'erasure.approved' }]);
  });

  it('takes two people, each with a proof of identity for exactly this', async () => {
    const erasure = await asked(await story.inWorkup());
    const path = `/erasures/${erasure.id}/approve`;
    const own = await server.as(hospital.administrator).prove('approve-erasure', erasure.digest);
    const other = await asked(await story.inWorkup());
    const elsewhere = await server.as(second).prove('approve-erasure', other.digest);

    await first().post(path, { proof: own }).expect(409, 'second-person-needed');
    await server.as(second).post(path, { proof: elsewhere }).expect(403, 'proof-required');
    await server.as(second).post(path, { proof: 'made-up' }).expect(403, 'proof-required');
    await asking(server, second, other.patientId, 'made-up').expect(403, 'proof-required');
  });

  it('is for administrators alone, and read by auditors too', async () => {
    const erasure = await asked(await story.inWorkup());

    for (const who of [hospital.auditor, hospital.chair, hospital.coordinator]) {
      await asking(server, who, erasure.patientId, 'x').expect(403, 'forbidden');
      await server.as(who).post(`/erasures/${erasure.id}/approve`, { proof: 'x' }).expect(403, 'forbidden');
      await server.as(who).post(`/erasures/${erasure.id}/reject`, { rejection: 'asked-in-error' }).expect(403);
    }
    await server.as(hospital.chair).get('/erasures').expect(403, 'forbidden');
    const abroad = await server.given.board();
    await server.as(abroad.administrator).get(`/erasures/${erasure.id}`).expect(404, 'not-found');
    const proof = await server.as(abroad.administrator).prove('ask-erasure');
    await asking(server, abroad.administrator, erasure.patientId, proof).expect(404, 'not-found');
  });

  it('is asked for once, decided once, on the version that was read', async () => {
    const caseId = await story.inWorkup();
    const erasure = await asked(caseId);
    const proof = await server.as(second).prove('ask-erasure');
    const reject = (version: number) =>
      server.as(second).post(`/erasures/${erasure.id}/reject`, { rejection: 'legal-retention' }, ifMatch(version));

    await asking(server, second, erasure.patientId, proof).expect(409, 'erasure-already-asked');
    await reject(7).expect(412, 'stale-version');
    const { body } = await reject(1).expect(200);
    expect(body).toMatchObject({
      state: 'rejected',
      rejection: 'legal-retention',
      decidedBy: second.id,
      removed: null,
    });
    await reject(2).expect(409, 'erasure-decided');
    await server.as(hospital.coordinator).get(`/cases/${caseId}`).expect(200);
    expect((await asked(caseId)).state).toBe('asked');
  });

  it('waits while a board is in session about the patient', async () => {
    const { caseId, meetingId } = await story.inDiscussion();
    const approve = await approval(server, second, await asked(caseId));

    await approve().expect(409, 'patient-in-session');

    await server.as(hospital.chair).post(`/meetings/${meetingId}/end`).expect(200);
    await approve().expect(200);
  });

  it('repeats its answer under an Idempotency-Key', async () => {
    const { id: patientId } = await patientOf(await story.inWorkup());
    const key = { 'idempotency-key': 'erase-once' };
    const proof = await server.as(hospital.administrator).prove('ask-erasure');
    const wish = { reasonCode: 'court-order', proof };

    const once = (await first().post(`/patients/${patientId}/erasure`, wish, key).expect(201)).body;
    const twice = (await first().post(`/patients/${patientId}/erasure`, wish, key).expect(201)).body;
    const approved = { proof: await server.as(second).prove('approve-erasure', once.digest) };
    const done = (await server.as(second).post(`/erasures/${once.id}/approve`, approved, key).expect(200)).body;
    const again = (await server.as(second).post(`/erasures/${once.id}/approve`, approved, key).expect(200)).body;

    expect(twice).toEqual(once);
    expect(again).toEqual(done);
  });

  it.each([
    ['DELETE ON clinical.patient'],
    ['INSERT ON clinical.erased_patient'],
    ['UPDATE ON clinical.erasure'],
    ['INSERT ON clinical.version'],
  ])('removes nothing at all when its step %s fails', async (at) => {
    const approve = await approval(server, second, await asked(await story.inWorkup()));
    const before = await rowCounts(server);
    const emptied = async () => (await server.look('SELECT FROM clinical.version WHERE doc IS NULL')).length;
    const empty = await emptied();

    await whileFailing(server, { at }, () => approve().expect(500));

    expect(await rowCounts(server)).toEqual(before);
    expect(await emptied()).toBe(empty);
    await approve().expect(200);
  });

  describe('cannot be had by the application’s own login', () => {
    const actorOf = ({ organisationId, id: userId, roles }: Person): Actor => ({
      ...systemActor(organisationId),
      userId,
      roles,
    });
    const attempt = (access: Parameters<Ledger['swiftTransaction']>[0], statement: string): Promise<unknown> =>
      server.app.get(Ledger, { strict: false }).swiftTransaction(access, (tx: Tx) => tx.sql(statement));

    it('of its own accord, by the one who asked, or in a transaction that opened for something else', async () => {
      const { id } = await asked(await story.inWorkup());
      const statement = `SELECT clinical.erase('${id}', now())`;
      const refusal = /second administrator/;

      await expect(
        attempt({ type: 'erasure.opened', actor: systemActor(hospital.organisationId), id }, statement),
      ).rejects.toThrow(refusal);
      await expect(
        attempt({ type: 'erasure.opened', actor: actorOf(hospital.administrator), id }, statement),
      ).rejects.toThrow(refusal);
      await expect(attempt({ type: 'erasure.opened', actor: actorOf(hospital.chair), id }, statement)).rejects.toThrow(
        refusal,
      );
      await expect(attempt({ type: 'erasures.listed', actor: actorOf(second) }, statement)).rejects.toThrow(refusal);
    });

    it('for a patient whom nobody erased before, or by putting one on the list', async () => {
      const { id } = await patientOf(await story.inWorkup());
      const system = { type: 'system.maintained', actor: systemActor(hospital.organisationId) } as const;

      await expect(attempt(system, `SELECT clinical.erase_again('${id}')`)).rejects.toThrow(/erased before/);
      await expect(attempt(system, `SELECT clinical.erase_patient('${id}')`)).rejects.toThrow(/permission denied/);
      await expect(
        attempt(
          system,
          `INSERT INTO clinical.erased_patient SELECT organisation_id, '${id}', '${newId()}', 'x', asked_by, asked_at, asked_by, asked_at
           FROM clinical.erasure LIMIT 1`,
        ),
      ).rejects.toThrow(/permission denied/);
      await expect(attempt(system, 'SET ROLE consilium_eraser')).rejects.toThrow(/permission denied/);
      await expect(attempt(system, `SELECT * FROM clinical.hold_for_erasure('${id}')`)).rejects.toThrow(
        /permission denied/,
      );
    });

    it('by saying that it was done', async () => {
      const { id } = await asked(await story.inWorkup());
      const done = `UPDATE clinical.erasure SET state = 'done', decided_by = '${second.id}', decided_at = now(), removed_rows = 1,
        version = version + 1 WHERE id = '${id}'`;

      await expect(attempt({ type: 'erasure.opened', actor: actorOf(second), id }, done)).rejects.toThrow(
        /row-level security/,
      );
    });
  });

  describe('its catalogue', () => {
    /** Tables of the clinical schema that hold nothing of a patient, and why. */
    const OF_NOBODY = {
      'clinical.meeting': 'a board’s sitting: times, chair, place',
      'clinical.attendance_mark': 'who sat there',
      'clinical.meeting_series': 'when a board sits: a rule, a room',
      'clinical.board_holidays': 'when it does not',
      'clinical.invitation_list': 'who is asked to a sitting',
      'clinical.invitation': 'and what they answered',
      'clinical.version': 'emptied, not deleted',
      'clinical.erasure': 'ids, codes and counts of the erasure itself',
      'clinical.erased_patient': 'the list that a restore is held against',
    };

    it('names every table of the clinical schema: a new one is erased with its patient, or is said to be of nobody', async () => {
      const all = await server.look<{ name: string }>(
        `SELECT oid::regclass::text AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'clinical'::regnamespace`,
      );
      const erased = await server.look<{ name: string }>('SELECT table_name AS name FROM audit.erasable');
      const known = [...erased.map(({ name }) => name), ...Object.keys(OF_NOBODY)];

      expect(all.map(({ name }) => name).sort()).toEqual(known.sort());
    });

    it('lets the eraser sign in nowhere, belong to nobody, and touch nothing but what it erases', async () => {
      const [role] = await server.look<Record<string, boolean>>(
        `SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit,
           EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member
             WHERE m.roleid = e.oid AND r.rolname LIKE 'consilium%') AS lent
         FROM pg_roles e WHERE rolname = 'consilium_eraser'`,
      );
      const rights = await server.look<{ right: string }>(
        `SELECT DISTINCT privilege_type || ' ' || table_schema || '.' || table_name AS right
         FROM information_schema.role_table_grants WHERE grantee = 'consilium_eraser' AND privilege_type NOT IN ('SELECT', 'MAINTAIN')
           AND table_schema || '.' || table_name NOT IN (SELECT table_name FROM audit.erasable)`,
      );
      const columns = await server.look<{ column: string }>(
        `SELECT table_name || '.' || column_name AS column FROM information_schema.column_privileges
         WHERE grantee = 'consilium_eraser' AND privilege_type = 'UPDATE' ORDER BY 1`,
      );

      expect(Object.values(role!).some(Boolean)).toBe(false);
      expect(rights).toEqual([{ right: 'INSERT clinical.erased_patient' }]);
      expect(columns.map(({ column }) => column)).toEqual(['version.doc', 'version.salt']);
    });
  });
});
