import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import { ImagingStory } from './support/imaging-story.js';
import { startServer, type TestServer } from './support/server.js';

describe('the report of an examination', () => {
  let server: TestServer;
  let story: ImagingStory;

  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(async () => {
    story = await ImagingStory.begin(server);
  });
  afterAll(() => server.close());

  const oncologist = () => server.as(story.hospital.radiationOncologist);
  const coordinator = () => server.as(story.hospital.coordinator);
  const acknowledge = (id: string, body: object = {}, by = story.hospital.radiationOncologist) =>
    server.as(by).post(`/imaging-orders/${id}/acknowledge`, body);
  const noticesOf = async (caseId: string) =>
    (
      await server.look<{ kind: string; reason_code: string }>(
        'SELECT kind, reason_code FROM clinical.case_notice WHERE case_id = $1',
        [caseId],
      )
    ).map(({ kind, reason_code }) => `${kind} ${reason_code}`);

  describe('plans the next one', () => {
    it('from the day the last was made: after stable ones 4 weeks later than before, within what the risk allows', async () => {
      const caseId = await story.treated();
      expect(await story.next(caseId)).toMatchObject({ countedFrom: '2026-03-18', dueOn: '2026-05-13' });

      const first = await story.read(caseId, '2026-05-14', 'stable');
      expect(first).toMatchObject({ state: 'reported', result: 'stable', needsConfirmation: false });
      expect(first.reportedBy).toBe(story.hospital.radiationOncologist.id);
      // One scan only: 8 + 4 weeks, but no more than 8.
      expect(await story.next(caseId)).toMatchObject({
        countedFrom: '2026-05-14',
        dueOn: '2026-07-09',
        isPlanned: false,
        explanation: { weeks: 8, proposal: { riskGroup: 'intermediate', cap: 8, step: 12 } },
      });

      await story.read(caseId, '2026-07-09', 'stable');
      expect(await story.next(caseId)).toMatchObject({
        countedFrom: '2026-07-09',
        dueOn: '2026-10-01',
        explanation: { weeks: 12, proposal: { riskGroup: 'low', cap: 16, step: 12 } },
      });

      await story.read(caseId, '2026-10-01', 'partial-response');
      expect(await story.next(caseId)).toMatchObject({
        dueOn: '2026-12-24',
        explanation: { weeks: 12, proposal: { riskGroup: 'low', cap: 12, step: 16 } },
      });
      expect(await server.auditOf({ caseId })).toContain('imaging.reported');
    });

    it('after 6 weeks where it shows what is dangerous, and names it', async () => {
      const caseId = await story.treated();

      await story.read(caseId, '2026-05-13', 'stable', { escc: '2', neurologicalChange: true });

      const { dueOn, explanation } = await story.next(caseId);
      expect(dueOn).toBe('2026-06-24');
      expect(explanation.proposal).toMatchObject({
        riskGroup: 'high',
        reasons: [
          { code: 'residual-high-grade-compression' },
          { code: 'neurological-change' },
          { code: 'fewer-than-two-scans' },
        ],
      });
    });

    it('also from an examination out of turn, which keeps the interval that it interrupted', async () => {
      const caseId = await story.treated();
      const [{ id: routine }] = await story.orders(caseId);
      const wish = { kind: 'clinically-indicated', dueOn: '2026-04-10', reason: 'New pain at night.' };
      const { body } = await oncologist().post(`/cases/${caseId}/imaging-orders`, wish).expect(201);
      server.clock.moveTo('2026-04-10T12:00:00.000Z');
      await oncologist()
        .post(`/imaging-orders/${body.id}/perform`, { performedAt: '2026-04-10T10:00:00.000Z' })
        .expect(200);

      await story.report(body.id, 'stable').expect(200);

      expect(await story.next(caseId)).toMatchObject({
        id: routine,
        countedFrom: '2026-04-10',
        dueOn: '2026-06-05',
        explanation: { weeks: 8, proposal: { step: 12 } },
      });
    });
  });

  describe('of progression', () => {
    it('takes the case back to the board by itself, and plans the next one sooner', async () => {
      const caseId = await story.treated();

      const { needsConfirmation } = await story.read(caseId, '2026-05-13', 'progression');

      expect(needsConfirmation).toBe(false);
      expect(await story.cases.stateOf(caseId)).toBe('workup');
      const { body } = await server.as(story.hospital.chair).get(`/cases/${caseId}/history`).expect(200);
      expect(body.items.find(({ type }: { type: string }) => type === 'case.relisted').reasonCode).toBe('progression');
      expect(await noticesOf(caseId)).toEqual([]);
      expect(await story.next(caseId)).toMatchObject({ countedFrom: '2026-05-13', dueOn: '2026-06-24' });
    });

    it('leaves a notice where the case is with the board already, and is never refused for it', async () => {
      const caseId = await story.treated();
      await coordinator().post(`/cases/${caseId}/relist`, { reasonCode: 'new-question' }).expect(200);

      await story.read(caseId, '2026-05-13', 'progression');

      expect(await story.cases.stateOf(caseId)).toBe('workup');
      expect(await noticesOf(caseId)).toEqual(['trigger progression']);
    });

    it('changes nothing when re-listing the case fails', async () => {
      const caseId = await story.treated();
      const id = await story.performed(caseId, '2026-05-13');
      const before = await story.followUp(caseId);

      await whileFailing(server, { at: 'UPDATE ON clinical.board_case' }, () =>
        story.report(id, 'progression').expect(500),
      );

      expect(await story.followUp(caseId)).toEqual(before);
      expect(await story.cases.stateOf(caseId)).toBe('active');
    });
  });

  describe('of a small growth 3 to 6 months after SBRT', () => {
    const small = { isSmallGrowth: true };
    /** Read three months and a day after the treatment. */
    const doubtful = async () => {
      const caseId = await story.treated('sbrt');
      const { id } = await story.read(caseId, '2026-06-19', 'progression', small);
      return { caseId, id };
    };

    it('may be pseudoprogression: the case stays, and the named specialist must say what follows', async () => {
      const { caseId, id } = await doubtful();
      expect(await story.cases.stateOf(caseId)).toBe('active');

      await acknowledge(id).expect(400, 'acknowledgement-unclear');
      await acknowledge(id, { action: 'order-confirming-scan' }).expect(400, 'acknowledgement-unclear');
      await acknowledge(id, { action: 'relist', confirmOn: '2026-07-10' }).expect(400, 'acknowledgement-unclear');
      await acknowledge(id, { action: 'order-confirming-scan', confirmOn: '2026-06-18' }).expect(
        400,
        'wrong-side-of-now',
      );
      const { body } = await acknowledge(id, { action: 'relist' }).expect(200);

      expect(body).toMatchObject({ state: 'acknowledged', needsConfirmation: true });
      expect(await story.cases.stateOf(caseId)).toBe('workup');
    });

    it('is confirmed by another scan, whose growth is progression', async () => {
      const { caseId, id } = await doubtful();

      await acknowledge(id, { action: 'order-confirming-scan', confirmOn: '2026-07-10' }).expect(200);

      const orders = await story.orders(caseId);
      const confirming = orders.find(({ kind }) => kind === 'clinically-indicated');
      expect(confirming).toMatchObject({ dueOn: '2026-07-10', state: 'due', levels: ['T8'], modality: 'mri-levels' });
      expect(await story.cases.stateOf(caseId)).toBe('active');
      server.clock.moveTo('2026-07-10T12:00:00.000Z');
      const done = { performedAt: '2026-07-10T10:00:00.000Z' };
      await oncologist().post(`/imaging-orders/${confirming.id}/perform`, done).expect(200);
      const { body } = await story.report(confirming.id, 'progression', small).expect(200);
      expect(body.needsConfirmation).toBe(false);
      expect(await story.cases.stateOf(caseId)).toBe('workup');
    });

    it.each([
      { day: '2026-06-17', inDoubt: false },
      { day: '2026-06-18', inDoubt: true },
      { day: '2026-09-18', inDoubt: true },
      { day: '2026-09-19', inDoubt: false },
    ])(
      'is in doubt from three to six months after it, both days included: on $day $inDoubt',
      async ({ day, inDoubt }) => {
        const caseId = await story.treated('sbrt');

        expect((await story.read(caseId, day, 'progression', small)).needsConfirmation).toBe(inDoubt);
      },
    );

    it('after conventional radiotherapy, or not called small, is progression', async () => {
      const conventional = await story.treated('cebrt');
      expect((await story.read(conventional, '2026-06-19', 'progression', small)).needsConfirmation).toBe(false);

      story = await ImagingStory.begin(server);
      const large = await story.treated('sbrt');
      expect((await story.read(large, '2026-06-19', 'progression')).needsConfirmation).toBe(false);
    });
  });

  describe('acknowledged', () => {
    const reported = async () => {
      const caseId = await story.treated();
      return { caseId, id: (await story.read(caseId, '2026-05-13', 'stable')).id };
    };

    it('closes the loop, by the specialist whom the order names', async () => {
      const { caseId, id } = await reported();
      await acknowledge(id, { action: 'relist' }).expect(400, 'acknowledgement-unclear');

      const { body } = await acknowledge(id).expect(200);

      expect(body).toMatchObject({
        state: 'acknowledged',
        acknowledgedBy: story.hospital.radiationOncologist.id,
        acknowledgedAt: '2026-05-13T12:00:00.000Z',
      });
      expect(await server.auditOf({ caseId })).toContain('imaging.acknowledged');
    });

    it('may be by a deputy, and by nobody else', async () => {
      const { id } = await reported();
      const { spineSurgeon, chair, radiologist } = story.hospital;

      await acknowledge(id, {}, spineSurgeon).expect(403, 'forbidden');
      await acknowledge(id, {}, chair).expect(403, 'forbidden');
      await acknowledge(id, {}, story.hospital.coordinator).expect(403, 'forbidden');
      const { body } = await acknowledge(id, {}, radiologist).expect(200);

      expect(body.acknowledgedBy).toBe(radiologist.id);
    });

    it('is on the version that was read, and open still when the last step fails', async () => {
      const { caseId, id } = await reported();
      const path = `/imaging-orders/${id}/acknowledge`;
      await oncologist().post(path, {}, ifMatch(1)).expect(412, 'stale-version');

      await whileFailing(server, { at: 'INSERT ON clinical.version' }, () => acknowledge(id).expect(500));

      const orders = await story.orders(caseId);
      expect(orders.find((order) => order.id === id)).toMatchObject({ state: 'reported', acknowledgedBy: null });
    });
  });

  it('is written by a specialist, once the examination was made', async () => {
    const caseId = await story.treated();
    const id = await story.performed(caseId, '2026-05-13');

    await coordinator().post(`/imaging-orders/${id}/report`, { result: 'stable' }).expect(403, 'forbidden');
    await oncologist().post(`/imaging-orders/${id}/report`, { result: 'better' }).expect(400, 'invalid-body');
    await oncologist().post(`/imaging-orders/${caseId}/report`, { result: 'stable' }).expect(404, 'not-found');
  });
});
