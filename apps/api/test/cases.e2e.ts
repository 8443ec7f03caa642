import type { Hospital } from './support/given.js';
import { ifMatch } from './support/client.js';
import { startServer, type TestServer } from './support/server.js';

describe('a case, from referral to closure', () => {
  let server: TestServer;
  let hospital: Hospital;
  let count = 0;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
  });
  afterAll(() => server.close());

  const coordinator = () => server.as(hospital.coordinator);
  const surgeon = () => server.as(hospital.spineSurgeon);

  async function patient(familyName = 'Jansen') {
    count += 1;
    const identifiers = [{ system: 'mrn', value: String(count) }];
    const { body } = await coordinator()
      .post('/patients', { identifiers, familyName, givenName: 'Maria', bornOn: '1961-04-12', sex: 'female' })
      .expect(201);
    return body;
  }

  async function referral(suspicion: object = {}) {
    const { id: patientId } = await patient();
    const suspectedAt = server.clock.now().toISOString();
    return {
      boardId: hospital.board.id,
      patientId,
      question: 'Radiotherapy alone, or stabilisation first?',
      suspicion: { suspectedAt, painFeatures: ['nocturnal'], ...suspicion },
    };
  }

  const referred = async (suspicion?: object) =>
    (
      await server
        .as(hospital.medicalOncologist)
        .post('/cases', await referral(suspicion))
        .expect(201)
    ).body;
  const accepted = async (suspicion?: object) =>
    (
      await coordinator()
        .post(`/cases/${(await referred(suspicion)).id}/accept`)
        .expect(200)
    ).body;
  const kinds = (body: { clocks: { kind: string; state: string }[] }) => body.clocks.map(({ kind }) => kind);

  describe('referring', () => {
    it('starts the clocks of the triage and leaves its opening and its change in the trail', async () => {
      const sent = await referral();

      const { body } = await coordinator().post('/cases', sent).expect(201);

      expect(body).toMatchObject({
        state: 'referred',
        lane: 'elective',
        priority: 0,
        version: 1,
        patientId: sent.patientId,
      });
      expect(body.clocks).toMatchObject([
        {
          kind: 'pain-mri-and-plan',
          startedAt: '2026-03-02T08:00:00.000Z',
          dueAt: '2026-03-09T08:00:00.000Z',
          state: 'running',
          minutes: 0,
          stopEvents: ['mri-performed', 'plan-recorded'],
        },
      ]);
      expect(await server.auditOf({ caseId: body.id })).toEqual(['case.referred']);
    });

    it('of suspected compression counts from the suspicion and opens in the emergency lane', async () => {
      const suspectedAt = new Date(server.clock.now().getTime() - 3_600_000).toISOString();

      const { body } = await coordinator()
        .post(
          '/cases',
          await referral({ suspectedAt, compressionSigns: ['limb-weakness'], instabilitySuspected: true }),
        )
        .expect(201);

      expect(body.lane).toBe('emergency');
      expect(kinds(body)).toEqual(['coordinator-contact', 'compression-mri', 'instability-advice']);
      expect(body.clocks[0]).toMatchObject({ dueAt: null, minutes: 60 });
      expect(Date.parse(body.clocks[1].dueAt) - Date.parse(suspectedAt)).toBe(24 * 3_600_000);
    });

    it.each([
      [7, 'rapid-radicular-mri', 'emergency'],
      [8, 'slow-radicular-mri', 'elective'],
    ])('of a radicular deficit of %i days starts %s in the %s lane', async (evolvingForDays, kind, lane) => {
      const body = await referred({ radicularDeficit: { evolvingForDays } });
      expect([kinds(body), body.lane]).toEqual([[kind], lane]);
    });

    it('is refused a suspicion later than now, or a triage that answers nothing', async () => {
      const future = await referral({ suspectedAt: '2030-01-01T00:00:00Z' });
      const { body } = await coordinator().post('/cases', future).expect(400);
      expect(body.errors).toMatchObject([{ pointer: '/suspicion/suspectedAt', code: 'suspected-after-record' }]);

      const silent = await referral({ painFeatures: undefined });
      await coordinator().post('/cases', silent).expect(400, 'triage-unanswered');
    });

    it.each([
      ['without a question', { question: ' ' }, '/question'],
      [
        'with a sign nobody knows',
        { suspicion: { suspectedAt: '2026-03-02T07:00:00Z', compressionSigns: ['x'] } },
        '/suspicion/compressionSigns/0',
      ],
      [
        'with half a day',
        { suspicion: { suspectedAt: '2026-03-02T07:00:00Z', radicularDeficit: { evolvingForDays: 0.5 } } },
        '/suspicion/radicularDeficit/evolvingForDays',
      ],
    ])('is refused %s, pointing at it', async (_what, part, pointer) => {
      const { body } = await coordinator()
        .post('/cases', { ...(await referral()), ...part })
        .expect(400, 'invalid-body');
      expect(body.errors[0].pointer).toBe(pointer);
    });

    it('reaches only a board one sits on, and patients one may know', async () => {
      const elsewhere = await server.given.board();
      const sent = await referral();
      await server.as(elsewhere.coordinator).post('/cases', sent).expect(404);
      await coordinator()
        .post('/cases', { ...sent, patientId: hospital.board.id })
        .expect(404);
      await server.as(hospital.administrator).post('/cases', sent).expect(403);
    });
  });

  describe('accepting and declining', () => {
    it('moves a referral into workup', async () => {
      const { id } = await referred();

      const { body, headers } = await coordinator().post(`/cases/${id}/accept`, undefined, ifMatch(1)).expect(200);

      expect([body.state, headers.etag]).toEqual(['workup', '"2"']);
      expect(await server.auditOf({ caseId: id })).toEqual(['case.referred', 'case.opened', 'case.accepted']);
    });

    it('closes a declined referral with its reason, its clocks stopped', async () => {
      const { id } = await referred();
      const { body } = await coordinator()
        .post(`/cases/${id}/decline`, { reasonCode: 'outside-board-scope' })
        .expect(200);
      expect(body).toMatchObject({
        state: 'closed',
        reasonCode: 'outside-board-scope',
        clocks: [{ state: 'stopped', stopReason: 'declined' }],
      });
    });

    it('wants words beside “other”', async () => {
      const { id } = await referred();
      await coordinator().post(`/cases/${id}/decline`, { reasonCode: 'other' }).expect(400, 'text-required');
    });

    it('is for the coordinator and the chair, on a fresh version, once', async () => {
      const { id } = await referred();
      await surgeon().post(`/cases/${id}/accept`).expect(403, 'forbidden');
      await coordinator().post(`/cases/${id}/accept`, undefined, ifMatch(2)).expect(412, 'stale-version');
      await server.as(hospital.chair).post(`/cases/${id}/accept`).expect(200);

      const { body } = await coordinator().post(`/cases/${id}/accept`).expect(409, 'illegal-transition');
      expect(body.possible).toContain('mark-ready');
      await coordinator()
        .post(`/cases/${id}/decline`, { reasonCode: 'patient-declined' })
        .expect(409, 'illegal-transition');
    });

    it('is not found by another board of the same hospital', async () => {
      const other = await server.given.board({ organisation: hospital });
      const { id } = await referred();
      await server.as(other.coordinator).post(`/cases/${id}/accept`).expect(404);
    });
  });

  describe('the lane', () => {
    it('is raised by any member, and lowered with a reason by the coordinator only', async () => {
      const { id } = await accepted();
      const up = { lane: 'emergency', reasonCode: 'clinical-deterioration' };
      const down = { lane: 'elective', reasonCode: 'emergency-excluded' };

      const raised = await surgeon().post(`/cases/${id}/lane`, up).expect(200);
      await surgeon().post(`/cases/${id}/lane`, up).expect(409, 'lane-unchanged');
      await surgeon().post(`/cases/${id}/lane`, down).expect(403);
      const lowered = await coordinator().post(`/cases/${id}/lane`, down).expect(200);

      expect([raised.body.lane, lowered.body.lane, lowered.body.laneReason]).toEqual([
        'emergency',
        'elective',
        'emergency-excluded',
      ]);
      expect((await server.auditOf({ caseId: id })).filter((type) => type === 'case.lane-changed')).toHaveLength(2);
    });
  });

  describe('an urgency clock', () => {
    const now = () => server.clock.now().toISOString();

    it('is met when what it waits for happened in time', async () => {
      const { id, clocks } = await accepted({ compressionSigns: ['limb-weakness'] });
      server.clock.advance({ hours: 2 });

      const { body } = await surgeon()
        .post(`/clocks/${clocks[1].id}/stop`, { event: 'mri-performed', occurredAt: now() })
        .expect(200);

      expect(body.clocks[1]).toMatchObject({ state: 'met', minutes: 120, happened: { 'mri-performed': now() } });
      expect((await server.auditOf({ caseId: id })).at(-1)).toBe('case.clock-stopped');
    });

    it('that waits for MRI and plan runs on after the MRI alone', async () => {
      const { clocks } = await accepted();
      const { body } = await surgeon()
        .post(`/clocks/${clocks[0].id}/stop`, { event: 'mri-performed', occurredAt: now() })
        .expect(200);
      expect(body.clocks[0]).toMatchObject({ state: 'running', stoppedAt: null });
    });

    it('that was breached stays so and wants the reason of the breach', async () => {
      const { clocks } = await accepted({ compressionSigns: ['limb-weakness'] });
      server.clock.advance({ hours: 25 });
      const event = { event: 'mri-performed', occurredAt: now() };

      await surgeon().post(`/clocks/${clocks[1].id}/stop`, event).expect(409, 'breach-needs-reason');
      const { body } = await surgeon()
        .post(`/clocks/${clocks[1].id}/stop`, { ...event, breachReason: 'scanner-capacity' })
        .expect(200);

      expect(body.clocks[1]).toMatchObject({ state: 'breached', breachReason: 'scanner-capacity' });
      await surgeon().post(`/clocks/${clocks[1].id}/stop`, event).expect(409, 'event-not-awaited');
    });

    it('is stopped by a reason instead, and not by another clock’s event, the future or both at once', async () => {
      const { clocks } = await accepted({ compressionSigns: ['limb-weakness'] });
      const stop = (body: object) => surgeon().post(`/clocks/${clocks[1].id}/stop`, body);

      await stop({ event: 'advice-recorded', occurredAt: now() }).expect(409, 'event-not-awaited');
      await stop({ event: 'mri-performed', occurredAt: '2030-01-01T00:00:00Z' }).expect(400, 'not-yet-happened');
      await stop({ event: 'mri-performed', occurredAt: now(), reasonCode: 'patient-declined' }).expect(
        400,
        'stop-by-event-or-reason',
      );
      await stop({ reasonCode: 'patient-declined', breachReason: 'transport' }).expect(409, 'no-breach-to-explain');
      const { body } = await stop({ reasonCode: 'patient-declined' }).expect(200);

      expect(body.clocks[1]).toMatchObject({ state: 'stopped', stopReason: 'patient-declined' });
    });

    it('of another board is not found', async () => {
      const other = await server.given.board({ organisation: hospital });
      const { clocks } = await referred();
      await server
        .as(other.spineSurgeon)
        .post(`/clocks/${clocks[0].id}/stop`, { reasonCode: 'patient-declined' })
        .expect(404);
    });
  });

  describe('closing and reopening', () => {
    it('as completed is refused while a clock runs, and says so', async () => {
      const { id } = await accepted();
      const { body } = await coordinator()
        .post(`/cases/${id}/close`, { reasonCode: 'completed' })
        .expect(409, 'case-not-finished');
      expect(body.unfinished).toEqual({ imagingOrders: 0, clocks: 1, recommendations: 0, ratifications: 0 });
    });

    it('for another reason stops what runs; reopening wants a reason and leads to workup', async () => {
      const { id } = await accepted();

      const closed = await coordinator().post(`/cases/${id}/close`, { reasonCode: 'transferred' }).expect(200);
      await coordinator().post(`/cases/${id}/close`, { reasonCode: 'transferred' }).expect(409, 'illegal-transition');
      await coordinator().post(`/cases/${id}/reopen`, { reasonCode: 'other' }).expect(400, 'text-required');
      await surgeon().post(`/cases/${id}/reopen`, { reasonCode: 'closed-in-error' }).expect(403);
      const reopened = await coordinator().post(`/cases/${id}/reopen`, { reasonCode: 'closed-in-error' }).expect(200);

      expect(closed.body).toMatchObject({ state: 'closed', clocks: [{ state: 'stopped', stopReason: 'transferred' }] });
      expect(reopened.body).toMatchObject({ state: 'workup', reasonCode: 'closed-in-error' });
    });

    it('is not possible to relist what was never decided', async () => {
      const { id } = await accepted();
      await coordinator().post(`/cases/${id}/relist`, { reasonCode: 'new-question' }).expect(409, 'illegal-transition');
    });
  });
});
