import { KeepSeries } from '../src/meetings/series/keep-series.js';
import { BoardCalendar, TUESDAYS } from './support/board-calendar.js';
import { CaseStory } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

/** The last version of the last meeting's invitations is what planning a series writes last. */
const LAST_STEP = { at: 'INSERT ON clinical.notice', when: `NEW.facts->>'startsAt' = '2026-04-21T12:00:00.000Z'` };

interface MeetingBody {
  readonly id: string;
  readonly startsAt: string;
  readonly state: string;
  readonly recurrenceId: string;
  readonly version: number;
}

describe('a series of meetings', () => {
  let server: TestServer;
  let hospital: Hospital;

  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(async () => {
    server.clock.moveTo('2026-03-02T08:00:00.000Z');
    hospital = await server.given.board();
  });
  afterAll(() => server.close());

  const coordinator = () => server.as(hospital.coordinator);
  const calendar = () => new BoardCalendar(server, hospital);
  const board = () => calendar().path;
  const planned = (part: object = {}) => calendar().series(part);
  const meetings = (): Promise<MeetingBody[]> => calendar().meetings();
  const on = async (day: string): Promise<MeetingBody> => {
    const found: MeetingBody[] = await calendar().meetingsOn(day);
    expect(found).toHaveLength(1);
    return found[0]!;
  };
  const openOnSundays = async () => {
    const { body } = await server.as(hospital.administrator).get(board()).expect(200);
    await server.as(hospital.administrator).patch(board(), { closedWeekdays: [] }, ifMatch(body.version)).expect(200);
  };
  const keep = () => server.app.get(KeepSeries).execute(hospital.organisationId);

  describe('planning', () => {
    it('plans the meetings of a year, which keep their local hour when the clocks change', async () => {
      const series = await planned({ room: 'Aula', listingLeadHours: 24 });

      expect(series).toMatchObject({
        boardId: hospital.board.id,
        startsAt: '2026-03-03T14:00',
        timeZone: 'Europe/Amsterdam',
        capacityMinutes: 90,
        state: 'running',
        effect: { created: 53, changed: 0, calledOff: 0 },
        version: 1,
      });
      expect(await on('2026-03-24')).toMatchObject({
        startsAt: '2026-03-24T13:00:00.000Z',
        localStart: '2026-03-24T14:00',
        timeZone: 'Europe/Amsterdam',
        seriesId: series.id,
        recurrenceId: '2026-03-24T14:00',
        listingClosesAt: '2026-03-23T13:00:00.000Z',
        chairId: hospital.chair.id,
        room: 'Aula',
        sequence: 0,
      });
      expect(await on('2026-03-31')).toMatchObject({ startsAt: '2026-03-31T12:00:00.000Z' });
      expect((await server.auditOf({ entityId: series.id })).slice(0, 1)).toEqual(['series.planned']);
    });

    it('asks about an hour that does not exist, and takes the answer', async () => {
      await openOnSundays();
      const night = { startsAt: '2026-03-08T02:30', rule: 'FREQ=WEEKLY;BYDAY=SU' };
      const { body } = await coordinator().post(`${board()}/series`, night).expect(422, 'local-time-in-question');

      expect(body.questions).toEqual([
        {
          recurrenceId: '2026-03-29T02:30',
          kind: 'gap',
          candidates: [
            { choose: 'earlier', localStart: '2026-03-29T01:30', startsAt: '2026-03-29T00:30:00.000Z' },
            { choose: 'later', localStart: '2026-03-29T03:30', startsAt: '2026-03-29T01:30:00.000Z' },
          ],
        },
        {
          recurrenceId: '2026-10-25T02:30',
          kind: 'overlap',
          candidates: [
            { choose: 'first', localStart: '2026-10-25T02:30', startsAt: '2026-10-25T00:30:00.000Z' },
            { choose: 'second', localStart: '2026-10-25T02:30', startsAt: '2026-10-25T01:30:00.000Z' },
          ],
        },
      ]);
      expect(await meetings()).toEqual([]);

      const resolutions = [{ at: '2026-03-29T02:30', choose: 'later' }];
      await coordinator()
        .post(`${board()}/series`, { ...night, overlap: 'second', resolutions })
        .expect(201);
      expect(await on('2026-03-29')).toMatchObject({
        startsAt: '2026-03-29T01:30:00.000Z',
        localStart: '2026-03-29T03:30',
        recurrenceId: '2026-03-29T02:30',
      });
      expect(await on('2026-10-25')).toMatchObject({ startsAt: '2026-10-25T01:30:00.000Z' });
    });

    it.each([
      ['a zone that does not exist', { timeZone: 'Europe/Atlantis' }, 'unknown-time-zone', '/timeZone'],
      ['30 February', { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'recurrence-impossible', '/rule'],
      ['10 000 occurrences', { rule: 'FREQ=DAILY;COUNT=10000' }, 'too-many-occurrences', '/rule'],
      ['every hour', { rule: 'FREQ=HOURLY' }, 'recurrence-not-allowed', '/rule'],
      ['an interval of zero', { rule: 'FREQ=WEEKLY;INTERVAL=0' }, 'recurrence-not-allowed', '/rule'],
      ['a start that is no Tuesday', { startsAt: '2026-03-04T14:00' }, 'start-not-in-rule', '/startsAt'],
      ['a start last week', { startsAt: '2026-02-24T14:00' }, 'series-in-the-past', '/startsAt'],
      ['an end before the start', { rule: 'FREQ=WEEKLY;UNTIL=20260301' }, 'until-before-start', '/rule'],
      ['an exception on a Wednesday', { exceptions: ['2026-03-11T14:00'] }, 'date-not-in-series', '/exceptions/0'],
      ['a day that does not exist', { startsAt: '2026-02-30T14:00' }, 'invalid-body', '/startsAt'],
      ['a capacity of nothing', { capacityMinutes: 0 }, 'invalid-body', '/capacityMinutes'],
    ])('refuses %s and leaves nothing', async (_what, part, code, pointer) => {
      const { body } = await coordinator()
        .post(`${board()}/series`, { ...TUESDAYS, ...part })
        .expect(400, code);
      expect(body.errors[0].pointer).toBe(pointer);
      expect((await coordinator().get(`${board()}/series`).expect(200)).body.items).toEqual([]);
    });

    it('is refused where the room is taken, naming who is there, and leaves nothing', async () => {
      const sister = await server.given.board({ organisation: hospital, name: 'Sarcoma board' });
      const meeting = { startsAt: '2026-05-05T12:30:00Z', room: 'Aula' };
      await server.as(sister.coordinator).post(`/boards/${sister.board.id}/meetings`, meeting).expect(201);

      const { body } = await coordinator()
        .post(`${board()}/series`, { ...TUESDAYS, room: 'Aula' })
        .expect(409, 'room-taken');
      expect(body.taken).toMatchObject([{ boardName: 'Sarcoma board', startsAt: '2026-05-05T12:30:00.000Z' }]);
      expect(await meetings()).toEqual([]);
    });

    it('is refused where every date falls on a closed day', async () => {
      const sundays = { startsAt: '2026-03-08T14:00', rule: 'FREQ=WEEKLY;BYDAY=SU' };
      await coordinator().post(`${board()}/series`, sundays).expect(409, 'series-never-meets');
      expect(await meetings()).toEqual([]);
    });

    it('is for the coordinator and the chair of the board', async () => {
      const elsewhere = await server.given.board();
      await server.as(hospital.spineSurgeon).post(`${board()}/series`, TUESDAYS).expect(403);
      await server.as(elsewhere.coordinator).post(`${board()}/series`, TUESDAYS).expect(404);
      const { body } = await server.as(hospital.chair).post(`${board()}/series`, TUESDAYS).expect(201);
      await server.as(hospital.spineSurgeon).get(`${board()}/series/${body.id}`).expect(200);
      await server.as(elsewhere.coordinator).get(`/boards/${elsewhere.board.id}/series/${body.id}`).expect(404);
    });

    it('leaves nothing when its last step fails', async () => {
      await whileFailing(server, LAST_STEP, () => coordinator().post(`${board()}/series`, TUESDAYS).expect(500));
      expect(await meetings()).toEqual([]);
      expect((await coordinator().get(`${board()}/series`).expect(200)).body.items).toEqual([]);
    });
  });

  describe('as time goes by', () => {
    it('has each meeting that comes into reach once, with two replicas at work at once', async () => {
      await planned();
      await keep();
      expect(await meetings()).toHaveLength(53);

      server.clock.moveTo('2026-03-18T08:00:00.000Z');
      await Promise.all([keep(), keep()]);
      await keep();

      const names = (await meetings()).map(({ recurrenceId }) => recurrenceId);
      expect(names).toHaveLength(55);
      expect(new Set(names).size).toBe(55);
      expect(names.at(-1)).toBe('2027-03-16T14:00');
    });

    it('has no room where another meeting is there first, and takes the others', async () => {
      await planned({ room: 'Aula' });
      const first = { startsAt: '2027-03-09T13:00:00Z', room: 'Aula' };
      await coordinator().post(`${board()}/meetings`, first).expect(201);

      server.clock.moveTo('2026-03-18T08:00:00.000Z');
      await keep();

      expect((await meetings()).filter(({ startsAt }) => startsAt >= '2027-03-01')).toMatchObject([
        { recurrenceId: '2027-03-02T14:00', room: 'Aula' },
        { recurrenceId: null, room: 'Aula' },
        { recurrenceId: '2027-03-09T14:00', room: null, ownEdits: ['room'] },
        { recurrenceId: '2027-03-16T14:00', room: 'Aula' },
      ]);
    });

    it('follows the board’s closed days, and leaves a date alone whose hour nobody has settled', async () => {
      await openOnSundays();
      await planned({ startsAt: '2026-11-01T02:30', rule: 'FREQ=WEEKLY;BYDAY=SU', gap: 'later' });
      server.clock.moveTo('2026-11-02T08:00:00.000Z');
      const { body } = await server.as(hospital.administrator).get(board()).expect(200);
      const closed = { closedDays: ['2026-12-27'] };
      await server.as(hospital.administrator).patch(board(), closed, ifMatch(body.version)).expect(200);

      await keep();

      expect(await on('2026-12-27')).toMatchObject({
        state: 'cancelled',
        cancelReason: 'The board is closed on this day.',
      });
      expect((await meetings()).map(({ recurrenceId }) => recurrenceId)).not.toContain('2027-10-31T02:30');
      const [series] = (await coordinator().get(`${board()}/series`).expect(200)).body.items;
      const { dates } = (await coordinator().get(`${board()}/series/${series.id}/dates`).expect(200)).body;
      expect(dates.find(({ kind }: { kind: string }) => kind === 'in-question')).toMatchObject({
        recurrenceId: '2027-10-31T02:30',
        candidates: [{ choose: 'first' }, { choose: 'second' }],
        meetingId: null,
      });
    });
  });

  describe('changing one meeting', () => {
    it('leaves it as it is when the series changes, unless told otherwise', async () => {
      const series = await planned();
      const alone = await on('2026-03-17');
      await coordinator().patch(`/meetings/${alone.id}`, { startsAt: '2026-03-18T15:00:00Z' }, ifMatch(1)).expect(200);

      const path = `${board()}/series/${series.id}`;
      const at15 = { startsAt: '2026-03-03T15:00' };
      const { body } = await coordinator().patch(path, at15, ifMatch(1)).expect(200);
      expect(body).toMatchObject({ startsAt: '2026-03-03T15:00', effect: { created: 0, changed: 53, calledOff: 0 } });
      expect(await on('2026-03-17')).toMatchObject({
        id: alone.id,
        startsAt: '2026-03-18T15:00:00.000Z',
        recurrenceId: '2026-03-17T15:00',
        ownEdits: ['startsAt'],
      });
      expect(await on('2026-03-24')).toMatchObject({ startsAt: '2026-03-24T14:00:00.000Z', sequence: 1 });

      const everything = { includeEdited: true };
      await coordinator().patch(path, everything, ifMatch(2)).expect(200);
      expect(await on('2026-03-17')).toMatchObject({ startsAt: '2026-03-17T14:00:00.000Z', ownEdits: [] });
    });
  });

  describe('changing all', () => {
    it('moves the meetings to the new hour with what is on their agenda', async () => {
      const story = new CaseStory(server, hospital);
      const series = await planned();
      const { id: meetingId } = await on('2026-03-03');
      const { caseId } = await story.listed(await story.ready(), meetingId);

      await coordinator()
        .patch(`${board()}/series/${series.id}`, { startsAt: '2026-03-03T16:30', room: 'Library' }, ifMatch(1))
        .expect(200);

      expect(await on('2026-03-03')).toMatchObject({
        id: meetingId,
        startsAt: '2026-03-03T15:30:00.000Z',
        room: 'Library',
      });
      expect(await story.stateOf(caseId)).toBe('listed');
    });

    it('calls off what falls on other days, and gives its cases back to the list', async () => {
      const story = new CaseStory(server, hospital);
      const series = await planned();
      const { id: meetingId } = await on('2026-03-03');
      const { caseId } = await story.listed(await story.ready(), meetingId);

      const fortnightly = { startsAt: '2026-03-10T14:00', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU' };
      const { body } = await coordinator().patch(`${board()}/series/${series.id}`, fortnightly, ifMatch(1)).expect(200);

      expect(body.effect).toEqual({ created: 0, changed: 0, calledOff: 27 });
      expect(await on('2026-03-03')).toMatchObject({
        state: 'cancelled',
        cancelReason: 'The series no longer meets on this day.',
      });
      expect(await on('2026-03-24')).toMatchObject({ state: 'planned', version: 1 });
      expect(await story.stateOf(caseId)).toBe('ready');
    });

    it('needs the version read, and something to change', async () => {
      const { id } = await planned();
      await coordinator().patch(`${board()}/series/${id}`, { room: 'Aula' }).expect(428);
      await coordinator().patch(`${board()}/series/${id}`, { room: 'Aula' }, ifMatch(7)).expect(412);
      await coordinator().patch(`${board()}/series/${id}`, {}, ifMatch(1)).expect(400, 'nothing-to-change');
    });
  });

  describe('changing this and all that follow', () => {
    it('ends the series and goes on with another, which takes the meetings over', async () => {
      const series = await planned({ rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=6' });
      const off = await on('2026-03-31');
      await coordinator().post(`/meetings/${off.id}/cancel`, { reason: 'Congress.' }).expect(200);

      const { body } = await coordinator()
        .post(`${board()}/series/${series.id}/divide`, {
          from: '2026-03-24T14:00',
          change: { startsAt: '2026-03-24T08:00', capacityMinutes: 60 },
        })
        .expect(201);

      expect(body).toMatchObject({
        startsAt: '2026-03-24T08:00',
        rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3',
        splitFromId: series.id,
        exceptions: ['2026-03-31T08:00'],
        effect: { created: 0, changed: 2, calledOff: 0 },
      });
      const { body: first } = await coordinator().get(`${board()}/series/${series.id}`).expect(200);
      expect(first.rule).toBe('FREQ=WEEKLY;BYDAY=TU;UNTIL=20260323T225959Z');
      expect(await on('2026-03-17')).toMatchObject({ seriesId: series.id, startsAt: '2026-03-17T13:00:00.000Z' });
      expect(await on('2026-03-24')).toMatchObject({
        seriesId: body.id,
        startsAt: '2026-03-24T07:00:00.000Z',
        capacityMinutes: 60,
      });
      expect(await on('2026-04-07')).toMatchObject({ seriesId: body.id, startsAt: '2026-04-07T06:00:00.000Z' });

      await keep();
      expect(await meetings()).toHaveLength(6);
    });

    it('needs a date of the series to come, and something before it', async () => {
      const { id } = await planned();
      const divide = (from: string) =>
        coordinator().post(`${board()}/series/${id}/divide`, { from, change: { capacityMinutes: 60 } });

      const { body } = await divide('2026-03-11T14:00').expect(400, 'not-a-date-of-the-series');
      expect(body.next).toBe('2026-03-03T14:00');
      await divide('2026-03-03T14:00').expect(409, 'nothing-before');
    });
  });

  describe('cancelling', () => {
    it('calls off what has not begun and gives the cases back with their priority', async () => {
      const story = new CaseStory(server, hospital);
      const series = await planned();
      const { id: meetingId } = await on('2026-03-03');
      const { caseId } = await story.listed(await story.ready(), meetingId);
      const path = `${board()}/series/${series.id}/cancel`;

      const { body } = await coordinator().post(path, { reason: 'The board is merged.' }).expect(200);

      expect(body).toMatchObject({ state: 'cancelled', effect: { calledOff: 53 } });
      expect((await meetings()).every(({ state }) => state === 'cancelled')).toBe(true);
      expect(await story.stateOf(caseId)).toBe('ready');
      await coordinator().post(path, { reason: 'Again.' }).expect(409, 'series-cancelled');
      await keep();
      expect(await meetings()).toHaveLength(53);
    });

    it('may begin at one of its dates', async () => {
      const series = await planned({ rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=4' });
      const end = { reason: 'The room is closed from then on.', from: '2026-03-17T14:00' };
      const { body } = await coordinator().post(`${board()}/series/${series.id}/cancel`, end).expect(200);

      expect(body).toMatchObject({ state: 'running', effect: { calledOff: 2 } });
      expect((await meetings()).map(({ state }) => state)).toEqual(['planned', 'planned', 'cancelled', 'cancelled']);
    });
  });
});
