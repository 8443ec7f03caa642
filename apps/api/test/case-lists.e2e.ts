import { CaseHappenings } from '../src/cases/index.js';
import { Refusal } from '#workflow';
import type { Hospital } from './support/given.js';
import { ifMatch } from './support/client.js';
import { startServer, type TestServer } from './support/server.js';

class Unwilling extends Refusal {
  readonly code = 'unwilling';
  readonly kind = 'conflict';

  constructor() {
    super('Something above says no.');
  }
}

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

  describe('of a patient who dies', () => {
    it('close with the record of the death, those of other boards too', async () => {
      const other = await server.given.board({ organisation: hospital });
      const patient = await register(hospital);
      const own = await refer({ patientId: patient.id, suspicion: { painFeatures: ['severe'] } });
      const elsewhere = await refer({ by: other, patientId: patient.id });

      await server
        .as(hospital.coordinator)
        .patch(`/patients/${patient.id}`, { deceasedOn: '2026-03-01' }, ifMatch(1))
        .expect(200);

      const mine = await server.as(hospital.coordinator).post('/cases/search', { identifier: patient.identifiers[0] });
      const theirs = await server.as(other.coordinator).post('/cases/search', { identifier: patient.identifiers[0] });
      expect(mine.body.items).toMatchObject([{ id: own.id, state: 'closed', nextClock: null }]);
      expect(theirs.body.items).toMatchObject([{ id: elsewhere.id, state: 'closed' }]);
      expect(await server.auditOf({ caseId: own.id })).toEqual(['case.referred', 'case.closed']);
      expect(await server.auditOf({ caseId: elsewhere.id })).toEqual(['case.referred', 'case.opened', 'case.closed']);
    });

    it('are not reopened, and no new one is referred', async () => {
      const patient = await register(hospital);
      const { id } = await refer({ patientId: patient.id });
      await server
        .as(hospital.coordinator)
        .patch(`/patients/${patient.id}`, { deceasedOn: '2026-03-01' }, ifMatch(1))
        .expect(200);

      await server
        .as(hospital.coordinator)
        .post(`/cases/${id}/reopen`, { reasonCode: 'closed-in-error' })
        .expect(409, 'patient-deceased');
      const suspicion = { suspectedAt: '2026-03-01T08:00:00Z', painFeatures: [] };
      await server
        .as(hospital.coordinator)
        .post('/cases', { boardId: hospital.board.id, patientId: patient.id, question: 'What now?', suspicion })
        .expect(409, 'patient-deceased');
    });
  });

  it('that fail at their last step leave nothing: no death, no closure, only the refusal', async () => {
    const patient = await register(hospital);
    const { id, version } = await refer({ patientId: patient.id });
    let isWilling = false;
    server.app.get(CaseHappenings, { strict: false }).on('case.closing', async () => {
      if (!isWilling) throw new Unwilling();
    });
    const before = await server.look('SELECT entity_id, version FROM clinical.version ORDER BY 1, 2');

    await server
      .as(hospital.coordinator)
      .post(`/cases/${id}/close`, { reasonCode: 'withdrawn' })
      .expect(409, 'unwilling');
    await server
      .as(hospital.coordinator)
      .patch(`/patients/${patient.id}`, { deceasedOn: '2026-03-01' }, ifMatch(1))
      .expect(409, 'unwilling');

    expect(await server.look('SELECT entity_id, version FROM clinical.version ORDER BY 1, 2')).toEqual(before);
    expect(await server.look('SELECT deceased_on FROM clinical.patient WHERE id = $1', [patient.id])).toEqual([
      { deceased_on: null },
    ]);
    expect((await server.auditOf({ actorId: hospital.coordinator.id })).slice(-2)).toEqual([
      'request.refused',
      'request.refused',
    ]);
    isWilling = true;
    await server
      .as(hospital.coordinator)
      .post(`/cases/${id}/close`, { reasonCode: 'withdrawn' }, ifMatch(version))
      .expect(200);
  });
});
