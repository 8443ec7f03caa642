import { MarkMissed } from '../src/follow-up/mark-missed.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import { ImagingStory } from './support/imaging-story.js';
import { startServer, type TestServer } from './support/server.js';

describe('an imaging order', () => {
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
  const order = (caseId: string, body: object) => oncologist().post(`/cases/${caseId}/imaging-orders`, body);
  const act = (id: string, event: string, body: object, version?: number) =>
    coordinator().post(`/imaging-orders/${id}/${event}`, body, version === undefined ? {} : ifMatch(version));
  const at = (day: string) => `${day}T09:00:00.000Z`;
  const stateOf = async (caseId: string, id: string) =>
    (await story.orders(caseId)).find((order) => order.id === id)?.state;

  describe('beside the planned ones', () => {
    it('is clinically indicated: any day, with its reason, even where nothing was decided', async () => {
      const caseId = await story.cases.inWorkup();
      const wish = { kind: 'clinically-indicated', dueOn: '2026-03-07', levels: ['T8'], reason: 'New pain at night.' };

      const { body } = await order(caseId, wish).expect(201);

      expect(body).toMatchObject({
        ...wish,
        modality: 'mri-levels',
        isPlanned: false,
        countedFrom: null,
        windowFrom: '2026-03-02',
        windowTo: '2026-03-07',
        specialistId: story.hospital.radiationOncologist.id,
        state: 'due',
        version: 1,
      });
      expect(await story.orders(caseId)).toEqual([body]);
      expect(await server.auditOf({ caseId })).toContain('imaging.ordered');
    });

    it('is refused without its reason, on no day or a past one, and from whoever may not order', async () => {
      const caseId = await story.active();
      const wish = { kind: 'clinically-indicated', dueOn: '2026-03-03', reason: 'New pain at night.' };

      await order(caseId, { ...wish, reason: undefined }).expect(400, 'order-reason-required');
      await order(caseId, { ...wish, reason: ' ' }).expect(400);
      await order(caseId, { ...wish, dueOn: undefined }).expect(400, 'day-or-weeks');
      await order(caseId, { ...wish, weeks: 8 }).expect(400, 'day-or-weeks');
      await order(caseId, { ...wish, dueOn: '2026-03-01' }).expect(400, 'wrong-side-of-now');
      await order(caseId, { ...wish, kind: 'baseline' }).expect(400, 'invalid-body');
      await coordinator().post(`/cases/${caseId}/imaging-orders`, wish).expect(403, 'forbidden');
      await coordinator().post(`/cases/${caseId}/close`, { reasonCode: 'transferred' }).expect(200);
      await order(caseId, wish).expect(409, 'case-closed');
    });

    it.each([5, 17])('is refused as routine after %i weeks', async (weeks) => {
      const caseId = await story.active();

      const { body } = await order(caseId, { kind: 'routine', weeks }).expect(400, 'interval-out-of-range');

      expect(body.detail).toContain(
        'Order a clinically indicated examination, or record a board exception, with the reason.',
      );
    });

    it.each([
      { weeks: 6, dueOn: '2026-05-01' },
      { weeks: 16, dueOn: '2026-07-10' },
    ])('may be routine after $weeks weeks, where no other one waits', async ({ weeks, dueOn }) => {
      const caseId = await story.active();
      const planned = await order(caseId, { kind: 'routine', weeks }).expect(409, 'routine-already-planned');
      expect(planned.body.dueOn).toBe('2026-05-15');
      const { id } = await story.next(caseId);
      await act(id, 'cancel', { reasonCode: 'patient-declined' }).expect(200);

      const { body } = await order(caseId, { kind: 'routine', weeks }).expect(201);

      expect(body).toMatchObject({ kind: 'routine', countedFrom: '2026-03-20', dueOn });
    });

    it('leaves the range only as an exception of the board, with its reason, and is not replanned by a machine', async () => {
      const caseId = await story.active();
      await order(caseId, { kind: 'board-exception', weeks: 20 }).expect(400, 'order-reason-required');

      const reason = 'Travels for half a year.';
      const { body } = await order(caseId, { kind: 'board-exception', weeks: 20, reason }).expect(201);
      expect(body).toMatchObject({ dueOn: '2026-08-07', windowFrom: '2026-07-31', windowTo: '2026-08-14' });
      const [{ id: planned }] = await story.orders(caseId);
      await act(planned, 'cancel', { reasonCode: 'patient-declined' }).expect(200);
      server.clock.moveTo('2026-03-18T12:00:00.000Z');
      await story.treat(caseId, { completedAt: '2026-03-18T11:00:00.000Z' }).expect(201);

      const orders = await story.orders(caseId);
      expect(orders.find(({ id }) => id === body.id)).toEqual(body);
    });

    it('is not ordered when the last step fails', async () => {
      const caseId = await story.cases.inWorkup();
      const wish = { kind: 'clinically-indicated', dueOn: '2026-03-04', reason: 'New pain at night.' };

      await whileFailing(server, { at: 'INSERT ON clinical.version' }, () => order(caseId, wish).expect(500));

      expect(await story.followUp(caseId)).toMatchObject({ orders: [], version: 0 });
    });

    it('counted in weeks is refused where there is nothing to count from', async () => {
      const caseId = await story.cases.inWorkup();

      await order(caseId, { kind: 'routine', weeks: 8 }).expect(409, 'nothing-decided');
    });
  });

  describe('booked', () => {
    it.each(['2026-05-06', '2026-05-20'])('takes the first and the last day of its window: %s', async (day) => {
      const caseId = await story.treated();
      const { id } = await story.next(caseId);

      const { body } = await act(id, 'book', { bookedFor: at(day) }).expect(200);

      expect(body).toMatchObject({ state: 'booked', bookedFor: at(day), isLate: false });
      expect(await server.auditOf({ caseId })).toContain('imaging.booked');
      await act(id, 'book', { bookedFor: at('2026-05-12') }).expect(200);
      expect(await story.next(caseId)).toMatchObject({ bookedFor: at('2026-05-12') });
    });

    it('refuses a day outside its window, in the past, or by whoever may not', async () => {
      const caseId = await story.treated();
      const { id } = await story.next(caseId);

      for (const day of ['2026-05-05', '2026-05-21']) {
        const { body } = await act(id, 'book', { bookedFor: at(day) }).expect(409, 'window-violated');
        expect(body.window).toEqual({ from: '2026-05-06', until: '2026-05-20' });
      }
      await act(id, 'book', { bookedFor: at('2026-03-17') }).expect(400, 'wrong-side-of-now');
      await server
        .as(story.hospital.auditor)
        .post(`/imaging-orders/${id}/book`, { bookedFor: at('2026-05-12') })
        .expect(403);
      expect(await stateOf(caseId, id)).toBe('due');
    });

    it('knows the board’s calendar: late in the evening of UTC the next day has begun', async () => {
      const { id } = await story.next(await story.treated());

      await act(id, 'book', { bookedFor: '2026-05-20T22:30:00.000Z' }).expect(409, 'window-violated');
      await act(id, 'book', { bookedFor: '2026-05-05T22:30:00.000Z' }).expect(200);
    });
  });

  describe('missed', () => {
    const chore = () => server.app.get(MarkMissed, { strict: false }).execute(story.hospital.organisationId);
    const missed = async () => {
      const caseId = await story.treated();
      const { id } = await story.next(caseId);
      server.clock.moveTo('2026-05-21T09:00:00.000Z');
      return { caseId, id };
    };

    it('is so the day after its window without anybody writing it; the chore makes it part of the record, once', async () => {
      const { caseId, id } = await missed();
      server.clock.moveTo('2026-05-20T21:59:00.000Z');
      expect(await stateOf(caseId, id)).toBe('due');
      server.clock.moveTo('2026-05-20T22:00:00.000Z');
      expect(await stateOf(caseId, id)).toBe('missed');
      const stored = () => server.look('SELECT state, version FROM clinical.imaging_order WHERE id = $1', [id]);
      expect(await stored()).toEqual([{ state: 'due', version: 2 }]);

      await chore();
      await chore();

      expect(await stored()).toEqual([{ state: 'missed', version: 3 }]);
      expect((await server.auditOf({ caseId })).filter((type) => type === 'imaging.missed')).toHaveLength(1);
    });

    it('is booked again after its window with a coded reason, and counts as late from then on', async () => {
      const { caseId, id } = await missed();
      const bookedFor = at('2026-05-26');

      await act(id, 'book', { bookedFor }).expect(400, 'late-booking-needs-reason');
      await act(id, 'book', { bookedFor, reason: 'forgot' }).expect(400, 'invalid-body');
      const { body } = await act(id, 'book', { bookedFor, reason: 'patient-unwell' }).expect(200);

      expect(body).toMatchObject({ state: 'booked', isLate: true, bookingReason: 'patient-unwell' });
      expect(body).toMatchObject({ windowFrom: '2026-05-06', windowTo: '2026-05-20' });
      server.clock.moveTo('2026-05-27T09:00:00.000Z');
      expect(await stateOf(caseId, id)).toBe('missed');
    });

    it('once booked late is not even opened by the chore until that day is over too', async () => {
      const { caseId, id } = await missed();
      await act(id, 'book', { bookedFor: at('2026-05-26'), reason: 'patient-unwell' }).expect(200);
      const before = await server.auditOf({ caseId });

      server.clock.moveTo('2026-05-26T21:59:00.000Z');
      await chore();
      expect(await server.auditOf({ caseId })).toEqual(before);
      server.clock.moveTo('2026-05-26T22:00:00.000Z');
      await chore();

      expect(await server.auditOf({ caseId })).toEqual([...before, 'case.opened', 'imaging.missed']);
    });
  });

  describe('performed', () => {
    it('is so when it has been made, not in the future, and not before the day it counts from', async () => {
      const caseId = await story.treated();
      const { id } = await story.next(caseId);
      server.clock.moveTo('2026-05-12T12:00:00.000Z');

      await act(id, 'perform', { performedAt: '2026-05-12T12:01:00.000Z' }).expect(400, 'wrong-side-of-now');
      await act(id, 'perform', { performedAt: at('2026-03-17') }).expect(400, 'made-too-early');
      const done = { performedAt: '2026-05-12T12:00:00.000Z', studyUid: '1.2.840.113619.2.55.3.1' };
      const { body } = await act(id, 'perform', done).expect(200);

      expect(body).toMatchObject({ state: 'performed', ...done });
      expect(await server.auditOf({ caseId })).toContain('imaging.performed');
    });
  });

  describe('as its state allows', () => {
    const BODIES = {
      book: { bookedFor: at('2026-05-20') },
      perform: { performedAt: at('2026-05-12') },
      report: { result: 'stable' },
      acknowledge: {},
      cancel: { reasonCode: 'contraindicated' },
    } as const;
    /** Brings the order of a treated case into a state. */
    const into: Record<string, (id: string, caseId: string) => Promise<unknown>> = {
      due: async () => undefined,
      booked: (id) => act(id, 'book', BODIES.book).expect(200),
      missed: async () => server.clock.moveTo('2026-05-21T09:00:00.000Z'),
      performed: (_, caseId) => story.performed(caseId, '2026-05-12'),
      reported: (_, caseId) => story.read(caseId, '2026-05-12', 'stable'),
      acknowledged: async (id, caseId) => {
        await story.read(caseId, '2026-05-12', 'stable');
        await oncologist().post(`/imaging-orders/${id}/acknowledge`, {}).expect(200);
      },
      cancelled: (id) => act(id, 'cancel', BODIES.cancel).expect(200),
    };

    it.each([
      { state: 'due', refused: ['report', 'acknowledge'] },
      { state: 'booked', refused: ['report', 'acknowledge'] },
      { state: 'missed', refused: ['report', 'acknowledge'] },
      { state: 'performed', refused: ['book', 'perform', 'acknowledge', 'cancel'] },
      { state: 'reported', refused: ['book', 'perform', 'report', 'cancel'] },
      { state: 'acknowledged', refused: ['book', 'perform', 'report', 'acknowledge', 'cancel'] },
      { state: 'cancelled', refused: ['book', 'perform', 'report', 'acknowledge', 'cancel'] },
    ] as const)('refuses to $refused while $state', async ({ state, refused }) => {
      const caseId = await story.treated();
      const { id } = await story.next(caseId);
      await into[state]!(id, caseId);

      for (const event of refused) {
        const answer = await oncologist().post(`/imaging-orders/${id}/${event}`, BODIES[event]);
        expect([event, answer.status, answer.body.code]).toEqual([event, 409, 'illegal-transition']);
      }
      expect(await stateOf(caseId, id)).toBe(state);
    });

    it.each(['due', 'booked', 'missed'])('is called off while %s, with a coded reason', async (state) => {
      const caseId = await story.treated();
      const { id } = await story.next(caseId);
      await into[state]!(id, caseId);

      await act(id, 'cancel', {}).expect(400, 'invalid-body');
      const { body } = await act(id, 'cancel', BODIES.cancel).expect(200);

      expect(body).toMatchObject({ state: 'cancelled', cancelReason: 'contraindicated' });
    });

    it.each(['book', 'perform', 'cancel'] as const)(
      'is changed by %s on the version that was read, and not at all when the last step fails',
      async (event) => {
        const caseId = await story.treated();
        const { id, version } = await story.next(caseId);
        server.clock.moveTo('2026-05-12T12:00:00.000Z');

        await act(id, event, BODIES[event], version - 1).expect(412, 'stale-version');
        await whileFailing(server, { at: 'INSERT ON clinical.version' }, () =>
          act(id, event, BODIES[event], version).expect(500),
        );

        expect(await story.next(caseId)).toMatchObject({ id, state: 'due', version });
        await act(id, event, BODIES[event], version).expect(200);
      },
    );
  });
});
