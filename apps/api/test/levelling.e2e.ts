import { ifMatch, type Answer } from './support/client.js';
import { whileFailing } from './support/failing.js';
import { ImagingStory } from './support/imaging-story.js';
import { startServer, type TestServer } from './support/server.js';

type Body = Answer['body'];

describe('levelling the imaging of a board', () => {
  let server: TestServer;
  let story: ImagingStory;

  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(async () => {
    story = await ImagingStory.begin(server);
  });
  afterAll(() => server.close());

  const coordinator = () => server.as(story.hospital.coordinator);
  const oncologist = () => server.as(story.hospital.radiationOncologist);
  const path = () => `/boards/${story.hospital.board.id}/follow-up/level`;
  const level = async (wish: object): Promise<Body> => (await coordinator().post(path(), wish).expect(200)).body;
  const dueDays = async (): Promise<Record<string, string>> => {
    const { items } = (await coordinator().get('/imaging-orders?limit=200').expect(200)).body;
    return Object.fromEntries(items.map(({ id, dueOn }: { id: string; dueOn: string }) => [id, dueOn]));
  };
  /** Ordered on Monday 2 March for Wednesday the 11th, or a day before that. */
  const wanted = async (caseId: string, dueOn = '2026-03-11'): Promise<string> => {
    const wish = { kind: 'clinically-indicated', dueOn, reason: 'New pain at night.' };
    return (await oncologist().post(`/cases/${caseId}/imaging-orders`, wish).expect(201)).body.id;
  };
  const threeOnOneDay = async (): Promise<string[]> => {
    const [one, other] = [await story.cases.inWorkup(), await story.cases.inWorkup()];
    return [await wanted(one), await wanted(one), await wanted(other)];
  };

  it('proposes days inside the windows and changes nothing', async () => {
    const orders = await threeOnOneDay();

    const proposal = await level({ capacityPerDay: 1 });

    expect(proposal).toMatchObject({ isApplied: false, placed: 3, daysFromDue: 3, peak: 1, unplaced: [] });
    expect(proposal.moved.map(({ to }: Body) => to).sort()).toEqual(['2026-03-09', '2026-03-10']);
    expect(Object.values(await dueDays())).toEqual(['2026-03-11', '2026-03-11', '2026-03-11']);
    expect(Object.keys(await dueDays()).sort()).toEqual([...orders].sort());
  });

  it('applies what was proposed when its digest comes back, and says from which day each order was moved', async () => {
    await threeOnOneDay();
    const { digest, moved } = await level({ capacityPerDay: 1 });

    const applied = await level({ capacityPerDay: 1, confirm: digest });

    expect(applied).toMatchObject({ isApplied: true, digest, moved });
    expect(Object.values(await dueDays()).sort()).toEqual(['2026-03-09', '2026-03-10', '2026-03-11']);
    const { orders } = (await oncologist().get(`/cases/${moved[0].caseId}/follow-up`).expect(200)).body;
    expect(orders.find(({ id }: Body) => id === moved[0].orderId)).toMatchObject({
      dueOn: moved[0].to,
      windowFrom: '2026-03-02',
      windowTo: '2026-03-11',
      explanation: { levelledFrom: '2026-03-11' },
    });
    expect(await level({ capacityPerDay: 1 })).toMatchObject({ placed: 3, daysFromDue: 0, moved: [] });
  });

  it('leaves closed days empty, counts what is booked, and names what could not be placed', async () => {
    const [booked, second, third] = await threeOnOneDay();
    await coordinator().post(`/imaging-orders/${booked}/book`, { bookedFor: '2026-03-11T09:00:00.000Z' }).expect(200);

    const closed = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08'];
    const exceptions = [...closed, '2026-03-09'].map((on) => ({ on, capacity: 0 }));
    const { moved, unplaced } = await level({ capacityPerDay: 1, exceptions });

    expect(moved).toEqual([expect.objectContaining({ from: '2026-03-11', to: '2026-03-10' })]);
    expect(unplaced).toEqual([
      expect.objectContaining({
        dueOn: '2026-03-11',
        reason: 'no-capacity',
        sentence: 'Every open day from 2026-03-02 to 2026-03-11 is full: raise the capacity of one of them.',
      }),
    ]);
    expect([moved[0].orderId, unplaced[0].orderId].sort()).toEqual([second, third].sort());
  });

  it('refuses to apply a schedule that rests on orders which have changed since', async () => {
    const [first] = await threeOnOneDay();
    const { digest } = await level({ capacityPerDay: 1 });
    await coordinator().post(`/imaging-orders/${first}/cancel`, { reasonCode: 'no-longer-indicated' }).expect(200);

    await coordinator().post(path(), { capacityPerDay: 1, confirm: digest }).expect(409, 'proposal-outdated');
  });

  it('moves all or none: when the last version cannot be written every order stays', async () => {
    await threeOnOneDay();
    const before = await dueDays();
    const { digest, moved } = await level({ capacityPerDay: 1 });
    const last = [...moved].sort((a: Body, b: Body) => (a.caseId < b.caseId ? 1 : -1))[0].caseId;

    await whileFailing(server, { at: 'INSERT ON clinical.version', when: `NEW.entity_id = '${last}'` }, () =>
      coordinator().post(path(), { capacityPerDay: 1, confirm: digest }).expect(500),
    );

    expect(await dueDays()).toEqual(before);
  });

  it('keeps a levelled day when the follow-up is planned anew with the same window', async () => {
    const caseId = await story.treated();
    const before = await story.next(caseId);
    const { digest, moved } = await level({ capacityPerDay: 1, exceptions: [{ on: before.dueOn, capacity: 0 }] });
    await level({ capacityPerDay: 1, exceptions: [{ on: before.dueOn, capacity: 0 }], confirm: digest });

    const { version } = await story.followUp(caseId);
    const same = { weeks: before.explanation.weeks, reason: 'As it is.' };
    await oncologist().put(`/cases/${caseId}/follow-up/policy`, same, ifMatch(version)).expect(200);

    expect(moved).toEqual([expect.objectContaining({ orderId: before.id, from: before.dueOn })]);
    expect(await story.next(caseId)).toMatchObject({ id: before.id, dueOn: moved[0].to });
  });

  it.each([
    ['no capacity', { capacityPerDay: 0 }],
    ['less than none', { capacityPerDay: -1 }],
    ['a capacity beyond all scanners', { capacityPerDay: 2_001 }],
    ['part of an examination', { capacityPerDay: 1.5 }],
    ['a day that is none', { capacityPerDay: 1, exceptions: [{ on: '2026-02-30', capacity: 1 }] }],
    [
      'a day twice',
      {
        capacityPerDay: 1,
        exceptions: [
          { on: '2026-03-04', capacity: 1 },
          { on: '2026-03-04', capacity: 2 },
        ],
      },
    ],
    ['a day that has gone by', { capacityPerDay: 1, dueUntil: '2026-03-01' }],
  ])('is refused with %s', async (_what, wish) => {
    await coordinator().post(path(), wish).expect(400);
  });

  it('is the coordinator’s and the chair’s', async () => {
    await oncologist().post(path(), { capacityPerDay: 1 }).expect(403);
    await server.as(story.hospital.chair).post(path(), { capacityPerDay: 1 }).expect(200);
  });
});
