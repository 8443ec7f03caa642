import { EscalateImaging } from '../src/follow-up/escalate-imaging.js';
import { FollowUpHappenings } from '../src/follow-up/index.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import { ImagingStory } from './support/imaging-story.js';
import { startServer, type TestServer } from './support/server.js';

describe('imaging that nobody sees to', () => {
  let server: TestServer;
  let story: ImagingStory;
  const told: { orderId: string; level: number; toUserId: string }[] = [];

  beforeAll(async () => {
    server = await startServer();
    server.app.get(FollowUpHappenings, { strict: false }).on('imaging.escalated', (_tx, { order, escalation }) => {
      told.push({ orderId: order.id, level: escalation.level, toUserId: escalation.toUserId });
      return Promise.resolve();
    });
  });
  beforeEach(async () => {
    story = await ImagingStory.begin(server);
    told.length = 0;
  });
  afterAll(() => server.close());

  const oncologist = () => server.as(story.hospital.radiationOncologist);
  const coordinator = () => server.as(story.hospital.coordinator);
  const chair = () => server.as(story.hospital.chair);
  const escalate = () => server.app.get(EscalateImaging, { strict: false }).execute(story.hospital.organisationId);
  const on = (day: string) => server.clock.moveTo(`${day}T12:00:00.000Z`);
  const orderOf = async (caseId: string, id: string) => (await story.orders(caseId)).find((order) => order.id === id);
  const broughtBefore = async (person: { id: string }) =>
    (await coordinator().get(`/imaging-orders?escalatedTo=${person.id}`).expect(200)).body.items.map(
      ({ id }: { id: string }) => id,
    );
  const changesOf = async (caseId: string) =>
    (await server.auditOf({ entityId: caseId })).filter((type) => type === 'imaging.escalated');

  it('is brought before its specialist after the days that the board allows, then before the chair, each once', async () => {
    const caseId = await story.treated();
    const { id, windowTo } = await story.next(caseId);
    expect(windowTo).toBe('2026-05-20');
    const { radiationOncologist, chair: president } = story.hospital;

    on('2026-05-26');
    await escalate();
    expect(await orderOf(caseId, id)).toMatchObject({ state: 'missed', escalation: null });

    on('2026-05-27');
    await escalate();
    await escalate();
    const level1 = { level: 1, toUserId: radiationOncologist.id, at: '2026-05-27T12:00:00.000Z' };
    expect(await orderOf(caseId, id)).toMatchObject({ state: 'missed', escalation: level1 });
    expect(await broughtBefore(radiationOncologist)).toEqual([id]);

    on('2026-06-03');
    await Promise.all([escalate(), escalate()]);
    expect(await orderOf(caseId, id)).toMatchObject({ escalation: { level: 2, toUserId: president.id } });
    expect([await broughtBefore(radiationOncologist), await broughtBefore(president)]).toEqual([[], [id]]);

    on('2026-07-03');
    await escalate();
    expect(await changesOf(caseId)).toHaveLength(2);
    expect(told).toEqual([
      { orderId: id, level: 1, toUserId: radiationOncologist.id },
      { orderId: id, level: 2, toUserId: president.id },
    ]);
  });

  it('is no longer so once somebody takes a step, and waits anew: to be read, then to be acknowledged', async () => {
    const caseId = await story.treated();
    const { id } = await story.next(caseId);
    on('2026-06-03');
    await escalate();

    await coordinator().post(`/imaging-orders/${id}/perform`, { performedAt: '2026-06-03T10:00:00.000Z' }).expect(200);
    expect(await orderOf(caseId, id)).toMatchObject({ state: 'performed', escalation: null });
    on('2026-06-10');
    await escalate();
    expect(await orderOf(caseId, id)).toMatchObject({ state: 'performed', escalation: { level: 1 } });

    await story.report(id, 'stable').expect(200);
    expect(await orderOf(caseId, id)).toMatchObject({ state: 'reported', escalation: null });
    on('2026-06-24');
    await escalate();
    expect(await orderOf(caseId, id)).toMatchObject({ state: 'reported', escalation: { level: 2 } });

    await oncologist().post(`/imaging-orders/${id}/acknowledge`, {}).expect(200);
    expect(await orderOf(caseId, id)).toMatchObject({ state: 'acknowledged', escalation: null });
  });

  it('waits as long as the board has agreed', async () => {
    const caseId = await story.treated();
    const { id } = await story.next(caseId);
    const { board, administrator, chair: president } = story.hospital;
    const rules = { parameters: { imagingEscalationDays: 2 }, reason: 'A week is too long for a spine.' };
    const entered = await server.as(administrator).patch(`/boards/${board.id}`, { rules }, ifMatch(1)).expect(200);
    const [pending] = entered.body.pendingChanges;
    const proof = await server.as(president).prove('confirm-parameters', pending.digest);
    await server.as(president).post(`/boards/${board.id}/parameters/${pending.id}/confirm`, { proof }).expect(200);

    on('2026-05-22');
    await escalate();

    expect((await orderOf(caseId, id)).escalation?.level).toBe(1);
  });

  it('goes to the chair at once where its specialist has left the board; the chair names another, who acknowledges', async () => {
    const caseId = await story.treated();
    const id = await story.performed(caseId, '2026-05-14');
    await story.report(id, 'stable').expect(200);
    const { board, administrator, radiationOncologist, spineSurgeon, chair: president } = story.hospital;
    const seats = `/boards/${board.id}/members`;
    const current = (await server.as(administrator).get(`/boards/${board.id}`).expect(200)).headers.etag;
    await server
      .as(administrator)
      .delete(`${seats}/${radiationOncologist.id}`, { 'if-match': String(current) })
      .expect(200);
    const acknowledge = (by: typeof president) => server.as(by).post(`/imaging-orders/${id}/acknowledge`, {});
    await acknowledge(president).expect(403, 'forbidden');

    on('2026-05-21');
    await escalate();
    expect((await orderOfAs(caseId, id)).escalation).toMatchObject({ level: 2, toUserId: president.id });

    const { body } = await chair()
      .post(`/imaging-orders/${id}/reassign`, { specialistId: spineSurgeon.id, reasonCode: 'left-the-board' })
      .expect(200);
    expect(body).toMatchObject({ specialistId: spineSurgeon.id, escalation: null, state: 'reported' });
    await acknowledge(spineSurgeon).expect(200);
    expect((await server.auditOf({ entityId: caseId })).slice(-2)).toEqual([
      'imaging.reassigned',
      'imaging.acknowledged',
    ]);
  });

  const orderOfAs = async (caseId: string, id: string) =>
    (await chair().get(`/cases/${caseId}/follow-up`).expect(200)).body.orders.find(
      (order: { id: string }) => order.id === id,
    );

  describe('named to another specialist', () => {
    const named = async () => (await story.next(await story.treated())).id as string;
    const reassign = (by: Parameters<TestServer['as']>[0], id: string, specialistId: string, headers = {}) =>
      server.as(by).post(`/imaging-orders/${id}/reassign`, { specialistId, reasonCode: 'takes-over-care' }, headers);

    it('is a matter of the specialist, a deputy and the chair, for a specialist of the board', async () => {
      const { hospital } = story;
      const id = await named();

      await reassign(hospital.coordinator, id, hospital.spineSurgeon.id).expect(403, 'forbidden');
      await reassign(hospital.spineSurgeon, id, hospital.spineSurgeon.id).expect(403, 'forbidden');
      await reassign(hospital.chair, id, hospital.coordinator.id).expect(400, 'not-a-specialist-of-the-board');
      await reassign(hospital.chair, id, hospital.administrator.id).expect(400, 'not-a-specialist-of-the-board');
      await reassign(hospital.chair, id, hospital.spineSurgeon.id, ifMatch(9)).expect(412, 'stale-version');
      await reassign(hospital.radiologist, id, hospital.spineSurgeon.id).expect(200);
      const { body } = await reassign(hospital.spineSurgeon, id, hospital.chair.id).expect(200);

      expect(body.specialistId).toBe(hospital.chair.id);
    });

    it('is refused once the loop is closed', async () => {
      const id = await named();
      await coordinator().post(`/imaging-orders/${id}/cancel`, { reasonCode: 'patient-declined' }).expect(200);

      await reassign(story.hospital.chair, id, story.hospital.spineSurgeon.id).expect(409, 'loop-is-closed');
    });

    it('stays with whom it was when it cannot be written', async () => {
      const id = await named();

      await whileFailing(server, { at: 'INSERT ON clinical.version' }, () =>
        reassign(story.hospital.chair, id, story.hospital.spineSurgeon.id).expect(500),
      );

      const [row] = await server.look('SELECT specialist_id FROM clinical.imaging_order WHERE id = $1', [id]);
      expect(row).toEqual({ specialist_id: story.hospital.radiationOncologist.id });
    });
  });

  it('is brought before nobody when that cannot be written, and is again an hour later', async () => {
    const caseId = await story.treated();
    const { id } = await story.next(caseId);
    on('2026-05-27');

    await whileFailing(server, { at: 'INSERT ON clinical.version' }, () => expect(escalate()).rejects.toThrow());
    expect((await orderOf(caseId, id)).escalation).toBeNull();
    await escalate();

    expect((await orderOf(caseId, id)).escalation).toMatchObject({ level: 1 });
  });

  it('stands in a list by the risk of waiting: what nobody judged to be able to wait with the high risk', async () => {
    const low = await story.active();
    const intermediate = await story.active();
    server.clock.moveTo('2026-03-18T12:00:00.000Z');
    for (const caseId of [low, intermediate]) {
      await story.treat(caseId, { completedAt: '2026-03-18T11:00:00.000Z' }).expect(201);
    }
    const wish = { kind: 'clinically-indicated', dueOn: '2026-03-20', reason: 'New pain at night.' };
    const indicated = (await oncologist().post(`/cases/${intermediate}/imaging-orders`, wish).expect(201)).body.id;
    await story.read(low, '2026-05-14', 'stable');
    await story.read(low, '2026-07-09', 'stable');
    const ids = async (query: string) =>
      (await coordinator().get(`/imaging-orders?${query}`).expect(200)).body.items.map(({ id }: { id: string }) => id);
    on('2027-01-04');
    const routine = (await story.orders(intermediate)).find(({ kind }) => kind === 'routine').id;
    const { id: lowId } = await story.next(low);

    expect(await ids('overdue=true&sort=risk')).toEqual([indicated, routine, lowId]);
    const page = await coordinator().get('/imaging-orders?overdue=true&sort=risk&limit=2').expect(200);
    expect(await ids(`overdue=true&sort=risk&limit=2&cursor=${page.body.nextCursor}`)).toEqual([lowId]);
  });
});
