import { startServer, type TestServer } from './support/server.js';

const breast = {
  primary: { site: 'breast', histology: 'adenocarcinoma', growth: 'slow' },
  burden: {
    majorOrganMetastases: 'none',
    visceralMetastases: 'none',
    brainMetastases: false,
    extraspinalBoneMetastases: 4,
    vertebraeInvolved: ['T8'],
    pathologicalFracture: true,
  },
  lesions: [{ levels: ['T8'], compartment: 'extradural', boneQuality: 'lytic', escc: '1b' }],
  neurology: { frankel: 'E', ambulation: 'independent' },
  general: { kps: 80 },
  laboratory: { albumin: { value: 36, unit: 'g/L' } },
};

describe('all scores of one set of facts, for anybody', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  const scored = (body: object) => server.nobody.post('/scores', body);

  it('are each complete, or say what is missing and still possible, with the version of the instrument', async () => {
    const { body } = await scored({ facts: breast }).expect(200);
    expect(body.uncertain).toEqual([]);
    expect(body.results.slice(0, 6)).toMatchObject([
      { system: 'tokuhashi-1990', version: '1.0.0', complete: true, total: 10, category: { id: '9-12' } },
      { system: 'tokuhashi-2005', complete: true, total: 13, category: { id: '12-15' } },
      {
        system: 'tomita',
        complete: true,
        total: 3,
        items: [{ from: ['primary.growth'] }, { points: 0 }, { points: 2 }],
      },
      { system: 'bauer', complete: true, total: 3, category: { id: '2-3' } },
      { system: 'modified-bauer', complete: true, total: 3, category: { id: '3-4' } },
      { system: 'nesms', complete: true, total: 3 },
    ]);
    expect(body.results.find(({ system }: { system: string }) => system === 'sins')).toMatchObject({
      complete: false,
      lesion: 0,
      possible: { min: 3, max: 16 },
    });
    expect(body.results.at(-1)).toMatchObject({ system: 'noms', complete: false });
  });

  it('put the prognostic instruments side by side and say where they contradict each other', async () => {
    const { comparison } = (await scored({ facts: breast }).expect(200)).body;
    expect(comparison.survival).toContainEqual({
      months: 12,
      alive: ['tokuhashi-1990', 'tokuhashi-2005', 'modified-bauer', 'van-der-linden'],
      dead: ['bauer', 'nesms'],
      silent: ['tomita'],
      disagree: true,
    });
    expect(comparison.disagreements).toEqual([
      {
        about: 'survival',
        ones: ['tokuhashi-1990', 'tokuhashi-2005', 'modified-bauer', 'van-der-linden'],
        others: ['bauer', 'nesms'],
        sentence:
          'Survival beyond 12 months is expected by Tokuhashi score, original (1990), Tokuhashi score, revised (2005), Modified Bauer score (2008) and van der Linden score (2005), and not by Bauer score (1995) and New England Spinal Metastasis Score (2015).',
      },
    ]);
    expect(comparison.incomplete).toEqual(['katagiri', 'mizumoto']);
  });

  it('name the missing fact that would complete the most', async () => {
    const facts = { ...breast, general: {} };
    const { nextBestFacts } = (await scored({ facts }).expect(200)).body;
    expect(nextBestFacts[0]).toMatchObject({
      fact: 'general.kps',
      completes: ['tokuhashi-1990', 'tokuhashi-2005', 'van-der-linden', 'kps'],
    });
  });

  it('show whether what is uncertain matters', async () => {
    const { uncertain, results } = (
      await scored({
        facts: breast,
        uncertain: {
          'general.kps': { from: 60, to: 80 },
          'burden.visceralMetastases': { anyOf: ['none', 'untreatable'] },
        },
      }).expect(200)
    ).body;
    const of = (system: string) => uncertain.find((each: { system: string }) => each.system === system);
    expect(uncertain).toHaveLength(results.length - 1);
    expect(of('tokuhashi-2005')).toMatchObject({
      dependsOn: ['general.kps'],
      possible: { min: 12, max: 13 },
      isSettled: true,
    });
    expect(of('tomita')).toMatchObject({
      dependsOn: ['burden.visceralMetastases'],
      possible: { min: 3, max: 7 },
      outcomes: [{ category: { id: '2-3' } }, { category: { id: '6-7' } }],
      isSettled: false,
    });
  });

  it('are refused for facts that cannot be, each with its place in the body', async () => {
    const facts = { primary: { site: 'colorectal' }, lesions: [{ levels: ['T8', 'T12'] }] };
    const { body } = await scored({ facts }).expect(400, 'impossible-value');
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/facts/primary/site',
      '/facts/lesions/0/levels',
    ]);
    expect((await scored({ facts: { general: { kps: 75 } } }).expect(400, 'invalid-body')).body.errors).toMatchObject([
      { pointer: '/facts/general/kps' },
    ]);
    await scored({ facts: { imaging: [] } }).expect(400, 'invalid-body');
    await scored({}).expect(400, 'invalid-body');
    await scored({ facts: {}, uncertain: [] }).expect(400, 'invalid-body');
  });

  it.each([
    [{ 'general.kps': { from: 80, to: 60 } }, '/uncertain/general.kps', 'out-of-range'],
    [{ 'general.kps': { anyOf: [90] } }, '/uncertain/general.kps', 'contradiction'],
    [{ 'general.mood': { anyOf: ['low'] } }, '/uncertain/general.mood', 'unknown-item'],
    [{ 'lesions[0].collapse': { anyOf: ['50'] } }, '/uncertain/lesions[0].collapse', 'unknown-option'],
    [{ 'lesions[3].escc': { anyOf: ['0'] } }, '/uncertain/lesions[3].escc', 'unknown-item'],
    [
      { 'patientReported.eq5d': { anyOf: [{ version: '3L', state: '44444' }] } },
      '/uncertain/patientReported.eq5d',
      'out-of-range',
    ],
    [
      Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`general.fact${index}`, { anyOf: [1] }])),
      '/uncertain',
      'too-many',
    ],
  ])('are refused for what cannot be uncertain in this way: %j', async (uncertain, pointer, code) => {
    const { body } = await scored({ facts: breast, uncertain }).expect(400, 'impossible-value');
    expect(body.errors).toMatchObject([{ pointer, code }]);
  });

  it('answer a request that is made to keep the server busy, without being kept', async () => {
    const lesions = Array.from({ length: 29 }, () => ({ levels: ['T8'] }));
    const began = performance.now();
    await scored({ facts: { lesions } }).expect(200);
    const uncertain = {
      'primary.site': { anyOf: ['breast', 'lung', 'kidney', 'bone', 'liver', 'other', 'skin', 'testis'] },
      'primary.histology': { anyOf: ['adenocarcinoma', 'melanoma', 'sarcoma', 'lymphoma', 'other', 'unknown'] },
      'burden.extraspinalBoneMetastases': { from: 0, to: 199 },
      'general.age': { from: 0, to: 130 },
    };
    await scored({ facts: { lesions }, uncertain }).expect(400, 'impossible-value');
    // Trying every reading would take hours; a busy machine takes seconds.
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});

describe('what is generated from an instrument', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  it('is the JSON Schema of its form', async () => {
    const { body } = await server.nobody.get('/scores/systems/tomita/schema').expect(200);
    expect(body).toMatchObject({
      $id: 'urn:consilium:score-inputs:tomita:1.0.0',
      additionalProperties: false,
      properties: { growth: { anyOf: [{ const: 'slow' }, { const: 'moderate' }, { const: 'rapid' }] } },
    });
  });

  it('is a FHIR Questionnaire and its code system, which agree', async () => {
    const questionnaire = (await server.nobody.get('/scores/systems/sins/questionnaire').expect(200)).body;
    const system = (await server.nobody.get('/scores/systems/sins/code-system').expect(200)).body;
    expect(questionnaire).toMatchObject({ resourceType: 'Questionnaire', item: { length: 6 } });
    expect(questionnaire.item[1].answerOption[0].valueCoding).toMatchObject({
      system: system.url,
      code: system.concept[1].concept[0].code,
      extension: [{ valueDecimal: 3 }],
    });
  });

  it.each(['schema', 'questionnaire', 'code-system'])('is refused as %s of what is not computed', async (resource) => {
    await server.nobody.get(`/scores/systems/osri/${resource}`).expect(404, 'instrument-not-offered');
    await server.nobody.get(`/scores/systems/guess/${resource}`).expect(404, 'unknown-instrument');
  });

  it('keeps its version: a form is scored by the one that it names, and no other', async () => {
    const inputs = { growth: 'slow' };
    const { body } = await server.nobody.post('/scores/tomita', { inputs, version: '1.0.0' }).expect(200);
    expect(body).toMatchObject({ version: '1.0.0', possible: { min: 2, max: 7 } });
    const refused = await server.nobody
      .post('/scores/tomita', { inputs, version: '0.9.0' })
      .expect(400, 'impossible-value');
    expect(refused.body.errors).toMatchObject([{ pointer: '/version', code: 'unknown-version' }]);
  });
});
