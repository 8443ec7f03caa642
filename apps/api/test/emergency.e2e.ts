import { createHash } from 'node:crypto';
import { CaseStory, compression, soundContent, soundFacts } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

describe('an emergency decision', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board({ deputies: { radiationOncologist: ['medicalOncologist'] } });
    story = new CaseStory(server, hospital);
  });
  afterAll(() => server.close());

  const surgeon = () => server.as(hospital.spineSurgeon);
  const chair = () => server.as(hospital.chair);
  const coordinator = () => server.as(hospital.coordinator);

  const reached = (who: 'spineSurgeon' | 'radiationOncologist' | 'medicalOncologist', specialty?: string) => ({
    specialty: specialty ?? hospital[who].specialty,
    userId: hospital[who].id,
    reachedAt: server.clock.now().toISOString(),
  });
  const decision = (part: object = {}) => ({
    content: soundContent,
    panel: [reached('spineSurgeon'), reached('radiationOncologist')],
    overrides: [],
    ...part,
  });

  it('is the panel’s, provisional, and takes the case from workup to decided', async () => {
    const caseId = await story.inWorkup(soundFacts, compression);
    server.clock.advance({ minutes: 20 });

    const { body } = await surgeon().post(`/cases/${caseId}/emergency-decisions`, decision()).expect(201);

    expect(body).toMatchObject({
      caseId,
      state: 'proposed',
      authorId: hospital.spineSurgeon.id,
      content: soundContent,
      version: 1,
      revision: {
        number: 1,
        authority: 'panel',
        isProvisional: true,
        awaitsRatification: true,
        agendaItemId: null,
        panel: decision().panel,
        signOff: { required: ['spine-surgery', 'radiation-oncology'], isComplete: false },
      },
    });
    expect(createHash('sha256').update(body.revision.frozen).digest('hex')).toBe(body.revision.hash);
    expect(await story.stateOf(caseId)).toBe('decided');
    expect((await surgeon().get(`/decisions/${body.id}`).expect(200)).body).toEqual(body);
    expect((await server.auditOf({ caseId })).slice(-2)).toEqual(['case.decided', 'decision.proposed']);
  });

  it('takes a case that is ready, before it stands on any agenda', async () => {
    const caseId = await story.ready(soundFacts, compression);

    await surgeon().post(`/cases/${caseId}/emergency-decisions`, decision()).expect(201);

    expect(await story.stateOf(caseId)).toBe('decided');
  });

  it('takes a listed case off its agenda', async () => {
    const listed = await story.listed(await story.ready(soundFacts, compression), await story.meeting());

    await surgeon().post(`/cases/${listed.caseId}/emergency-decisions`, decision()).expect(201);

    const [item] = await server.look('SELECT state, reason_code FROM clinical.agenda_item WHERE id = $1', [
      listed.itemId,
    ]);
    expect(item).toEqual({ state: 'removed', reason_code: 'decided-urgently' });
  });

  it('needs no assessment, only a reason for each check that then stands', async () => {
    const caseId = await story.referred(compression);

    const { body } = await surgeon()
      .post(`/cases/${caseId}/emergency-decisions`, decision())
      .expect(409, 'checks-unmet');
    expect(body.unmet).toEqual([{ id: 'patient-preferences-missing', label: 'patient preferences missing' }]);
    const overrides = [
      { check: 'patient-preferences-missing', reason: 'The patient cannot speak; the family agrees.' },
    ];
    const { body: decided } = await surgeon()
      .post(`/cases/${caseId}/emergency-decisions`, decision({ overrides }))
      .expect(201);

    expect(decided.overrides).toEqual([
      { ...overrides[0], by: hospital.spineSurgeon.id, at: server.clock.now().toISOString() },
    ]);
    expect(JSON.parse(decided.revision.frozen).evidence).toMatchObject({ assessments: [], scores: [], meeting: null });
  });

  it('is led by a specialist of the panel only', async () => {
    const caseId = await story.inWorkup(soundFacts, compression);

    await server
      .as(hospital.radiologist)
      .post(`/cases/${caseId}/emergency-decisions`, decision())
      .expect(403, 'forbidden');
    await coordinator().post(`/cases/${caseId}/emergency-decisions`, decision()).expect(403);
    const abroad = await server.given.board();
    await server
      .as(abroad.spineSurgeon)
      .post(`/cases/${caseId}/emergency-decisions`, decision())
      .expect(404, 'not-found');
  });

  it('is refused in the elective lane, and in a state without such a decision', async () => {
    const elective = await story.inWorkup();
    const decided = await story.inWorkup(soundFacts, compression);
    await surgeon().post(`/cases/${decided}/emergency-decisions`, decision()).expect(201);

    await surgeon().post(`/cases/${elective}/emergency-decisions`, decision()).expect(409, 'not-in-emergency-lane');
    await surgeon().post(`/cases/${decided}/emergency-decisions`, decision()).expect(409, 'illegal-transition');
  });

  it('asks that each specialty of the panel was reached, by a person of its own who may stand for it', async () => {
    const path = `/cases/${await story.inWorkup(soundFacts, compression)}/emergency-decisions`;
    const [spine, radiation] = decision().panel;
    const later = new Date(server.clock.now().getTime() + 1).toISOString();

    const missing = await surgeon()
      .post(path, decision({ panel: [spine] }))
      .expect(409, 'panel-not-reached');
    expect(missing.body.missing).toEqual(['radiation-oncology']);
    await surgeon()
      .post(path, decision({ panel: [spine, { ...radiation, userId: spine!.userId }] }))
      .expect(400, 'panel-needs-one-person-each');
    const unfit = await surgeon()
      .post(path, decision({ panel: [spine, { ...radiation, userId: hospital.radiologist.id }] }))
      .expect(400, 'panel-person-unfit');
    expect(unfit.body.errors).toMatchObject([{ pointer: '/panel/1/userId' }]);
    const future = await surgeon()
      .post(path, decision({ panel: [spine, { ...radiation, reachedAt: later }] }))
      .expect(400, 'reached-in-the-future');
    expect(future.body.errors).toMatchObject([{ pointer: '/panel/1/reachedAt' }]);
    await surgeon()
      .post(path, decision({ panel: [spine, { ...radiation, specialty: 'magic' }] }))
      .expect(400, 'invalid-body');
  });

  it('may reach a deputy, and refuses an override that answers nothing', async () => {
    const path = `/cases/${await story.inWorkup(soundFacts, compression)}/emergency-decisions`;
    const panel = [reached('spineSurgeon'), reached('medicalOncologist', 'radiation-oncology')];
    const overrides = [{ check: 'life-expectancy-short', reason: 'The scores disagree.' }];

    await surgeon().post(path, decision({ panel, overrides })).expect(400, 'override-without-finding');
    await surgeon().post(path, decision({ panel }), ifMatch(9)).expect(412, 'stale-version');
    await surgeon().post(path, decision({ panel })).expect(201);
  });

  it('may be revised by its panel while the emergency lasts, on the panel’s own authority', async () => {
    const caseId = await story.inWorkup(soundFacts, compression);
    const { id } = (await surgeon().post(`/cases/${caseId}/emergency-decisions`, decision()).expect(201)).body;
    const next = (await surgeon().post(`/decisions/${id}/revise`).expect(201)).body;

    await server.as(hospital.medicalOncologist).post(`/decisions/${next.id}/propose`).expect(200);

    const { body } = await surgeon().get(`/decisions/${next.id}`).expect(200);
    expect(body.revision).toMatchObject({
      number: 2,
      authority: 'panel',
      isProvisional: true,
      panel: decision().panel,
    });
  });

  it('leaves nothing behind when its last step fails', async () => {
    const listed = await story.listed(await story.ready(soundFacts, compression), await story.meeting());

    await whileFailing(server, { at: 'INSERT ON clinical.version', when: "NEW.entity = 'decision-revision'" }, () =>
      surgeon().post(`/cases/${listed.caseId}/emergency-decisions`, decision()).expect(500),
    );

    expect(await story.stateOf(listed.caseId)).toBe('listed');
    expect((await chair().get(`/cases/${listed.caseId}/decisions`).expect(200)).body.items).toEqual([]);
    await surgeon().post(`/cases/${listed.caseId}/emergency-decisions`, decision()).expect(201);
  });
});
