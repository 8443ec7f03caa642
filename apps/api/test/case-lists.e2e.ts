import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

describe('cases together', () => {
  let server: TestServer;
  let hospital: Hospital;
  let count = 0;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
  });
  afterAll(() => server.close());

  async function refer({ by = hospital, patientId = '', suspicion = {}, familyName = 'Jansen' } = {}) {
    const coordinator = server.as(by.coordinator);
    const id = patientId || (await register(by, familyName)).id;
    const triage = { suspectedAt: server.clock.now().toISOString(), painFeatures: [], ...suspicion };
    const { body } = await coordinator
      .post('/cases', { boardId: by.board.id, patientId: id, question: 'What now?', suspicion: triage })
      .expect(201);
    return body;
  }

  async function register(by: Hospital, familyName = 'Jansen') {
    count += 1;
    const identifiers = [{ system: 'mrn', value: String(count) }];
    const person = { identifiers, familyName, givenName: 'Maria', bornOn: '1961-04-12', sex: 'female' };
    return (await server.as(by.coordinator).post('/patients', person).expect(201)).body;
  }

  const ids = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id);

  describe('in a list', () => {
    it('come newest first, page by page, each with its patient, and the trail names who was shown', async () => {
      const by = await server.given.board();
      const cases = [await refer({ by }), await refer({ by }), await refer({ by })].map(({ id }) => id);

      const first = await server.as(by.coordinator).get('/cases?limit=2').expect(200);
      const rest = await server.as(by.coordinator).get(`/cases?limit=2&cursor=${first.body.nextCursor}`).expect(200);
      const oldest = await server.as(by.coordinator).get('/cases?sort=oldest').expect(200);

      expect([ids(first), ids(rest), rest.body.nextCursor]).toEqual([[cases[2], cases[1]], [cases[0]], null]);
      expect(ids(oldest)).toEqual(cases);
      expect(first.body.items[0]).toMatchObject({
        patient: { familyName: 'Jansen', bornOn: '1961-04-12' },
        state: 'referred',
        nextClock: null,
      });
      const events = await server.auditOf({ actorId: by.coordinator.id });
      expect(events.slice(-2)).toEqual(['cases.listed', 'patients.disclosed']);
    });

    it('by urgency begin with the emergency lane and the least time left', async () => {
      const by = await server.given.board();
      const calm = await refer({ by });
      const pain = await refer({ by, suspicion: { painFeatures: ['nocturnal'] } });
      const cord = await refer({ by, suspicion: { compressionSigns: ['limb-weakness'] } });

      const all = await server.as(by.coordinator).get('/cases?sort=urgency').expect(200);
      const first = await server.as(by.coordinator).get('/cases?sort=urgency&limit=1').expect(200);
      const second = await server
        .as(by.coordinator)
        .get(`/cases?sort=urgency&limit=1&cursor=${first.body.nextCursor}`)
        .expect(200);
      const third = await server
        .as(by.coordinator)
        .get(`/cases?sort=urgency&limit=1&cursor=${second.body.nextCursor}`)
        .expect(200);

      expect(ids(all)).toEqual([cord.id, pain.id, calm.id]);
      expect([first, second, third].flatMap(ids)).toEqual(ids(all));
    });

    it('are filtered by state, lane, board and overdue clocks', async () => {
      const by = await server.given.board();
      const late = await refer({ by, suspicion: { compressionSigns: ['limb-weakness'] } });
      server.clock.advance({ hours: 25 });
      const calm = await refer({ by });
      await server.as(by.coordinator).post(`/cases/${calm.id}/accept`).expect(200);
      const listed = async (query: string) => ids(await server.as(by.coordinator).get(`/cases?${query}`).expect(200));

      expect(await listed('state=workup&state=ready')).toEqual([calm.id]);
      expect(await listed('lane=emergency')).toEqual([late.id]);
      expect(await listed('overdue=true')).toEqual([late.id]);
      expect(await listed('overdue=false')).toEqual([calm.id]);
      expect(await listed(`board=${by.board.id}`)).toEqual([calm.id, late.id]);
      expect(await listed(`board=${hospital.board.id}`)).toEqual([]);
    });

    it('are those of one’s own boards; an auditor reads the organisation’s, an administrator none', async () => {
      const by = await server.given.board();
      const other = await server.given.board({ organisation: by });
      const { id } = await refer({ by });

      expect(ids(await server.as(other.coordinator).get('/cases').expect(200))).toEqual([]);
      expect(ids(await server.as(by.auditor).get('/cases').expect(200))).toEqual([id]);
      await server.as(by.administrator).get('/cases').expect(403);
    });

    it.each(['sort=patient', 'limit=0', 'limit=201', 'name=Jansen', 'board=7', 'overdue=maybe', 'cursor=x'])(
      'are refused with “%s”',
      async (query) => {
        await server.as(hospital.coordinator).get(`/cases?${query}`).expect(400, 'invalid-query');
      },
    );
  });

  describe('searched', () => {
    it('are found by the patient’s identifier and by family name, on one’s own boards only', async () => {
      const by = await server.given.board();
      const other = await server.given.board({ organisation: by });
      const patient = await register(by, 'Searched');
      const { id } = await refer({ by, patientId: patient.id });
      const search = async (hospital: Hospital, body: object) =>
        ids(await server.as(hospital.coordinator).post('/cases/search', body).expect(200));

      expect(await search(by, { identifier: patient.identifiers[0] })).toEqual([id]);
      expect(await search(by, { familyName: 'SEARCHED' })).toEqual([id]);
      expect(await search(by, { familyName: 'Searched', bornOn: '1999-01-01' })).toEqual([]);
      expect(await search(other, { identifier: patient.identifiers[0] })).toEqual([]);
      await server.as(by.coordinator).post('/cases/search', {}).expect(400, 'search-by-one-of');
    });
  });
});
