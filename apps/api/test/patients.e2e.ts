import type { Hospital } from './support/given.js';
import { ifMatch } from './support/client.js';
import { startServer, type TestServer } from './support/server.js';

const BSN = 'urn:oid:2.16.840.1.113883.2.4.6.3';

describe('patients', () => {
  let server: TestServer;
  let hospital: Hospital;
  let count = 0;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
  });
  afterAll(() => server.close());

  /** A patient as a coordinator types one in. */
  function maria(part: object = {}) {
    count += 1;
    return {
      identifiers: [{ system: BSN, value: `1000${count}` }],
      familyName: 'Jansen',
      givenName: 'Maria',
      bornOn: '1961-04-12',
      sex: 'female',
      ...part,
    };
  }

  const coordinator = () => server.as(hospital.coordinator);
  const register = async (part?: object) => (await coordinator().post('/patients', maria(part)).expect(201)).body;

  describe('registering a patient', () => {
    it('answers with the patient and leaves one version that the trail knows by alias only', async () => {
      const entered = maria();

      const { body } = await coordinator().post('/patients', entered).expect(201);

      expect(body).toEqual({ ...entered, id: body.id, deceasedOn: null, version: 1, differs: [] });
      const [row] = await server.look<{ alias: string }>('SELECT alias FROM clinical.patient WHERE id = $1', [body.id]);
      expect(await server.auditOf({ entityId: row!.alias })).toEqual(['patient.registered']);
      expect(await server.auditOf({ entityId: body.id })).toEqual([]);
    });

    it('answers 200 with the identity on file for a known identifier, and says that it showed it', async () => {
      const entered = maria();
      const { body: first } = await coordinator().post('/patients', entered).expect(201);

      const again = await server.as(hospital.radiologist).post('/patients', entered).expect(200);

      expect(again.body).toEqual({ ...first, differs: [] });
      const [row] = await server.look<{ alias: string }>('SELECT alias FROM clinical.patient WHERE id = $1', [
        first.id,
      ]);
      expect(await server.auditOf({ entityId: row!.alias })).toEqual(['patient.registered', 'patients.disclosed']);
    });

    it('names what differs from the file and keeps the file as it is', async () => {
      const entered = maria();
      const { body: first } = await coordinator().post('/patients', entered).expect(201);
      const married = {
        ...entered,
        familyName: 'Jansen-de Vries',
        identifiers: [...entered.identifiers, { system: 'mrn', value: '7' }],
      };

      const { body } = await coordinator().post('/patients', married).expect(200);

      expect(body).toEqual({ ...first, differs: ['familyName', 'identifiers'] });
    });

    it('is refused for a known identifier with another date of birth: it may be mistyped', async () => {
      const entered = maria();
      await coordinator().post('/patients', entered).expect(201);

      const { body } = await coordinator()
        .post('/patients', { ...entered, bornOn: '1971-04-12' })
        .expect(409, 'patient-differs');

      expect(body.differs).toEqual(['bornOn']);
      expect(JSON.stringify(body)).not.toContain('Jansen');
    });

    it('is refused for identifiers of two different patients', async () => {
      const [one, other] = [await register(), await register()];
      const both = maria({ identifiers: [...one.identifiers, ...other.identifiers] });

      await coordinator().post('/patients', both).expect(409, 'identifiers-of-several-patients');
    });

    it('is refused for a birth in the future, naming the field', async () => {
      const { body } = await coordinator()
        .post('/patients', maria({ bornOn: '2026-03-04' }))
        .expect(400);
      expect(body.errors).toEqual([{ pointer: '/bornOn', message: expect.any(String), code: 'impossible-day' }]);
    });

    it.each([
      ['without identifiers', { identifiers: [] }, '/identifiers'],
      ['with a day that does not exist', { bornOn: '1961-02-30' }, '/bornOn'],
      ['with a field nobody knows', { nickname: 'Mia' }, '/nickname'],
      ['with a sex that is no code', { sex: 'F' }, '/sex'],
    ])('is refused %s, pointing at it', async (_what, part, pointer) => {
      const { body } = await coordinator().post('/patients', maria(part)).expect(400, 'invalid-body');
      expect(body.errors[0].pointer).toBe(pointer);
    });

    it('is the work of clinical roles', async () => {
      await server.as(hospital.administrator).post('/patients', maria()).expect(403);
      await server.as(hospital.auditor).post('/patients', maria()).expect(403);
      await server.nobody.post('/patients', maria()).expect(401);
    });

    it('happens once when two replicas are told at the same time', async () => {
      const entered = maria();
      const replica = await startServer({ other: server });
      try {
        const answers = await Promise.all([
          coordinator().post('/patients', entered),
          replica.as(hospital.radiologist).post('/patients', entered),
        ]);

        expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
        expect(answers.every(({ status }) => [200, 201, 409].includes(status))).toBe(true);
      } finally {
        await replica.close();
      }
    });

    it('replays its answer for the same Idempotency-Key, and registers nobody twice', async () => {
      const key = { 'idempotency-key': 'referral-77' };
      const entered = maria();

      const first = await coordinator().post('/patients', entered, key).expect(201);
      const again = await coordinator().post('/patients', entered, key).expect(201);

      expect(again.body).toEqual(first.body);
      const [row] = await server.look<{ alias: string }>('SELECT alias FROM clinical.patient WHERE id = $1', [
        first.body.id,
      ]);
      const shown = await server.look<{ type: string }>(
        'SELECT type FROM audit.event WHERE $1::uuid = ANY (patients) ORDER BY event_id',
        [row!.alias],
      );
      expect(shown).toEqual([{ type: 'patient.registered' }, { type: 'patients.disclosed' }]);
      await coordinator().post('/patients', maria(), key).expect(422, 'idempotency-key-reused');
    });
  });

  describe('finding a patient', () => {
    it('works by identifier, exactly', async () => {
      const patient = await register();

      const found = await coordinator().post('/patients/search', { identifier: patient.identifiers[0] }).expect(200);
      const nobody = await coordinator()
        .post('/patients/search', { identifier: { system: BSN, value: '1' } })
        .expect(200);

      expect(found.body.items.map(({ id }: { id: string }) => id)).toEqual([patient.id]);
      expect(nobody.body).toEqual({ items: [], nextCursor: null });
    });

    it('works by family name however it is capitalised, page by page, narrowed by birth', async () => {
      const names = ['Anna', 'Bea', 'Cleo'];
      for (const givenName of names) await register({ familyName: 'Öztürk', givenName });
      await register({ familyName: 'Öztürk', givenName: 'Dora', bornOn: '1950-01-01' });

      const first = await coordinator().post('/patients/search', { familyName: 'ÖZTÜRK', limit: 2 }).expect(200);
      const cursor = first.body.nextCursor;
      const rest = await coordinator().post('/patients/search', { familyName: 'ÖZTÜRK', limit: 2, cursor }).expect(200);
      const born = await coordinator()
        .post('/patients/search', { familyName: 'öztürk', bornOn: '1950-01-01' })
        .expect(200);

      const givenNames = ({ body }: typeof first) => body.items.map((item: { givenName: string }) => item.givenName);
      expect([givenNames(first), givenNames(rest), givenNames(born)]).toEqual([
        ['Anna', 'Bea'],
        ['Cleo', 'Dora'],
        ['Dora'],
      ]);
      expect(rest.body.nextCursor).toBeNull();
    });

    it('is refused without a way, or with two', async () => {
      await coordinator().post('/patients/search', {}).expect(400, 'search-by-one-of');
      const both = { familyName: 'Jansen', identifier: { system: BSN, value: '1' } };
      await coordinator().post('/patients/search', both).expect(400, 'search-by-one-of');
    });

    it('is refused an altered cursor', async () => {
      await coordinator()
        .post('/patients/search', { familyName: 'Jansen', cursor: 'abc' })
        .expect(400, 'invalid-query');
    });

    it('ends at the border of the organisation', async () => {
      const patient = await register();
      const elsewhere = await server.given.board();

      await server.as(elsewhere.coordinator).get(`/patients/${patient.id}`).expect(404);
      const { body } = await server
        .as(elsewhere.coordinator)
        .post('/patients/search', { identifier: patient.identifiers[0] });
      expect(body.items).toEqual([]);
    });

    it('shows an auditor who a patient is, and an administrator nothing', async () => {
      const patient = await register();
      await server.as(hospital.auditor).get(`/patients/${patient.id}`).expect(200);
      await server.as(hospital.administrator).get(`/patients/${patient.id}`).expect(403);
    });
  });

  describe('correcting a patient', () => {
    it('makes the next version and adds identifiers', async () => {
      const patient = await register();
      const added = { system: 'urn:hospital:mrn', value: `M-${patient.id}` };

      const { body, headers } = await coordinator()
        .patch(`/patients/${patient.id}`, { familyName: 'Janssen', addIdentifiers: [added] }, ifMatch(1))
        .expect(200);

      expect(body).toMatchObject({ familyName: 'Janssen', givenName: 'Maria', version: 2 });
      expect(body.identifiers).toContainEqual(added);
      expect(headers.etag).toBe('"2"');
    });

    it('is refused without a version, and with an old one', async () => {
      const patient = await register();
      await coordinator().patch(`/patients/${patient.id}`, { givenName: 'M.' }).expect(428);
      await coordinator().patch(`/patients/${patient.id}`, { givenName: 'M.' }, ifMatch(1)).expect(200);
      await coordinator()
        .patch(`/patients/${patient.id}`, { givenName: 'Mary' }, ifMatch(1))
        .expect(412, 'stale-version');
    });

    it('is refused when nothing changes, or another patient has the identifier', async () => {
      const [patient, other] = [await register(), await register()];
      await coordinator().patch(`/patients/${patient.id}`, {}, ifMatch(1)).expect(400, 'nothing-to-change');
      const taken = { givenName: 'Never', addIdentifiers: other.identifiers };
      await coordinator()
        .patch(`/patients/${patient.id}`, taken, ifMatch(1))
        .expect(409, 'patient-registered-meanwhile');

      const { body } = await coordinator().get(`/patients/${patient.id}`).expect(200);
      expect(body).toMatchObject({ givenName: 'Maria', version: 1 });
    });

    it('is refused a death before the birth or after today', async () => {
      const patient = await register();
      await coordinator().patch(`/patients/${patient.id}`, { deceasedOn: '1961-04-11' }, ifMatch(1)).expect(400);
      await coordinator().patch(`/patients/${patient.id}`, { deceasedOn: '2026-03-04' }, ifMatch(1)).expect(400);
    });
  });
});
