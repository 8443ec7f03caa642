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
      'katagiri',
      'van-der-linden',
      'mizumoto',
      'rades-2013',
      'mstfi',
      'sins',
      'escc',
      'kps',
      'ecog',
      'frankel',
      'ais',
      'eq-5d-3l',
      'eq-5d-5l',
      'sosgoq',
      'pain-response',
      'noms',
    ]);
    expect(offered[2]).toMatchObject({ id: 'tomita', direction: 'higher-is-worse', range: { min: 2, max: 10 } });
    expect(offered.filter((system: { onlyByName?: boolean }) => system.onlyByName)).toMatchObject([
      { id: 'pain-response', evidence: { grade: 'unverified' } },
    ]);
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

  it.each([
    [
      'katagiri',
      { primary: 'rapid', 'visceral-or-cerebral-metastasis': 'disseminated', laboratory: 'critical', ecog: 3, 'previous-chemotherapy': 'yes', 'skeletal-metastases': 'multiple' },
      { total: 10, category: { id: '7-10' }, prognosis: { survival: [{ atMonths: 6, percent: 27 }, { atMonths: 12, percent: 6 }] } },
    ],
    ['van-der-linden', { performance: 80, primary: 'breast', 'visceral-metastases': 'absent' }, { total: 6, category: { id: 'C' } }],
    [
      'eq-5d-3l',
      { 'value-set': 'uk-dolan-1997', mobility: 3, 'self-care': 3, 'usual-activities': 3, 'pain-discomfort': 3, 'anxiety-depression': 3 },
      { total: -0.594, category: null, possible: { min: -0.594, max: -0.594 } },
    ],
    [
      'pain-response',
      { 'pain-before': 8, 'pain-after': 3, 'opioid-dose': 'unchanged', 'other-analgesics': 'not-increased' },
      { total: null, category: { id: 'partial' }, evidence: { grade: 'unverified' } },
    ],
  ])('are computed by name: %s', async (system, inputs, expected) => {
    const { body } = await server.nobody.post(`/scores/${system}`, { inputs }).expect(200);
    expect(body).toMatchObject({ system, complete: true, missing: [], ...expected });
  }); // prettier-ignore

  it('of SOSGOQ2.0 keep the answers and say that the scoring key is not installed', async () => {
    const { body } = await server.nobody.post('/scores/sosgoq', { inputs: { 1: 4, 20: 2 } }).expect(200);
    expect(body).toMatchObject({ complete: false, domains: [], keyVersion: null });
    expect(body.notScorable).toContain('The scoring key is not installed');
    expect(body.items.map(({ item, option }: Record<string, string>) => [item, option])).toEqual([
      ['1', '4'],
      ['20', '2'],
    ]);
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
    ['van-der-linden', { performance: 10 }, '/inputs/performance'],
    ['rades-2013', { ecog: 1 }, '/inputs/ecog'],
    ['eq-5d-3l', { 'value-set': 'us-pickard-2019' }, '/inputs/value-set'],
    ['sosgoq', { 21: 3 }, '/inputs/21'],
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
