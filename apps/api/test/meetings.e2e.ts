import { CaseStory } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

const AN_ID = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07';
/** The meeting's own version is what every act here writes last. */
const LAST_STEP = { at: 'INSERT ON clinical.version', when: "NEW.entity = 'meeting'" };

describe('the meetings of a board', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
  });
  afterAll(() => server.close());

  const coordinator = () => server.as(hospital.coordinator);
  const chair = () => server.as(hospital.chair);
  const surgeon = () => server.as(hospital.spineSurgeon);
  const meetings = () => `/boards/${hospital.board.id}/meetings`;
  const planned = async (part: object = {}) =>
    (
      await coordinator()
        .post(meetings(), { startsAt: '2026-03-03T14:00:00Z', ...part })
        .expect(201)
    ).body;

  describe('planning', () => {
    it('takes the board’s chair and capacity where nothing else is said, and leaves its change', async () => {
      const meeting = await planned({ location: 'Conference room 2' });

      expect(meeting).toEqual({
        id: expect.any(String),
        boardId: hospital.board.id,
        startsAt: '2026-03-03T14:00:00.000Z',
        capacityMinutes: 90,
        chairId: hospital.chair.id,
        location: 'Conference room 2',
        timeZone: 'Europe/Amsterdam',
        localStart: '2026-03-03T15:00',
        room: null,
        videoLink: null,
        listingLeadHours: null,
        listingClosesAt: '2026-03-03T14:00:00.000Z',
        uid: `${meeting.id}@consilium`,
        sequence: 0,
        seriesId: null,
        recurrenceId: null,
        ownEdits: [],
        state: 'planned',
        startedAt: null,
        endedAt: null,
        cancelReason: null,
        agendaVersion: 1,
        version: 1,
      });
      expect(await server.auditOf({ entityId: meeting.id })).toEqual(['meeting.planned', 'invitations.made']);
    });

    it('may name another specialist member as chair, never a coordinator or a stranger', async () => {
      const { chairId } = await planned({ chairId: hospital.radiationOncologist.id });
      expect(chairId).toBe(hospital.radiationOncologist.id);

      for (const stranger of [hospital.coordinator.id, hospital.auditor.id, AN_ID]) {
        const meeting = { startsAt: '2026-03-03T14:00:00Z', chairId: stranger };
        await coordinator().post(meetings(), meeting).expect(400, 'chair-must-be-specialist-member');
      }
    });

    it('is for today or later on the board’s calendar, which is an hour ahead of UTC', async () => {
      // 1 March 23:00 UTC is 2 March, 00:00, in Amsterdam: today.
      await planned({ startsAt: '2026-03-01T23:00:00Z' });

      const early = { startsAt: '2026-03-01T22:59:59Z' };
      const { body } = await coordinator().post(meetings(), early).expect(400, 'meeting-in-the-past');
      expect(body).toMatchObject({ today: '2026-03-02', errors: [{ pointer: '/startsAt' }] });
    });

    it.each([
      ['a day that does not exist', { startsAt: '2026-02-30T14:00:00Z' }, '/startsAt'],
      ['no time', {}, '/startsAt'],
      ['a capacity of four minutes', { startsAt: '2026-03-03T14:00:00Z', capacityMinutes: 4 }, '/capacityMinutes'],
      ['an unknown field', { startsAt: '2026-03-03T14:00:00Z', colour: 'red' }, '/colour'],
    ])('refuses %s', async (_what, meeting, pointer) => {
      const { body } = await coordinator().post(meetings(), meeting).expect(400, 'invalid-body');
      expect(body.errors[0].pointer).toBe(pointer);
    });

    it('is not for a specialist, nor on a board one does not know', async () => {
      const meeting = { startsAt: '2026-03-03T14:00:00Z' };
      await surgeon().post(meetings(), meeting).expect(403);
      await coordinator().post(`/boards/${AN_ID}/meetings`, meeting).expect(404);

      const elsewhere = await server.given.board();
      const sister = await server.given.board({ organisation: hospital, name: 'Sarcoma board' });
      await server.as(elsewhere.coordinator).post(meetings(), meeting).expect(404);
      await server.as(sister.coordinator).post(meetings(), meeting).expect(404);
    });

    it('leaves nothing when its last step fails', async () => {
      const before = await server.look('SELECT id FROM clinical.meeting');
      await whileFailing(server, LAST_STEP, () =>
        coordinator().post(meetings(), { startsAt: '2026-03-03T14:00:00Z' }).expect(500),
      );
      expect(await server.look('SELECT id FROM clinical.meeting')).toEqual(before);
    });
  });

  describe('rooms', () => {
    const at = (startsAt: string, room: string) => ({ startsAt, room, capacityMinutes: 60 });

    it('hold one meeting at a time, over all boards of the hospital; the refusal names who is there', async () => {
      const sister = await server.given.board({ organisation: hospital, name: 'Sarcoma board' });
      const path = `/boards/${sister.board.id}/meetings`;
      const { id } = await planned(at('2026-04-01T13:00:00Z', 'Aula'));

      const { body } = await server
        .as(sister.coordinator)
        .post(path, at('2026-04-01T13:59:00Z', 'aula'))
        .expect(409, 'room-taken');
      expect(body).toMatchObject({
        detail:
          'The Spine board has this room from 2026-04-01T13:00:00.000Z to 2026-04-01T14:00:00.000Z. Choose another room or another time.',
        taken: [{ meetingId: id, boardName: 'Spine board' }],
      });

      await server.as(sister.coordinator).post(path, at('2026-04-01T14:00:00Z', 'Aula')).expect(201);
      await server.as(sister.coordinator).post(path, at('2026-04-01T13:00:00Z', 'Library')).expect(201);
    });

    it('are another hospital’s own, and free again once a meeting is called off', async () => {
      const elsewhere = await server.given.board();
      const { id } = await planned(at('2026-04-02T13:00:00Z', 'Aula'));
      const path = `/boards/${elsewhere.board.id}/meetings`;
      await server.as(elsewhere.coordinator).post(path, at('2026-04-02T13:00:00Z', 'Aula')).expect(201);

      await coordinator().post(`/meetings/${id}/cancel`, { reason: 'The lift is broken.' }).expect(200);
      await planned(at('2026-04-02T13:00:00Z', 'Aula'));
    });

    it('go to one of two who ask at the same moment', async () => {
      const ask = () => coordinator().post(meetings(), at('2026-04-03T13:00:00Z', 'Aula'));
      const answers = await Promise.all([ask(), ask()]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    });

    it('may stay as they are when the meeting moves a little', async () => {
      const { id } = await planned(at('2026-04-07T13:00:00Z', 'Aula'));
      await coordinator().patch(`/meetings/${id}`, { startsAt: '2026-04-07T13:30:00Z' }, ifMatch(1)).expect(200);
    });

    it.each(['http://video.example.org/1', 'https://user@video.example.org', 'javascript:alert(1)', 'https://'])(
      'have no video link but https: not %s',
      async (videoLink) => {
        const meeting = { startsAt: '2026-03-03T14:00:00Z', videoLink };
        const { body } = await coordinator().post(meetings(), meeting).expect(400, 'invalid-body');
        expect(body.errors[0].pointer).toBe('/videoLink');
      },
    );
  });

  describe('reading', () => {
    it('lists them by their start, a page at a time', async () => {
      const other = await server.given.board();
      const path = `/boards/${other.board.id}/meetings`;
      const plan = async (startsAt: string) =>
        (await server.as(other.coordinator).post(path, { startsAt }).expect(201)).body.id;
      const third = await plan('2026-03-17T14:00:00Z');
      const first = await plan('2026-03-03T14:00:00Z');
      const second = await plan('2026-03-03T14:00:00Z');

      const reader = server.as(other.auditor);
      const { body: page } = await reader.get(`${path}?limit=2`).expect(200);
      const { body: rest } = await reader.get(`${path}?limit=2&cursor=${page.nextCursor}`).expect(200);
      const { body: march } = await reader.get(`${path}?from=2026-03-04T00:00:00Z&state=planned`).expect(200);

      expect(page.items.map(({ id }: { id: string }) => id)).toEqual([first, second]);
      expect(rest).toMatchObject({ items: [{ id: third }], nextCursor: null });
      expect(march.items).toMatchObject([{ id: third }]);
      await reader.get(`${path}?colour=red`).expect(400, 'invalid-query');
    });

    it('shows a meeting with its agenda, names the patients shown, and is hidden from other boards', async () => {
      const { meetingId, caseId } = await story.listed(await story.ready(), await story.meeting());

      const { body, headers } = await surgeon().get(`/meetings/${meetingId}`).expect(200);

      expect(headers['etag']).toBe(`"${body.version}"`);
      expect(body).toMatchObject({
        agenda: [{ caseId, familyName: 'Jansen', lane: 'elective', minutes: 10, expectedAt: body.startsAt }],
        plannedMinutes: 10,
        isOverbooked: false,
        marks: [],
      });
      expect((await server.auditOf({ entityId: meetingId })).slice(-2)).toEqual([
        'meeting.opened',
        'patients.disclosed',
      ]);

      const elsewhere = await server.given.board();
      await server.as(elsewhere.chair).get(`/meetings/${meetingId}`).expect(404);
      await server.as(hospital.administrator).get(`/meetings/${meetingId}`).expect(403);
      await surgeon().get('/meetings/17').expect(404);
    });
  });

  describe('changing', () => {
    it('needs the version read, and steps it', async () => {
      const { id } = await planned();
      const change = { startsAt: '2026-03-04T15:00:00+01:00', location: null, chairId: hospital.pathologist.id };

      await coordinator().patch(`/meetings/${id}`, change).expect(428);
      const { body } = await coordinator().patch(`/meetings/${id}`, change, ifMatch(1)).expect(200);
      await coordinator().patch(`/meetings/${id}`, change, ifMatch(1)).expect(412, 'stale-version');
      await coordinator().patch(`/meetings/${id}`, {}, ifMatch(2)).expect(400, 'nothing-to-change');

      expect(body).toMatchObject({
        startsAt: '2026-03-04T14:00:00.000Z',
        chairId: hospital.pathologist.id,
        version: 2,
      });
    });

    it('ends with the start of the session', async () => {
      const { id } = await planned();
      await chair().post(`/meetings/${id}/start`).expect(200);
      const late = { chairId: hospital.spineSurgeon.id };
      await coordinator().patch(`/meetings/${id}`, late, ifMatch(2)).expect(409, 'meeting-already-started');
    });
  });

  describe('the life of a meeting', () => {
    it('runs from planned over a closed agenda into session and is closed', async () => {
      const { id } = await planned();
      const step = async (event: string, version: number) =>
        (await chair().post(`/meetings/${id}/${event}`, undefined, ifMatch(version)).expect(200)).body;

      expect(await step('close-agenda', 1)).toMatchObject({ state: 'agenda-closed', version: 2 });
      expect(await step('start', 2)).toMatchObject({ state: 'in-session', startedAt: expect.any(String), version: 3 });
      await chair().post(`/meetings/${id}/end`, undefined, ifMatch(2)).expect(412);
      expect(await step('end', 3)).toMatchObject({ state: 'closed', endedAt: expect.any(String), version: 4 });
      expect(await server.auditOf({ entityId: id })).toEqual([
        'meeting.planned',
        'invitations.made',
        'meeting.opened',
        'meeting.agenda-closed',
        'meeting.opened',
        'meeting.started',
        'request.refused',
        'meeting.opened',
        'meeting.ended',
      ]);
    });

    it('refuses what its state table does not have', async () => {
      const refused = async (id: string, event: string) =>
        chair()
          .post(`/meetings/${id}/${event}`, event === 'cancel' ? { reason: 'Ill.' } : undefined)
          .expect(409, 'illegal-transition');

      const { id } = await planned();
      await refused(id, 'end');
      await chair().post(`/meetings/${id}/start`).expect(200);
      for (const event of ['close-agenda', 'start', 'cancel']) await refused(id, event);
      await chair().post(`/meetings/${id}/end`).expect(200);
      for (const event of ['close-agenda', 'start', 'end', 'cancel']) await refused(id, event);
    });

    it('is begun and ended by its chair, who may be another than the board’s', async () => {
      const { id } = await planned({ chairId: hospital.radiologist.id });

      await coordinator().post(`/meetings/${id}/start`).expect(403);
      await surgeon().post(`/meetings/${id}/start`).expect(403);
      await server.as(hospital.radiologist).post(`/meetings/${id}/start`).expect(200);
      await surgeon().post(`/meetings/${id}/end`).expect(403);
      await server.as(hospital.radiologist).post(`/meetings/${id}/end`).expect(200);
    });

    it('returns what was not decided to ready when it ends, listed or being discussed, and keeps its priority', async () => {
      const meetingId = await story.meeting();
      const discussed = await story.listed(await story.ready(), meetingId);
      const waiting = await story.listed(await story.ready(), meetingId);
      await story.opened(discussed);

      await chair().post(`/meetings/${meetingId}/end`).expect(200);

      for (const { caseId, itemId } of [discussed, waiting]) {
        const [row] = await server.look('SELECT state, priority FROM clinical.board_case WHERE id = $1', [caseId]);
        expect(row).toEqual({ state: 'ready', priority: 0 });
        const [item] = await server.look('SELECT state FROM clinical.agenda_item WHERE id = $1', [itemId]);
        expect(item).toEqual({ state: 'returned' });
        expect((await server.auditOf({ caseId })).slice(-2)).toEqual([
          'agenda-item.closed',
          'case.returned-to-the-list',
        ]);
      }
    });

    it('returns what was listed when it is called off, with its reason', async () => {
      const { meetingId, caseId } = await story.listed(await story.ready(), await story.meeting());

      await coordinator().post(`/meetings/${meetingId}/cancel`).expect(400);
      await surgeon().post(`/meetings/${meetingId}/cancel`, { reason: 'Ill.' }).expect(403);
      const reason = 'The chair is ill and no deputy is free.';
      const { body } = await coordinator().post(`/meetings/${meetingId}/cancel`, { reason }).expect(200);

      expect(body).toMatchObject({ state: 'cancelled', cancelReason: reason, agendaVersion: 3 });
      expect(await story.stateOf(caseId)).toBe('ready');
    });

    it('leaves cases, items and the meeting as they were when the last step of its end fails', async () => {
      const { meetingId, caseId, itemId } = await story.inDiscussion();

      await whileFailing(server, LAST_STEP, () => chair().post(`/meetings/${meetingId}/end`).expect(500));

      expect(await story.stateOf(caseId)).toBe('in-discussion');
      expect(await server.look('SELECT state FROM clinical.agenda_item WHERE id = $1', [itemId])).toEqual([
        { state: 'open' },
      ]);
      expect(await server.look('SELECT state FROM clinical.meeting WHERE id = $1', [meetingId])).toEqual([
        { state: 'in-session' },
      ]);
    });
  });
});
