import { soundFacts } from './support/case-story.js';
import type { Answer } from './support/client.js';
import { whileFailing } from './support/failing.js';
import { ImagingStory } from './support/imaging-story.js';
import { startServer, type TestServer } from './support/server.js';

describe('the imaging orders', () => {
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
  const ids = ({ body }: Answer): string[] => body.items.map(({ id }: { id: string }) => id);
  const idOf = ({ body }: Answer): string => body.id;
  /** Ordered out of turn for a day of March. */
  const wanted = async (caseId: string, dueOn: string) => {
    const wish = { kind: 'clinically-indicated', dueOn, reason: 'New pain at night.' };
    return idOf(await oncologist().post(`/cases/${caseId}/imaging-orders`, wish).expect(201));
  };

  describe('of one’s boards', () => {
    /** Three orders of one case, due on the 4th, the 9th and the 11th. */
    const three = async () => {
      const caseId = await story.cases.inWorkup();
      const [late, first, second] = [
        await wanted(caseId, '2026-03-11'),
        await wanted(caseId, '2026-03-04'),
        await wanted(caseId, '2026-03-09'),
      ];
      return { caseId, first, second, late };
    };
    const listed = async (query = '') => ids(await coordinator().get(`/imaging-orders?${query}`).expect(200));

    it('come by due date, page by page, each with its patient, and the trail says who was shown', async () => {
      const { first, second, late } = await three();

      const page = await coordinator().get('/imaging-orders?limit=2').expect(200);
      const rest = await coordinator().get(`/imaging-orders?limit=2&cursor=${page.body.nextCursor}`).expect(200);

      expect([ids(page), ids(rest), rest.body.nextCursor]).toEqual([[first, second], [late], null]);
      expect(page.body.items[0]).toMatchObject({
        dueOn: '2026-03-04',
        state: 'due',
        patient: { id: expect.any(String), familyName: 'Jansen', givenName: 'Maria' },
      });
      const events = await server.auditOf({ actorId: story.hospital.coordinator.id });
      expect(events.slice(-2)).toEqual(['imaging-orders.listed', 'patients.disclosed']);
    });

    it('are filtered by state, due date, board and whether their window is over', async () => {
      const { first, second, late } = await three();
      const elsewhere = await server.given.board({ organisation: story.hospital });
      await coordinator().post(`/imaging-orders/${late}/book`, { bookedFor: '2026-03-10T09:00:00.000Z' }).expect(200);
      server.clock.moveTo('2026-03-05T09:00:00.000Z');

      expect(await listed('state=booked')).toEqual([late]);
      expect(await listed('state=missed&state=due')).toEqual([first, second]);
      expect(await listed('dueBefore=2026-03-11')).toEqual([first, second]);
      expect(await listed('overdue=true')).toEqual([first]);
      expect(await listed('overdue=false')).toEqual([second, late]);
      expect(await listed(`board=${story.hospital.board.id}`)).toEqual([first, second, late]);
      expect(await listed(`board=${elsewhere.board.id}`)).toEqual([]);
    });

    it.each(['state=lost', 'dueBefore=tomorrow', 'overdue=maybe', 'board=7', 'limit=0', 'cursor=x', 'name=Jansen'])(
      'are refused with “%s”',
      async (query) => {
        await coordinator().get(`/imaging-orders?${query}`).expect(400, 'invalid-query');
      },
    );

    it('are nobody else’s: the auditor reads them, another board and another hospital see nothing', async () => {
      const { caseId, first, second, late } = await three();
      const { hospital } = story;
      const neighbours = await server.given.board({ organisation: hospital });
      const strangers = await server.given.board();

      expect(ids(await server.as(hospital.auditor).get('/imaging-orders').expect(200))).toEqual([first, second, late]);
      await server.as(hospital.auditor).get(`/cases/${caseId}/follow-up`).expect(200);
      await server.as(hospital.administrator).get('/imaging-orders').expect(403, 'forbidden');
      for (const { coordinator: other } of [neighbours, strangers]) {
        expect(ids(await server.as(other).get('/imaging-orders').expect(200))).toEqual([]);
        await server.as(other).get(`/cases/${caseId}/follow-up`).expect(404, 'not-found');
        await server
          .as(other)
          .post(`/imaging-orders/${first}/cancel`, { reasonCode: 'other' })
          .expect(404, 'not-found');
      }
    });
  });

  describe('of a case that ends', () => {
    const close = (caseId: string, reasonCode: string) => coordinator().post(`/cases/${caseId}/close`, { reasonCode });

    it('stand against its completion while one is open, the unread and the unacknowledged too', async () => {
      const caseId = await story.cases.inWorkup(soundFacts, { painFeatures: [] });
      const id = await wanted(caseId, '2026-03-04');
      const path = `/imaging-orders/${id}`;

      expect((await close(caseId, 'completed').expect(409, 'case-not-finished')).body).toMatchObject({
        unfinished: { imagingOrders: 1 },
      });
      await coordinator().post(`${path}/perform`, { performedAt: '2026-03-02T08:00:00.000Z' }).expect(200);
      await close(caseId, 'completed').expect(409, 'case-not-finished');
      await story.report(id, 'stable').expect(200);
      await close(caseId, 'completed').expect(409, 'case-not-finished');
      await oncologist().post(`${path}/acknowledge`, {}).expect(200);

      await close(caseId, 'completed').expect(200);
    });

    it.each([
      { reasonCode: 'deceased', cancelReason: 'deceased' },
      { reasonCode: 'transferred', cancelReason: 'transferred' },
      { reasonCode: 'withdrawn', cancelReason: 'case-closed' },
    ])('are cancelled when it closes as $reasonCode, and say why', async ({ reasonCode, cancelReason }) => {
      const caseId = await story.active();
      const { id } = await story.next(caseId);
      await coordinator().post(`/imaging-orders/${id}/book`, { bookedFor: '2026-05-14T09:00:00.000Z' }).expect(200);

      await close(caseId, reasonCode).expect(200);

      expect(await story.orders(caseId)).toMatchObject([{ id, state: 'cancelled', cancelReason }]);
      expect(await server.auditOf({ caseId })).toContain('imaging.cancelled');
      await coordinator()
        .post(`/imaging-orders/${id}/book`, { bookedFor: '2026-05-14T09:00:00.000Z' })
        .expect(409, 'illegal-transition');
    });

    it('that were made before it was closed are still reported and acknowledged', async () => {
      const caseId = await story.treated();
      const id = await story.performed(caseId, '2026-05-13');
      await close(caseId, 'transferred').expect(200);

      await story.report(id, 'progression').expect(200);
      const { body } = await oncologist().post(`/imaging-orders/${id}/acknowledge`, {}).expect(200);

      expect(body.state).toBe('acknowledged');
      expect(await story.orders(caseId)).toHaveLength(1);
      expect(await story.cases.stateOf(caseId)).toBe('closed');
    });

    it('stay as they were when it cannot be closed', async () => {
      const caseId = await story.active();
      const before = await story.followUp(caseId);

      await whileFailing(server, { at: 'UPDATE ON clinical.board_case' }, () =>
        close(caseId, 'transferred').expect(500),
      );

      expect(await story.followUp(caseId)).toEqual(before);
    });
  });
});
