import { ifMatch } from './support/client.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

describe('an integration', () => {
  let server: TestServer;
  let hospital: Hospital;
  let patientId: string;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    const maria = { familyName: 'Jansen', givenName: 'Maria', bornOn: '1961-04-12', sex: 'female' };
    const identifiers = [{ system: 'mrn', value: '1' }];
    const { body } = await server
      .as(hospital.coordinator)
      .post('/patients', { ...maria, identifiers })
      .expect(201);
    patientId = body.id;
  });
  afterAll(() => server.close());

  async function machine(...scopes: string[]) {
    const person = await server.given.person(hospital, { name: 'Referrals', roles: ['integration'], specialty: null });
    await server.as(hospital.administrator).patch(`/users/${person.id}`, { scopes }, ifMatch(1)).expect(200);
    return server.as(person);
  }

  const referral = () => ({
    boardId: hospital.board.id,
    patientId,
    question: 'What now?',
    suspicion: { suspectedAt: server.clock.now().toISOString(), painFeatures: [] },
  });

  it('refers a patient to a board, which accepts, as far as its scopes say', async () => {
    const referrals = await machine('patient:read', 'case:refer');

    const { body } = await referrals.post('/cases', referral()).expect(201);

    expect(body.state).toBe('referred');
    await referrals.post(`/cases/${body.id}/accept`).expect(403, 'forbidden');
    await server.as(hospital.coordinator).post(`/cases/${body.id}/accept`).expect(200);
  });

  it('reads no case and no patient that its scopes do not name, neither one by one nor in lists', async () => {
    const scanner = await machine('imaging:report');
    const { body } = await server.as(hospital.coordinator).post('/cases', referral()).expect(201);
    const identifier = { system: 'mrn', value: '1' };

    await scanner.get(`/cases/${body.id}`).expect(404, 'not-found');
    await scanner.get('/cases').expect(403, 'forbidden');
    await scanner.post('/cases/search', { identifier }).expect(403, 'forbidden');
    await scanner.get(`/patients/${patientId}`).expect(403, 'forbidden');
    await scanner.post('/patients/search', { identifier }).expect(403, 'forbidden');
    await scanner.get('/imaging-orders').expect(403, 'forbidden');
  });

  it('reads the cases of every board where its scopes say so', async () => {
    const archive = await machine('case:read');
    const { body } = await server.as(hospital.coordinator).post('/cases', referral()).expect(201);

    const { body: listed } = await archive.get('/cases?limit=1').expect(200);

    expect(listed.items.map(({ id }: { id: string }) => id)).toEqual([body.id]);
    await archive.post('/cases', referral()).expect(403, 'forbidden');
  });
});
