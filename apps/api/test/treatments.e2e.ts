import { DecisionHappenings } from '../src/decisions/index.js';
import { CaseStory, soundContent, soundFacts } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

describe('recording what was done', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;
  let signing: Signing;
  let told: string[];
  let failsWhenTold = false;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
    signing = new Signing(server);
    const happenings = server.app.get(DecisionHappenings, { strict: false });
    for (const name of ['treatment.recorded', 'treatment.completed'] as const) {
      happenings.on(name, async (_tx, { treatment }) => {
        if (failsWhenTold) throw new Error('no scanner to plan for');
        told.push(`${name} ${treatment.modality}`);
      });
    }
  });
  beforeEach(() => (told = []));
  afterAll(() => server.close());

  const oncologist = () => server.as(hospital.radiationOncologist);
  const coordinator = () => server.as(hospital.coordinator);
  const now = () => server.clock.now().toISOString();
  const minutesFromNow = (minutes: number) => new Date(server.clock.now().getTime() + minutes * 60_000).toISOString();
  const treatment = (part: object = {}) => ({ modality: 'cebrt', levels: ['T8'], startedAt: now(), ...part });
  const record = (caseId: string, part?: object) => oncologist().post(`/cases/${caseId}/treatments`, treatment(part));
  const treatmentsOf = async (caseId: string) =>
    (await oncologist().get(`/cases/${caseId}/treatments`).expect(200)).body.items;

  const active = async () => {
    const { caseId, decisionId } = await story.decided();
    await signing.inForce(hospital, decisionId);
    const { body } = await oncologist().get(`/cases/${caseId}/recommendations`).expect(200);
    return { caseId, decisionId, recommendationId: body.items[0].id as string };
  };

  it('carries out a recommendation and tells what counts from it', async () => {
    const { caseId, recommendationId } = await active();

    const { body, headers } = await record(caseId, { recommendationId, note: 'Five fractions.' }).expect(201);

    expect(body).toEqual({
      id: expect.any(String),
      caseId,
      recommendationId,
      modality: 'cebrt',
      levels: ['T8'],
      startedAt: now(),
      completedAt: null,
      note: 'Five fractions.',
      recordedBy: hospital.radiationOncologist.id,
      version: 1,
    });
    expect(headers.etag).toBe('"1"');
    expect(await treatmentsOf(caseId)).toEqual([body]);
    expect(told).toEqual(['treatment.recorded cebrt']);
    expect((await server.auditOf({ entityId: body.id })).at(-1)).toBe('treatment.recorded');
  });

  it('may be of something nobody recommended here, systemic and without levels', async () => {
    const { caseId } = await active();
    const hormones = { modality: 'hormone-therapy', levels: undefined, startedAt: '2026-01-15T08:00:00+01:00' };

    const { body } = await record(caseId, hormones).expect(201);

    expect(body).toMatchObject({ recommendationId: null, levels: [], startedAt: '2026-01-15T07:00:00.000Z' });
  });

  describe('radiotherapy for a compressed cord', () => {
    /** A decision to treat with radiotherapy started its clock of 24 hours. */
    const compressed = async () => {
      const facts = { ...soundFacts, lesions: [{ ...soundFacts.lesions![0]!, escc: '2' as const }] };
      const content = { ...soundContent, reasons: { 'guideline-deviation': 'Radiotherapy can start today.' } };
      const { caseId, meetingId } = await story.inDiscussion({ facts });
      const id = await story.drafted(caseId, content);
      await server.as(hospital.chair).post(`/decisions/${id}/propose`).expect(200);
      await server.as(hospital.chair).post(`/meetings/${meetingId}/end`).expect(200);
      await signing.inForce(hospital, id);
      return caseId;
    };
    const clocks = (caseId: string) =>
      server.look('SELECT state, stopped_at FROM clinical.clock WHERE case_id = $1 AND kind = $2', [
        caseId,
        'radiotherapy-start',
      ]);

    it('stops the clock of the decision to treat when it starts', async () => {
      const caseId = await compressed();
      server.clock.advance({ hours: 3 });
      const startedAt = minutesFromNow(-30);

      await record(caseId, { startedAt }).expect(201);

      expect(await clocks(caseId)).toEqual([{ state: 'met', stopped_at: new Date(startedAt) }]);
    });

    it('is not what a tablet is: the clock runs on', async () => {
      const caseId = await compressed();

      await record(caseId, { modality: 'bone-modifying-agent', levels: [] }).expect(201);

      expect(await clocks(caseId)).toEqual([{ state: 'running', stopped_at: null }]);
    });
  });

  describe('is refused', () => {
    it.each([
      ['in the future', { startedAt: '2027-01-01T08:00:00Z' }, 'treatment-in-the-future', '/startedAt'],
      ['ending in the future', { completedAt: '2027-01-01T08:00:00Z' }, 'treatment-in-the-future', '/completedAt'],
      ['ending before it begins', { completedAt: '2026-01-01T08:00:00Z' }, 'completed-before-start', '/completedAt'],
      ['of the spine, without its levels', { levels: [] }, 'levels-missing', '/levels'],
      ['that is no treatment', { modality: 'further-imaging' }, 'invalid-body', '/modality'],
      ['at a level twice', { levels: ['T8', 'T8'] }, 'invalid-body', '/levels'],
      ['on a day that does not exist', { startedAt: '2026-02-30T08:00:00Z' }, 'invalid-body', '/startedAt'],
      ['with an unknown field', { dose: '8 Gy' }, 'invalid-body', '/dose'],
    ])('%s', async (_, part, code, pointer) => {
      const caseId = await story.inWorkup();

      const { body } = await record(caseId, part).expect(400, code);

      expect(body.errors[0].pointer).toBe(pointer);
      expect(await treatmentsOf(caseId)).toEqual([]);
    });

    it('for a recommendation of another case, and of a decision that holds no more', async () => {
      const [one, other] = [await active(), await active()];

      const { recommendationId } = other;
      await record(one.caseId, { recommendationId }).expect(409, 'not-a-current-recommendation');
      const reason = { reason: 'The histology was wrong.' };
      await server.as(hospital.chair).post(`/decisions/${other.decisionId}/withdraw`, reason).expect(200);
      await record(other.caseId, { recommendationId }).expect(409, 'not-a-current-recommendation');
    });

    it('in a closed case, by an auditor, and outside the board', async () => {
      const caseId = await story.inWorkup();
      const elsewhere = await server.given.board();
      const path = `/cases/${caseId}/treatments`;

      await server.as(hospital.auditor).post(path, treatment()).expect(403);
      await server.as(elsewhere.spineSurgeon).post(path, treatment()).expect(404, 'not-found');
      await server.as(elsewhere.spineSurgeon).get(path).expect(404, 'not-found');
      await coordinator().post(`/cases/${caseId}/close`, { reasonCode: 'transferred' }).expect(200);
      await record(caseId).expect(409, 'case-closed');
    });
  });

  describe('completing a treatment', () => {
    it('records its last moment, once', async () => {
      const caseId = await story.inWorkup();
      const { id } = (await record(caseId).expect(201)).body;
      server.clock.advance({ days: 4 });
      const path = `/treatments/${id}/complete`;
      const completedAt = now();

      await oncologist().post(path, { completedAt }, ifMatch(2)).expect(412, 'stale-version');
      const { body } = await coordinator().post(path, { completedAt }, ifMatch(1)).expect(200);

      expect(body).toMatchObject({ completedAt, version: 2 });
      expect(await treatmentsOf(caseId)).toEqual([body]);
      expect(told).toEqual(['treatment.recorded cebrt', 'treatment.completed cebrt']);
      const again = await oncologist().post(path, { completedAt }).expect(409, 'treatment-already-complete');
      expect(again.body.completedAt).toBe(completedAt);
    });

    it('is refused before its start, in the future, in a closed case, and to whoever may not know of it', async () => {
      const caseId = await story.inWorkup();
      const { id } = (await record(caseId).expect(201)).body;
      const elsewhere = await server.given.board();
      const path = `/treatments/${id}/complete`;

      await oncologist()
        .post(path, { completedAt: minutesFromNow(-60) })
        .expect(400, 'completed-before-start');
      await oncologist()
        .post(path, { completedAt: minutesFromNow(60) })
        .expect(400, 'treatment-in-the-future');
      await oncologist().post(path, {}).expect(400, 'invalid-body');
      await oncologist().post(`/treatments/${caseId}/complete`, { completedAt: now() }).expect(404, 'not-found');
      await server.as(elsewhere.spineSurgeon).post(path, { completedAt: now() }).expect(404, 'not-found');
      await server.as(hospital.auditor).post(path, { completedAt: now() }).expect(403);
      await coordinator().post(`/cases/${caseId}/close`, { reasonCode: 'transferred' }).expect(200);
      await oncologist().post(path, { completedAt: now() }).expect(409, 'case-closed');
    });
  });

  describe('when its last step fails', () => {
    it('leaves no treatment, and no clock stopped', async () => {
      const { caseId, recommendationId } = await active();

      failsWhenTold = true;
      await record(caseId, { recommendationId }).expect(500);
      failsWhenTold = false;
      const fault = { at: 'INSERT ON clinical.version' };
      await whileFailing(server, fault, () => record(caseId, { recommendationId }).expect(500));

      expect(await treatmentsOf(caseId)).toEqual([]);
    });

    it('leaves a treatment as it was, not completed', async () => {
      const caseId = await story.inWorkup();
      const { body } = await record(caseId).expect(201);

      failsWhenTold = true;
      await oncologist().post(`/treatments/${body.id}/complete`, { completedAt: now() }).expect(500);
      failsWhenTold = false;

      expect(await treatmentsOf(caseId)).toEqual([body]);
    });
  });
});
