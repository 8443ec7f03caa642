import { soundFacts } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import { ImagingStory } from './support/imaging-story.js';
import { startServer, type TestServer } from './support/server.js';

describe('the interval of imaging follow-up', () => {
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

  describe('set by a specialist', () => {
    const reason = 'Growth was slow for two years.';
    const change = (caseId: string, body: object, headers = ifMatch(1)) =>
      oncologist().put(`/cases/${caseId}/follow-up/policy`, { reason, ...body }, headers);

    it.each([
      { weeks: 6, dueOn: '2026-05-01', windowFrom: '2026-05-01', windowTo: '2026-05-08' },
      { weeks: 16, dueOn: '2026-07-10', windowFrom: '2026-07-03', windowTo: '2026-07-10' },
    ])('of $weeks weeks moves what is due, its window cut at the bounds', async ({ weeks, ...days }) => {
      const caseId = await story.active();

      const { body } = await change(caseId, { weeks }).expect(200);

      expect(body).toMatchObject({ policy: { weeks, isException: false, reason }, version: 2 });
      expect(body.orders).toMatchObject([{ kind: 'routine', reason, ...days, version: 2 }]);
      expect(await story.followUp(caseId)).toEqual(body);
      expect(await server.auditOf({ caseId })).toContain('follow-up.policy-changed');
    });

    it.each([5, 17])('of %i weeks is refused, and told the two doors', async (weeks) => {
      const caseId = await story.active();

      const { body } = await change(caseId, { weeks }).expect(400, 'interval-out-of-range');

      expect(body.detail).toBe(
        `Routine imaging follows every 6 to 16 weeks, in whole weeks; ${weeks} is refused. ` +
          'Order a clinically indicated examination, or record a board exception, with the reason.',
      );
      expect((await story.followUp(caseId)).version).toBe(1);
    });

    it('may leave the range as a documented exception of the board, and come back to the proposed one', async () => {
      const caseId = await story.active();

      await change(caseId, { weeks: 20, isException: true }).expect(200);
      expect(await story.next(caseId)).toMatchObject({
        kind: 'board-exception',
        reason,
        dueOn: '2026-08-07',
        windowFrom: '2026-07-31',
        windowTo: '2026-08-14',
      });
      await change(caseId, { weeks: null }, ifMatch(2)).expect(200);

      expect(await story.next(caseId)).toMatchObject({ kind: 'routine', dueOn: '2026-05-15' });
    });

    it('is set on the version that was read, by a specialist, with a reason, in an open case', async () => {
      const caseId = await story.active();
      const path = `/cases/${caseId}/follow-up/policy`;
      const body = { weeks: 7, reason };

      await oncologist().put(path, body).expect(428, 'if-match-required');
      await oncologist().put(path, body, { 'if-none-match': '*' }).expect(412, 'already-exists');
      await change(caseId, body, ifMatch(2)).expect(412, 'stale-version');
      await coordinator().put(path, body, ifMatch(1)).expect(403, 'forbidden');
      await oncologist().put(path, { weeks: 7 }, ifMatch(1)).expect(400, 'invalid-body');
      await oncologist()
        .put(path, { ...body, weeks: 6.5 }, ifMatch(1))
        .expect(400, 'invalid-body');
      await coordinator().post(`/cases/${caseId}/close`, { reasonCode: 'transferred' }).expect(200);
      await change(caseId, body, ifMatch(2)).expect(409, 'case-closed');
    });

    it('may be set before anything was decided, and is kept for then', async () => {
      const caseId = await story.cases.inWorkup();
      const path = `/cases/${caseId}/follow-up/policy`;
      const body = { weeks: 7, reason };

      await oncologist().put(path, body, ifMatch(1)).expect(412, 'stale-version');
      const answer = await oncologist().put(path, body, { 'if-none-match': '*' }).expect(200);

      expect(answer.body).toMatchObject({ policy: body, anchor: null, orders: [], version: 1 });
    });

    it('stays as it was when the last step fails', async () => {
      const caseId = await story.active();
      const before = await story.followUp(caseId);

      await whileFailing(server, { at: 'INSERT ON clinical.version' }, () => change(caseId, { weeks: 6 }).expect(500));

      expect(await story.followUp(caseId)).toEqual(before);
    });
  });

  describe('proposed', () => {
    const proposal = async (caseId: string) =>
      (await oncologist().get(`/cases/${caseId}/follow-up/proposal`).expect(200)).body;

    it('explains its interval, and names the specialist’s own where there is one', async () => {
      const caseId = await story.active();
      const interval = { weeks: 8, riskGroup: 'intermediate', reasons: [{ code: 'fewer-than-two-scans' }] };
      const day = { countedFrom: '2026-03-20', dueOn: '2026-05-15', question: null };
      expect(await proposal(caseId)).toMatchObject({ weeks: 8, interval, ...day });

      const own = { weeks: 10, reason: 'A long journey.' };
      await oncologist().put(`/cases/${caseId}/follow-up/policy`, own, ifMatch(1)).expect(200);

      expect(await proposal(caseId)).toMatchObject({ weeks: 10, interval, dueOn: '2026-05-29' });
    });

    it('grows shorter with the latest assessment, and lists every reason', async () => {
      const caseId = await story.active();
      const [lesion] = soundFacts.lesions!;
      await story.cases.assessed(caseId, { ...soundFacts, lesions: [{ ...lesion!, escc: '2' }] });

      expect((await proposal(caseId)).interval).toMatchObject({
        weeks: 6,
        riskGroup: 'high',
        reasons: [{ code: 'residual-high-grade-compression' }, { code: 'fewer-than-two-scans' }],
      });
    });

    it('where every day of its window is closed asks the coordinator, until one is open', async () => {
      const { administrator, board } = story.hospital;
      const closedDays = [11, 12, 13, 14, 15, 18, 19, 20, 21, 22].map((day) => `2026-05-${day}`);
      const close = (days: string[], version: number) =>
        server.as(administrator).patch(`/boards/${board.id}`, { closedDays: days }, ifMatch(version)).expect(200);
      await close(['2026-05-08', ...closedDays], 1);
      const caseId = await story.active();

      const { body } = await oncologist().get(`/cases/${caseId}/follow-up/proposal`).expect(200);
      expect(body).toMatchObject({
        dueOn: null,
        windowFrom: '2026-05-08',
        windowTo: '2026-05-22',
        question: 'No day from 2026-05-08 to 2026-05-22 is open: open one, or record a board exception.',
      });
      expect(await story.orders(caseId)).toEqual([]);
      expect(
        await server.look('SELECT kind, reason_code FROM clinical.case_notice WHERE case_id = $1', [caseId]),
      ).toEqual([{ kind: 'follow-up', reason_code: 'no-open-day' }]);
      const routine = { kind: 'routine', weeks: 8 };
      await oncologist().post(`/cases/${caseId}/imaging-orders`, routine).expect(409, 'no-open-day');

      await close(closedDays, 2);

      await oncologist().post(`/cases/${caseId}/imaging-orders`, routine).expect(201);
      expect(await story.next(caseId)).toMatchObject({ dueOn: '2026-05-08', explanation: { movedFrom: '2026-05-15' } });
    });

    it('is refused while nothing was decided', async () => {
      const caseId = await story.cases.inWorkup();

      await oncologist().get(`/cases/${caseId}/follow-up/proposal`).expect(409, 'nothing-decided');
    });
  });
});
