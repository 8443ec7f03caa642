import { BoardCalendar } from './support/board-calendar.js';
import { ifMatch } from './support/client.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

interface MeetingBody {
  readonly recurrenceId: string;
}

describe('the holidays of a board', () => {
  let server: TestServer;
  let hospital: Hospital;

  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(async () => {
    hospital = await server.given.board();
  });
  afterAll(() => server.close());

  const coordinator = () => server.as(hospital.coordinator);
  const calendar = () => new BoardCalendar(server, hospital);
  const board = () => calendar().path;
  const planned = (part: object = {}) => calendar().series(part);
  const meetings = (): Promise<MeetingBody[]> => calendar().meetings();
  const on = (day: string) => calendar().meetingsOn(day);

  it('are skipped and shown; what was planned there is called off with the holiday’s name', async () => {
    const none = await coordinator().get(`${board()}/holidays`).expect(200);
    expect(none.body).toEqual({ holidays: [], version: 0 });
    const series = await planned();

    const holidays = [
      { on: '2026-12-29', name: 'Between the years' },
      { on: '2026-05-05', name: 'Liberation Day' },
    ];
    const { body } = await coordinator().put(`${board()}/holidays`, { holidays }, { 'if-none-match': '*' }).expect(200);
    expect(body).toEqual({ holidays: [holidays[1], holidays[0]], version: 1 });

    expect(await on('2026-05-05')).toMatchObject([{ state: 'cancelled', cancelReason: 'Liberation Day' }]);
    const { body: dates } = await coordinator().get(`${board()}/series/${series.id}/dates`).expect(200);
    const skipped = dates.dates.filter(({ kind }: { kind: string }) => kind === 'skipped');
    expect(skipped).toMatchObject([
      { recurrenceId: '2026-05-05T14:00', because: 'Liberation Day', startsAt: null },
      { recurrenceId: '2026-12-29T14:00', because: 'Between the years', startsAt: null },
    ]);
  });

  it('are not met by a series planned later', async () => {
    const holidays = [{ on: '2026-03-10', name: 'Founders’ day' }];
    await coordinator().put(`${board()}/holidays`, { holidays }, { 'if-none-match': '*' }).expect(200);
    await planned({ rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3' });
    expect((await meetings()).map(({ recurrenceId }) => recurrenceId)).toEqual([
      '2026-03-03T14:00',
      '2026-03-17T14:00',
    ]);
  });

  it('are named once each, on days that exist, by whoever steers the board', async () => {
    const put = (by: Hospital['coordinator'], holidays: object[]) =>
      server.as(by).put(`${board()}/holidays`, { holidays }, { 'if-none-match': '*' });
    const day = { on: '2026-05-05', name: 'Liberation Day' };
    const { body } = await put(hospital.coordinator, [day, { ...day, name: 'Again' }]).expect(400, 'holiday-twice');
    expect(body.on).toBe('2026-05-05');
    await put(hospital.coordinator, [{ ...day, on: '2026-02-30' }]).expect(400, 'invalid-body');
    await put(hospital.spineSurgeon, [day]).expect(403);
    const elsewhere = await server.given.board();
    await put(elsewhere.coordinator, [day]).expect(404);
    expect((await coordinator().get(`${board()}/holidays`).expect(200)).body.version).toBe(0);
  });

  it('are set by two at once without losing the first', async () => {
    const put = (name: string, headers: Record<string, string>) =>
      coordinator().put(`${board()}/holidays`, { holidays: [{ on: '2026-05-05', name }] }, headers);
    await put('Liberation Day', { 'if-none-match': '*' }).expect(200);
    await put('Another name', { 'if-none-match': '*' }).expect(412);
    await put('Another name', ifMatch(1)).expect(200);
    await put('A third name', ifMatch(1)).expect(412);
  });
});
