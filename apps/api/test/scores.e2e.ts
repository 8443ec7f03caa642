import { startServer, type TestServer } from './support/server.js';

describe('scores, for anybody', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  it('are catalogued with items, points, bands and evidence, and so are those not offered with the reason', async () => {
    const { body } = await server.nobody.get('/scores/systems').expect(200);

    const offered = body.items.filter((system: { isOffered: boolean }) => system.isOffered);
    expect(offered.map(({ id }: { id: string }) => id)).toEqual([
      'tokuhashi-1990',
      'tokuhashi-2005',
      'tomita',
      'bauer',
      'modified-bauer',
      'nesms',
      'sins',
      'escc',
      'kps',
      'ecog',
      'frankel',
      'ais',
      'noms',
    ]);
    expect(offered[2]).toMatchObject({ id: 'tomita', direction: 'higher-is-worse', range: { min: 2, max: 10 } });
    expect(body.items).toContainEqual(
      expect.objectContaining({ id: 'osri', isOffered: false, reason: expect.any(String) }),
    );
  });

  it('are shown one by one', async () => {
    const { body } = await server.nobody.get('/scores/systems/nesms').expect(200);
    expect(body).toMatchObject({ id: 'nesms', isOffered: true, evidence: { grade: expect.any(String) } });
    await server.nobody.get('/scores/systems/guess').expect(404, 'unknown-instrument');
  });

  it('are computed from a form, item by item', async () => {
    const inputs = { growth: 'rapid', 'visceral-metastases': 'untreatable', 'bone-metastases': 'multiple' };
    const { body } = await server.nobody.post('/scores/tomita', { inputs }).expect(200);
    expect(body).toMatchObject({ system: 'tomita', complete: true, total: 10, missing: [] });
    expect(body.items.map(({ points }: { points: number }) => points)).toEqual([4, 4, 2]);
  });

  it('of an incomplete form say what is missing and what is still possible', async () => {
    const { body } = await server.nobody.post('/scores/tomita', { inputs: { growth: 'slow' } }).expect(200);
    expect(body).toMatchObject({ complete: false, total: null, possible: { min: 2, max: 7 } });
    expect(body.missing.map(({ item }: { item: string }) => item)).toEqual(['visceral-metastases', 'bone-metastases']);
  });

  it.each([
    ['tomita', { growth: 'fast' }, '/inputs/growth'],
    ['tomita', { mood: 'good' }, '/inputs/mood'],
    ['tomita', { growth: 3.5 }, '/inputs/growth'],
    ['kps', { kps: 85 }, '/inputs/kps'],
  ])('of %s refuse %j, naming the item', async (system, inputs, pointer) => {
    const { body } = await server.nobody.post(`/scores/${system}`, { inputs }).expect(400, 'impossible-value');
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('are refused for an unknown instrument, one not offered, and a body that is no form', async () => {
    await server.nobody.post('/scores/guess', { inputs: {} }).expect(404, 'unknown-instrument');
    await server.nobody.post('/scores/osri', { inputs: {} }).expect(404, 'instrument-not-offered');
    await server.nobody.post('/scores/tomita', { inputs: [] }).expect(400, 'invalid-body');
    await server.nobody.post('/scores/tomita', {}).expect(400, 'invalid-body');
  });
});
