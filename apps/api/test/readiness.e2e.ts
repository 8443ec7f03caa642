import { ifMatch } from './support/client.js';
import { acceptedCase } from './support/cases.js';
import { readyFacts } from './support/facts.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

describe('marking a case ready', () => {
  let server: TestServer;
  let hospital: Hospital;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
  });
  afterAll(() => server.close());

  const coordinator = () => server.as(hospital.coordinator);

  async function assessed(facts: object = readyFacts) {
    const { id } = await acceptedCase(server, hospital);
    const assessedAt = server.clock.now().toISOString();
    await server.as(hospital.spineSurgeon).post(`/cases/${id}/assessments`, { assessedAt, facts }).expect(201);
    return id as string;
  }

  it('is possible when no blocker is missing, and leaves its change', async () => {
    const id = await assessed();

    const { body } = await coordinator().post(`/cases/${id}/ready`, {}, ifMatch(2)).expect(200);

    expect(body).toMatchObject({ state: 'ready', waivers: [], version: 3 });
    expect((await server.auditOf({ caseId: id })).slice(-2)).toEqual(['case.opened', 'case.made-ready']);
  });

  it('takes the question of the referral for the board’s question', async () => {
    const { id } = await acceptedCase(server, hospital);
    const { body } = await coordinator().post(`/cases/${id}/ready`).expect(409, 'readiness-blocked');
    expect(body.missing.map((blocker: { id: string }) => blocker.id)).toEqual([
      'mri-whole-spine',
      'histology',
      'performance-status',
      'neurological-examination',
    ]);
  });

  it('goes on over each missing blocker with a reason of its own, which the case keeps', async () => {
    const id = await assessed({ ...readyFacts, imaging: [], general: {} });
    const overrides = { 'mri-whole-spine': 'Pacemaker; the CT is being arranged.', 'performance-status': 'Sedated.' };

    const { body: refused } = await coordinator()
      .post(`/cases/${id}/ready`, { overrides: { 'performance-status': 'Sedated.' } })
      .expect(409, 'readiness-blocked');
    const { body } = await server.as(hospital.chair).post(`/cases/${id}/ready`, { overrides }).expect(200);

    expect(refused.missing).toMatchObject([{ id: 'mri-whole-spine' }]);
    expect(body.waivers.map(({ item, reason, waivedBy }: Record<string, string>) => [item, reason, waivedBy])).toEqual(
      Object.entries(overrides).map(([item, reason]) => [item, reason, hospital.chair.id]),
    );
  });

  it.each([
    ['an item that is no missing blocker', { albumin: 'No blood.' }, 'nothing-to-override', '/overrides/albumin'],
    ['an item nobody knows', { 'the-weather': 'Rain.' }, 'nothing-to-override', '/overrides/the-weather'],
    ['a blank reason', { albumin: ' ' }, 'invalid-body', '/overrides/albumin'],
  ])('is refused an override of %s', async (_what, overrides, code, pointer) => {
    const id = await assessed();
    const { body } = await coordinator().post(`/cases/${id}/ready`, { overrides }).expect(400, code);
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('judges ages for today: an examination of eight days ago is too old', async () => {
    const id = await assessed();
    server.clock.advance({ days: 8 });

    const { body } = await coordinator().post(`/cases/${id}/ready`).expect(409, 'readiness-blocked');

    expect(body.missing).toMatchObject([{ id: 'neurological-examination' }]);
    server.clock.advance({ days: -8 });
  });

  it('is refused outside workup, on an old version, and to whom it is not given', async () => {
    const id = await assessed();
    await server.as(hospital.radiologist).post(`/cases/${id}/ready`).expect(403);
    await coordinator().post(`/cases/${id}/ready`, {}, ifMatch(1)).expect(412, 'stale-version');
    await coordinator().post(`/cases/${id}/ready`).expect(200);
    await coordinator().post(`/cases/${id}/ready`).expect(409, 'illegal-transition');
  });

  it('leaves nothing when its last step fails', async () => {
    const id = await assessed({ ...readyFacts, general: {} });
    await server.look(`CREATE FUNCTION pg_temp.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$`);
    await server.look(
      `CREATE TRIGGER fail BEFORE INSERT ON clinical.version FOR EACH ROW EXECUTE FUNCTION pg_temp.fail()`,
    );
    try {
      await coordinator()
        .post(`/cases/${id}/ready`, { overrides: { 'performance-status': 'Sedated.' } })
        .expect(500, 'defect');
    } finally {
      await server.look('DROP TRIGGER fail ON clinical.version');
    }

    expect(await server.look('SELECT state, version FROM clinical.board_case WHERE id = $1', [id])).toEqual([
      { state: 'workup', version: 2 },
    ]);
    expect(await server.look('SELECT id FROM clinical.readiness_waiver WHERE case_id = $1', [id])).toEqual([]);
  });

  describe('after an item was waived', () => {
    it('needs it no more', async () => {
      const id = await assessed({ ...readyFacts, general: {} });
      const waive = () => coordinator().post(`/cases/${id}/readiness/performance-status/waive`, { reason: 'Sedated.' });

      const { body } = await waive().expect(200);
      await waive().expect(409, 'already-waived');
      await coordinator().post(`/cases/${id}/ready`).expect(200);

      expect(body.waivers).toMatchObject([
        { item: 'performance-status', reason: 'Sedated.', waivedBy: hospital.coordinator.id },
      ]);
      expect(await server.auditOf({ caseId: id })).toContain('case.readiness-waived');
    });

    it('is a matter of coordinator and chair, with a reason, for items that exist', async () => {
      const id = await assessed();
      await server.as(hospital.radiologist).post(`/cases/${id}/readiness/albumin/waive`, { reason: 'x' }).expect(403);
      await coordinator().post(`/cases/${id}/readiness/albumin/waive`, {}).expect(400, 'invalid-body');
      await coordinator().post(`/cases/${id}/readiness/weather/waive`, { reason: 'x' }).expect(404);
    });
  });
});
