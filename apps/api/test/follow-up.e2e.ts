import { soundContent } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import { ImagingStory } from './support/imaging-story.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

describe('imaging follow-up', () => {
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
  /** The same decision, to be carried out later. */
  const dueOn = (day: string) => ({
    ...soundContent,
    recommendations: soundContent.recommendations.map((line) => ({ ...line, dueOn: day })),
  });

  describe('with a decision in force', () => {
    it('is planned by itself: one order, 8 weeks from the day the treatment is due, explained', async () => {
      const caseId = await story.active();

      const { body, headers } = await oncologist().get(`/cases/${caseId}/follow-up`).expect(200);

      expect(headers.etag).toBe('"1"');
      expect(body).toMatchObject({
        caseId,
        policy: { weeks: null, isException: false, reason: null },
        anchor: { on: '2026-03-20', basis: 'treatment-planned', planned: true },
        baselineMissing: false,
        version: 1,
      });
      expect(body.orders).toEqual([
        {
          id: expect.any(String),
          caseId,
          kind: 'routine',
          isPlanned: true,
          countedFrom: '2026-03-20',
          dueOn: '2026-05-15',
          windowFrom: '2026-05-08',
          windowTo: '2026-05-22',
          modality: 'mri-levels',
          levels: ['T8'],
          explanation: {
            weeks: 8,
            proposal: {
              version: '1',
              weeks: 8,
              riskGroup: 'intermediate',
              reasons: [
                {
                  risk: 'intermediate',
                  code: 'fewer-than-two-scans',
                  sentence: 'Fewer than two scans since treatment.',
                },
              ],
              cap: 8,
              step: 8,
              stepReason: 'First scan: as long as the risk allows.',
            },
            movedFrom: null,
          },
          reason: null,
          state: 'due',
          isLate: false,
          bookedFor: null,
          bookingReason: null,
          performedAt: null,
          studyUid: null,
          result: null,
          resultFacts: null,
          needsConfirmation: false,
          reportedBy: null,
          reportedAt: null,
          specialistId: story.hospital.radiationOncologist.id,
          acknowledgedBy: null,
          acknowledgedAt: null,
          cancelReason: null,
          escalation: null,
          version: 1,
        },
      ]);
      expect(await server.auditOf({ caseId })).toContain('follow-up.planned');
    });

    it('asks for the baseline too where no MRI will be young enough by then', async () => {
      const caseId = await story.active(dueOn('2026-04-10'));

      expect(await story.orders(caseId)).toMatchObject([
        {
          kind: 'baseline',
          isPlanned: true,
          windowFrom: '2026-03-02',
          windowTo: '2026-04-10',
          dueOn: '2026-04-10',
          modality: 'mri-levels',
          levels: ['T8'],
          explanation: { weeks: null, proposal: null, movedFrom: null },
        },
        { kind: 'routine', isPlanned: true, countedFrom: '2026-04-10', dueOn: '2026-06-05' },
      ]);
    });

    it('counts from the day it came in force when the patient is only watched', async () => {
      const [, systemic] = soundContent.recommendations;
      const watch = { ...systemic!, modality: 'active-surveillance' as const };
      const caseId = await story.active({ ...soundContent, recommendations: [watch] });

      expect(await story.followUp(caseId)).toMatchObject({
        anchor: { on: '2026-03-02', basis: 'decision-in-force', planned: false },
        orders: [{ isPlanned: false, dueOn: '2026-04-27', modality: 'mri-whole-spine', levels: [] }],
      });
    });

    it('moves a closed day to the next open one inside the window, and says so', async () => {
      const caseId = await story.active(dueOn('2026-03-21'));

      const [order] = await story.orders(caseId);

      expect(order).toMatchObject({ dueOn: '2026-05-18', windowTo: '2026-05-23' });
      expect(order.explanation.movedFrom).toBe('2026-05-16');
    });

    it('that is withdrawn is planned no longer', async () => {
      const caseId = await story.active();
      const { body } = await oncologist().get(`/cases/${caseId}/decisions`).expect(200);

      await server
        .as(story.hospital.chair)
        .post(`/decisions/${body.items[0].id}/withdraw`, { reason: 'Staging was of another patient.' })
        .expect(200);

      expect(await story.orders(caseId)).toMatchObject([{ state: 'cancelled', cancelReason: 'no-longer-indicated' }]);
      await oncologist().get(`/cases/${caseId}/follow-up/proposal`).expect(409, 'nothing-decided');
    });

    it('gives way to the next one, with the interval that was set for it', async () => {
      const { hospital } = story;
      const caseId = await story.active();
      const policy = { weeks: 20, isException: true, reason: 'Travels for half a year.' };
      await oncologist().put(`/cases/${caseId}/follow-up/policy`, policy, ifMatch(1)).expect(200);
      const { body } = await oncologist().get(`/cases/${caseId}/decisions`).expect(200);
      const next = (await server.as(hospital.chair).post(`/decisions/${body.items[0].id}/revise`).expect(201)).body.id;
      await server.as(hospital.chair).post(`/decisions/${next}/propose`).expect(200);

      await new Signing(server).inForce(hospital, next);

      const followUp = await story.followUp(caseId);
      expect(followUp.policy).toEqual({ weeks: null, isException: false, reason: null });
      expect(followUp.orders).toMatchObject([
        { kind: 'routine', state: 'due', dueOn: '2026-05-15', reason: null },
        { kind: 'board-exception', state: 'cancelled', cancelReason: 'superseded-by-new-decision' },
      ]);
    });

    it('does not come in force when its imaging cannot be kept', async () => {
      const { medicalOncologist, radiationOncologist, spineSurgeon } = story.hospital;
      const { caseId, decisionId } = await story.cases.decided();
      const signing = new Signing(server);
      await signing.signed(medicalOncologist, decisionId);
      await signing.signed(radiationOncologist, decisionId);
      const last = await signing.prepared(spineSurgeon, decisionId);

      const fault = { at: 'INSERT ON clinical.imaging_order' };
      await whileFailing(server, fault, () => signing.send(spineSurgeon, decisionId, last).expect(500));

      expect(await story.cases.stateOf(caseId)).toBe('decided');
      expect(await story.followUp(caseId)).toMatchObject({ anchor: null, orders: [], version: 0 });
    });
  });

  describe('of a treatment', () => {
    it('counts from its completion as soon as that is recorded; until then its order stays planned', async () => {
      const caseId = await story.active();
      const planned = await story.next(caseId);
      server.clock.moveTo('2026-03-18T12:00:00.000Z');
      const { body } = await story.treat(caseId).expect(201);
      expect(await story.followUp(caseId)).toMatchObject({
        anchor: { on: '2026-03-20', planned: true },
        baselineMissing: false,
      });

      const completed = { completedAt: '2026-03-17T23:30:00.000Z' };
      await oncologist().post(`/treatments/${body.id}/complete`, completed).expect(200);

      // Half past midnight of the 18th on the board's calendar.
      const followUp = await story.followUp(caseId);
      expect(followUp.anchor).toEqual({ on: '2026-03-18', basis: 'treatment-completed', planned: false });
      expect(followUp.orders).toMatchObject([
        { id: planned.id, isPlanned: false, countedFrom: '2026-03-18', dueOn: '2026-05-13', windowFrom: '2026-05-06' },
      ]);
      expect(await server.auditOf({ caseId })).toContain('follow-up.re-anchored');
    });

    it('says that the baseline is missing when no MRI of the 28 days before its start is known', async () => {
      const caseId = await story.active();
      server.clock.moveTo('2026-03-30T12:00:00.000Z');

      await story.treat(caseId, { startedAt: '2026-03-27T09:00:00.000Z' }).expect(201);

      expect((await story.followUp(caseId)).baselineMissing).toBe(true);
    });

    it('accepts an MRI of exactly 28 days before', async () => {
      const caseId = await story.active();
      server.clock.moveTo('2026-03-30T12:00:00.000Z');

      await story.treat(caseId, { startedAt: '2026-03-26T09:00:00.000Z' }).expect(201);

      expect((await story.followUp(caseId)).baselineMissing).toBe(false);
    });

    it('leaves an examination alone that is booked, until what it counted from is gone', async () => {
      const caseId = await story.active();
      const { id } = await story.next(caseId);
      const bookedFor = '2026-05-14T09:00:00.000Z';
      await coordinator().post(`/imaging-orders/${id}/book`, { bookedFor }).expect(200);
      server.clock.moveTo('2026-03-18T12:00:00.000Z');
      const { body } = await story.treat(caseId).expect(201);
      expect(await story.next(caseId)).toMatchObject({ id, state: 'booked', bookedFor });

      await oncologist()
        .post(`/treatments/${body.id}/complete`, { completedAt: '2026-03-18T11:00:00.000Z' })
        .expect(200);

      expect(await story.orders(caseId)).toMatchObject([
        { state: 'due', dueOn: '2026-05-13', isPlanned: false },
        { id, state: 'cancelled', cancelReason: 'no-longer-indicated' },
      ]);
    });
  });
});
