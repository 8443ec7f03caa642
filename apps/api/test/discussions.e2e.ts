import { CaseStory } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

describe('the discussion of a case', () => {
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
  const caseRow = async (caseId: string) =>
    (await server.look('SELECT state, priority, reason_code FROM clinical.board_case WHERE id = $1', [caseId]))[0];

  describe('opening', () => {
    it('brings the case into discussion while its meeting is in session, one at a time', async () => {
      const meetingId = await story.meeting();
      const one = await story.listed(await story.ready(), meetingId);
      const other = await story.listed(await story.ready(), meetingId);
      const open = (itemId: string, headers?: Record<string, string>) =>
        coordinator().post(`/meetings/${meetingId}/agenda/${itemId}/open`, undefined, headers);

      await open(one.itemId).expect(409, 'meeting-not-in-session');
      await chair().post(`/meetings/${meetingId}/start`).expect(200);
      await surgeon().post(`/meetings/${meetingId}/agenda/${one.itemId}/open`).expect(403);
      await open(one.itemId, ifMatch(9)).expect(412);
      const { body } = await open(one.itemId, ifMatch(1)).expect(200);
      const { body: refused } = await open(other.itemId).expect(409, 'another-item-open');
      await open(one.itemId).expect(409, 'illegal-transition');

      expect(body).toMatchObject({ state: 'open', openedAt: server.clock.now().toISOString(), version: 2 });
      expect(refused.openItemId).toBe(one.itemId);
      expect(await story.stateOf(one.caseId)).toBe('in-discussion');
      expect(await story.stateOf(other.caseId)).toBe('listed');
    });

    it('opens one of two that two people open at the same moment', async () => {
      const meetingId = await story.meeting();
      const one = await story.listed(await story.ready(), meetingId);
      const other = await story.listed(await story.ready(), meetingId);
      await chair().post(`/meetings/${meetingId}/start`).expect(200);

      const answers = await Promise.all([
        chair().post(`/meetings/${meetingId}/agenda/${one.itemId}/open`),
        coordinator().post(`/meetings/${meetingId}/agenda/${other.itemId}/open`),
      ]);

      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    });

    it('finds an item only on its own meeting’s agenda, and only on one’s own board', async () => {
      const { meetingId, itemId } = await story.listed(await story.ready(), await story.meeting());
      const otherMeeting = await story.meeting();
      const elsewhere = await server.given.board();

      await chair().post(`/meetings/${otherMeeting}/agenda/${itemId}/open`).expect(404);
      await server.as(elsewhere.chair).post(`/meetings/${meetingId}/agenda/${itemId}/open`).expect(404);
    });

    it('leaves nothing when its last step fails', async () => {
      const { meetingId, itemId, caseId } = await story.listed(await story.ready(), await story.meeting());
      await chair().post(`/meetings/${meetingId}/start`).expect(200);

      await whileFailing(server, { at: 'INSERT ON clinical.version', when: "NEW.entity = 'meeting'" }, () =>
        chair().post(`/meetings/${meetingId}/agenda/${itemId}/open`).expect(500),
      );

      expect(await story.stateOf(caseId)).toBe('listed');
      expect(await server.look('SELECT state, version FROM clinical.agenda_item WHERE id = $1', [itemId])).toEqual([
        { state: 'listed', version: 1 },
      ]);
    });
  });

  describe('adjourning', () => {
    it.each(['ready', 'workup'])(
      'brings the case back to %s with a coded reason, and a higher priority',
      async (to) => {
        const { meetingId, itemId, caseId } = await story.inDiscussion();
        const why = { to, reasonCode: 'absent-specialty', reasonText: 'No radiotherapist in the room.' };

        const { body } = await chair().post(`/meetings/${meetingId}/agenda/${itemId}/adjourn`, why).expect(200);

        expect(body).toMatchObject({
          state: 'adjourned',
          closedAt: server.clock.now().toISOString(),
          reasonCode: 'absent-specialty',
          reasonText: 'No radiotherapist in the room.',
        });
        expect(await caseRow(caseId)).toEqual({ state: to, priority: 1, reason_code: 'absent-specialty' });
        expect((await server.auditOf({ caseId })).slice(-2)).toEqual(['agenda-item.closed', 'case.adjourned']);
      },
    );

    it('is the chair’s, of an open item, and says where the case goes and why', async () => {
      const meetingId = await story.meeting();
      const one = await story.listed(await story.ready(), meetingId);
      const other = await story.listed(await story.ready(), meetingId);
      await story.opened(one);
      const path = (itemId: string) => `/meetings/${meetingId}/agenda/${itemId}/adjourn`;
      const why = { to: 'ready', reasonCode: 'time' };

      await coordinator().post(path(one.itemId), why).expect(403);
      await surgeon().post(path(one.itemId), why).expect(403);
      await chair().post(path(other.itemId), why).expect(409, 'illegal-transition');
      await chair().post(path(one.itemId), { reasonCode: 'time' }).expect(400, 'destination-not-offered');
      const { body } = await chair()
        .post(path(one.itemId), { to: 'ready', reasonCode: 'bored' })
        .expect(400, 'invalid-body');
      expect(body.errors[0].pointer).toBe('/reasonCode');
      await chair().post(path(one.itemId), why, ifMatch(1)).expect(412);
      expect(await story.stateOf(one.caseId)).toBe('in-discussion');
    });
  });

  it('may be run by the meeting’s own chair, who is not the board’s', async () => {
    const { meetingId, itemId } = await story.inDiscussion({ chair: 'radiologist' });
    const why = { to: 'ready', reasonCode: 'time' };
    await server.as(hospital.radiologist).post(`/meetings/${meetingId}/agenda/${itemId}/adjourn`, why).expect(200);
  });

  it('orders the rest of the agenda by the time at which each is expected', async () => {
    const meetingId = await story.meeting();
    const first = await story.listed(await story.ready(), meetingId);
    await story.listed(await story.ready(), meetingId);
    await story.listed(await story.ready(), meetingId);
    server.clock.moveTo('2026-03-02T15:00:00.000Z');
    await chair().post(`/meetings/${meetingId}/start`).expect(200);
    server.clock.moveTo('2026-03-02T15:02:00.000Z');
    await chair().post(`/meetings/${meetingId}/agenda/${first.itemId}/open`).expect(200);

    const { body } = await chair().get(`/meetings/${meetingId}`).expect(200);

    expect(body.agenda.map(({ expectedAt }: { expectedAt: string | null }) => expectedAt)).toEqual([
      null,
      '2026-03-02T15:12:00.000Z',
      '2026-03-02T15:22:00.000Z',
    ]);
  });
});
