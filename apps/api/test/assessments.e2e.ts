import { AssessmentHappenings, type Recorded } from '../src/assessments/index.js';
import { acceptedCase } from './support/cases.js';
import { readyFacts } from './support/facts.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

interface Score {
  readonly system: string;
  readonly total: number | null;
  readonly complete: boolean;
  readonly category: { readonly id: string } | null;
}

describe('recording an assessment', () => {
  let server: TestServer;
  let hospital: Hospital;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
  });
  afterAll(() => server.close());

  const surgeon = () => server.as(hospital.spineSurgeon);
  const now = () => server.clock.now().toISOString();
  const record = (caseId: string, facts: object = readyFacts, part: object = {}) =>
    surgeon().post(`/cases/${caseId}/assessments`, { assessedAt: now(), facts, ...part });
  const scoreOf = (body: { scores: Score[] }, system: string) => body.scores.find((score) => score.system === system)!;

  it('answers with every score, explained, today’s urgency and readiness', async () => {
    const { id } = await acceptedCase(server, hospital);

    const { body } = await record(id).expect(201);

    expect(body.assessment).toMatchObject({
      caseId: id,
      authorId: hospital.spineSurgeon.id,
      assessedAt: now(),
      supersedesId: null,
    });
    expect(body.scores.map(({ system, total, category }: Score) => [system, total, category?.id])).toMatchObject([
      ['tokuhashi-1990', 11, expect.any(String)],
      ['tokuhashi-2005', 14, expect.any(String)],
      ['tomita', 3, expect.any(String)],
      ['bauer', 4, expect.any(String)],
      ['modified-bauer', 3, expect.any(String)],
      ['nesms', 3, expect.any(String)],
      ['katagiri', null, undefined],
      ['van-der-linden', 6, 'C'],
      ['mizumoto', null, undefined],
      ['rades-2013', null, undefined],
      ['mstfi', null, undefined],
      ['sins', 6, 'stable'],
      ['escc', null, expect.any(String)],
      ['kps', 80, expect.any(String)],
      ['ecog', null, undefined],
      ['frankel', null, expect.any(String)],
      ['ais', null, undefined],
      ['eq-5d-3l', null, undefined],
      ['eq-5d-5l', null, undefined],
      ['noms', null, expect.any(String)],
    ]);
    expect(scoreOf(body, 'sins')).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ item: 'pain', option: 'mechanical', points: 3, from: ['pain.character'] }),
      ]),
    });
    expect(scoreOf(body, 'ecog')).toMatchObject({ complete: false, missing: [{ from: ['general.ecog'] }] });
    expect(body.urgency).toEqual({ lane: 'elective', clocks: [] });
    expect(body.readiness).toMatchObject({ on: '2026-03-02', ready: true, blockers: [] });
  });

  it('leaves its opening and one version, scores and all, and does not touch the case', async () => {
    const { id, version } = await acceptedCase(server, hospital);
    const { body } = await record(id).expect(201);

    const events = await server.auditOf({ caseId: id });
    const [row] = await server.look<{ doc: Buffer }>(`SELECT doc FROM clinical.version WHERE entity_id = $1`, [
      body.assessment.id,
    ]);
    const document = JSON.parse(row!.doc.toString());

    expect(events.slice(-2)).toEqual(['case.opened', 'assessment.recorded']);
    expect(await server.look('SELECT version FROM clinical.board_case WHERE id = $1', [id])).toEqual([{ version }]);
    expect(document.facts.general.weightLossPercent).toBe('4.5 %');
    expect(document.facts.laboratory.albumin).toEqual({ value: '3.8 g/dL', takenOn: '2026-03-01' });
    expect(document.scores).toHaveLength(20);
  });

  it('keeps an index below zero as it is, and the answers to a questionnaire whose key is not installed', async () => {
    const { id } = await acceptedCase(server, hospital);
    const eq5d = { version: '3L', state: '33333', valueSet: 'uk-dolan-1997' };

    const { body } = await record(id, { ...readyFacts, patientReported: { eq5d, sosgoq: { 1: 4, 20: 2 } } }).expect(
      201,
    );

    const [stored] = await server.look(
      `SELECT system_version, complete, total FROM clinical.score_result WHERE assessment_id = $1 AND system = 'eq-5d-3l'`,
      [body.assessment.id],
    );
    expect(stored).toEqual({ system_version: '1.0.0', complete: true, total: '-0.594' });
    expect(scoreOf(body, 'eq-5d-3l')).toMatchObject({ total: -0.594, category: null });
    expect(scoreOf(body, 'sosgoq')).toMatchObject({
      complete: false,
      items: [
        { item: '1', option: '4' },
        { item: '20', option: '2' },
      ],
      domains: [],
      notScorable: expect.stringContaining('The scoring key is not installed'),
    });
  });

  it('scores Katagiri, Mizumoto and the frailty index from the same facts, and Rades 2013 for whom it was made', async () => {
    const { id } = await acceptedCase(server, hospital);
    const facts = {
      ...readyFacts,
      primary: {
        ...readyFacts.primary,
        hormoneDependent: true,
        mizumotoTumourType: 'favourable',
        diagnosedOn: '2024-12-01',
      },
      burden: { ...readyFacts.burden, previousChemotherapy: true },
      neurology: {
        ...readyFacts.neurology,
        frankel: 'C',
        ambulation: 'with-aid',
        motorDeficitDays: 7,
        compressionOn: '2026-03-01',
      },
      general: { kps: 60, ecogMapping: 'ma-2010', age: 64 },
      laboratory: {
        albumin: { value: 36.9, unit: 'g/L' },
        crp: { value: 4, unit: 'mg/L' },
        ldh: { value: 180, unit: 'IU/L' },
        platelets: { value: 100, unit: '10^9/L' },
        calcium: { value: 2.4, unit: 'mmol/L' },
        bilirubin: { value: 10, unit: 'umol/L' },
        hypercalcaemia: false,
      },
      frailty: {
        anaemia: true, chronicLungDisease: false, coagulopathy: false, electrolyteAbnormality: false,
        pulmonaryCirculationDisorder: false, renalFailure: false, malnutrition: true, emergentOrUrgentAdmission: false,
        anteriorOrCombinedApproach: false,
      }, // prettier-ignore
    };

    const { body } = await record(id, facts).expect(201);

    // Slow 0, none 0, abnormal 1, ECOG 2 0, chemotherapy 1, multiple 1.
    expect(scoreOf(body, 'katagiri')).toMatchObject({ complete: true, total: 3, category: { id: '0-3' } });
    expect(scoreOf(body, 'katagiri')).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ item: 'ecog', note: 'A KPS of 60 is ECOG 2 by Ma 2010.' }),
      ]),
    });
    // Chemotherapy 2, multiple 1.
    expect(scoreOf(body, 'mizumoto')).toMatchObject({ complete: true, total: 3, category: { id: 'A' } });
    expect(scoreOf(body, 'mstfi')).toMatchObject({ complete: true, total: 2, category: { id: 'moderately-frail' } });
    // ECOG 2 0, breast 1, other bone 3, no visceral 1, 15 months 3, ambulatory 1, 7 days 4.
    expect(scoreOf(body, 'rades-2013')).toMatchObject({ complete: true, total: 13, category: { id: '6-18' } });
  });

  describe('with a suspicion', () => {
    it('starts its clocks and raises the lane', async () => {
      const { id } = await acceptedCase(server, hospital);

      const { body } = await record(id, {
        suspicion: { suspectedAt: now(), compressionSigns: ['gait-disturbance'] },
      }).expect(201);

      expect(body.urgency.lane).toBe('emergency');
      expect(body.urgency.clocks.map(({ kind }: { kind: string }) => kind)).toEqual([
        'coordinator-contact',
        'compression-mri',
      ]);
      expect(body.readiness.lane).toBe('emergency');
      expect((await server.auditOf({ caseId: id })).slice(-3)).toEqual([
        'case.opened',
        'assessment.recorded',
        'case.clocks-started',
      ]);
    });

    it('told again starts nothing anew', async () => {
      const suspectedAt = now();
      const { id } = await acceptedCase(server, hospital, { suspectedAt, painFeatures: ['nocturnal'] });
      server.clock.advance({ hours: 1 });

      const { body } = await record(id, {
        suspicion: { suspectedAt: now(), painFeatures: ['nocturnal', 'severe'] },
      }).expect(201);

      expect(body.urgency.clocks).toMatchObject([{ kind: 'pain-mri-and-plan', startedAt: suspectedAt }]);
    });
  });

  it('stops the clocks that wait for the MRI, where its hour is known', async () => {
    const { id } = await acceptedCase(server, hospital, { compressionSigns: ['limb-weakness'] });
    server.clock.advance({ hours: 3 });
    const mri = { modality: 'mri-whole-spine', performedOn: now().slice(0, 10) };

    const dayOnly = await record(id, { imaging: [mri] }).expect(201);
    const withHour = await record(id, { imaging: [{ ...mri, performedAt: now() }] }).expect(201);

    const stateOf = ({ body }: typeof dayOnly) => body.urgency.clocks[1].state;
    expect([stateOf(dayOnly), stateOf(withHour)]).toEqual(['running', 'met']);
  });

  it('that reports an MRI too late leaves a breach, which a person explains afterwards', async () => {
    const { id } = await acceptedCase(server, hospital, { compressionSigns: ['limb-weakness'] });
    server.clock.advance({ hours: 25 });
    const imaging = [{ modality: 'mri-whole-spine', performedOn: now().slice(0, 10), performedAt: now() }];
    const { body } = await record(id, { imaging }).expect(201);
    const clock = body.urgency.clocks[1];
    const explain = (part: object) => surgeon().post(`/clocks/${clock.id}/stop`, part);

    await explain({ reasonCode: 'patient-declined', breachReason: 'transport' }).expect(409, 'event-not-awaited');
    await explain({}).expect(409, 'breach-needs-reason');
    await explain({ breachReason: 'other' }).expect(400, 'text-required');
    const explained = await explain({ breachReason: 'transport', note: 'No ambulance.' }).expect(200);

    expect([clock.state, clock.breachReason]).toEqual(['breached', null]);
    expect(explained.body.clocks[1]).toMatchObject({
      state: 'breached',
      breachReason: 'transport',
      note: 'No ambulance.',
    });
  });

  describe('that corrects another', () => {
    it('replaces it: the list shows both, and readiness rests on the correction', async () => {
      const { id } = await acceptedCase(server, hospital);
      const { body: wrong } = await record(id).expect(201);

      const { body: right } = await record(
        id,
        { ...readyFacts, general: {} },
        { supersedes: wrong.assessment.id },
      ).expect(201);
      const { body: page } = await surgeon().get(`/cases/${id}/assessments`).expect(200);

      expect(right.readiness.blockers).toEqual(['performance-status']);
      expect(page.items).toMatchObject([
        { id: right.assessment.id, supersedesId: wrong.assessment.id, supersededById: null },
        { id: wrong.assessment.id, supersedesId: null, supersededById: right.assessment.id },
      ]);
    });

    it('is refused for one of another case, and for one corrected already', async () => {
      const [one, other] = [await acceptedCase(server, hospital), await acceptedCase(server, hospital)];
      const { body } = await record(one.id).expect(201);
      const supersedes = body.assessment.id;

      await record(other.id, readyFacts, { supersedes }).expect(409, 'nothing-to-supersede');
      await record(one.id, readyFacts, { supersedes }).expect(201);
      await record(one.id, readyFacts, { supersedes }).expect(409, 'already-superseded');
    });
  });

  it('of an earlier examination, entered late, leaves readiness to the latest', async () => {
    const { id } = await acceptedCase(server, hospital);
    await record(id).expect(201);

    const late = await record(id, {}, { assessedAt: '2026-03-01T09:00:00+01:00' }).expect(201);
    const { body: page } = await surgeon().get(`/cases/${id}/assessments?limit=1`).expect(200);
    const { body: rest } = await surgeon()
      .get(`/cases/${id}/assessments?limit=1&cursor=${page.nextCursor}`)
      .expect(200);

    expect(late.body.assessment.assessedAt).toBe('2026-03-01T08:00:00.000Z');
    expect(late.body.readiness.ready).toBe(true);
    expect([rest.items[0].id, rest.nextCursor]).toEqual([late.body.assessment.id, null]);
  });

  it('tells the features above in the same transaction, and leaves nothing when one of them fails', async () => {
    const { id } = await acceptedCase(server, hospital);
    const told: Recorded[] = [];
    server.app.get(AssessmentHappenings, { strict: false }).on('assessment.recorded', async (_tx, recorded) => {
      if (recorded.file.caseId !== id) return;
      told.push(recorded);
      if (recorded.assessment.facts.suspicion) throw new Error('the last step fails');
    });

    await record(id).expect(201);
    await record(id, { ...readyFacts, suspicion: { suspectedAt: now(), compressionSigns: ['lhermitte'] } }).expect(500);

    expect(told.map(({ isLatest, file }) => [isLatest, file.lane])).toEqual([
      [true, 'elective'],
      [true, 'emergency'],
    ]);
    expect(await server.look('SELECT id FROM clinical.assessment WHERE case_id = $1', [id])).toHaveLength(1);
    expect(await server.look('SELECT lane FROM clinical.board_case WHERE id = $1', [id])).toEqual([
      { lane: 'elective' },
    ]);
    expect((await server.auditOf({ caseId: id })).slice(-2)).toEqual(['assessment.recorded', 'request.failed']);
  });

  it('is answered again, not done again, under the same Idempotency-Key', async () => {
    const { id } = await acceptedCase(server, hospital);
    const send = () =>
      surgeon().post(
        `/cases/${id}/assessments`,
        { assessedAt: '2026-03-02T08:00:00Z', facts: readyFacts },
        { 'idempotency-key': 'k1' },
      );

    const [first, again] = [await send().expect(201), await send().expect(201)];

    expect(again.body).toEqual(first.body);
    expect(await server.look('SELECT id FROM clinical.assessment WHERE case_id = $1', [id])).toHaveLength(1);
  });
});
