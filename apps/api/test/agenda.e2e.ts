import { CaseStory, compression, soundFacts } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

/** The meeting's own version is what every change of an agenda writes last. */
const LAST_STEP = { at: 'INSERT ON clinical.version', when: "NEW.entity = 'meeting'" };

describe('the agenda of a meeting', () => {
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
  const agendaOf = async (meetingId: string) => (await chair().get(`/meetings/${meetingId}`).expect(200)).body.agenda;
  const orderOf = async (meetingId: string) => (await agendaOf(meetingId)).map(({ id }: { id: string }) => id);
  const caseRow = async (caseId: string) =>
    (await server.look('SELECT state, priority, reason_code FROM clinical.board_case WHERE id = $1', [caseId]))[0];

  describe('listing a case', () => {
    it('takes a ready case, and leaves its traces on case, item and meeting', async () => {
      const caseId = await story.ready();
      const meetingId = await story.meeting();

      const { body, headers } = await coordinator()
        .post(`/meetings/${meetingId}/agenda`, { caseId, minutes: 15 }, ifMatch(1))
        .expect(201);

      expect(headers['etag']).toBe('"1"');
      expect(body).toMatchObject({
        meetingId,
        caseId,
        purpose: 'discussion',
        revisionId: null,
        minutes: 15,
        placement: 'Waiting since 2026-03-02.',
        state: 'listed',
        agendaVersion: 2,
        version: 1,
      });
      expect(await story.stateOf(caseId)).toBe('listed');
      expect((await server.auditOf({ caseId })).slice(-2)).toEqual(['agenda-item.listed', 'case.listed']);
      expect(await server.auditOf({ entityId: meetingId })).toEqual([
        'meeting.planned',
        'invitations.made',
        'meeting.opened',
        'meeting.agenda-changed',
      ]);
    });

    it('judges readiness again for the day of the meeting: an examination in date today is too old in two weeks', async () => {
      const caseId = await story.ready();
      const startsAt = '2026-03-16T14:00:00Z';
      const { body: later } = await coordinator()
        .post(`/boards/${hospital.board.id}/meetings`, { startsAt })
        .expect(201);
      const list = () => coordinator().post(`/meetings/${later.id}/agenda`, { caseId });

      const { body } = await list().expect(409, 'readiness-blocked');
      expect(body.missing).toMatchObject([{ id: 'neurological-examination' }]);
      expect(await story.stateOf(caseId)).toBe('ready');

      const reason = { reason: 'Will be examined on the morning of the meeting.' };
      await coordinator().post(`/cases/${caseId}/readiness/neurological-examination/waive`, reason).expect(200);
      await list().expect(201);
    });

    it('is refused for a case in workup, a second listing, a closed agenda, and a decision that does not exist', async () => {
      const meetingId = await story.meeting();
      const refused = async (caseId: string, code: string, purpose = 'discussion') =>
        coordinator().post(`/meetings/${meetingId}/agenda`, { caseId, purpose }).expect(409, code);

      const caseId = await story.inWorkup();
      await refused(caseId, 'illegal-transition');
      await refused(caseId, 'nothing-to-ratify', 'ratification');
      await coordinator().post(`/cases/${caseId}/ready`, {}).expect(200);
      await story.listed(caseId, meetingId);
      await refused(caseId, 'case-already-on-agenda');

      const another = await story.ready();
      await coordinator().post(`/meetings/${meetingId}/close-agenda`).expect(200);
      await refused(another, 'late-listing-needs-reason');
    });

    it('is refused to a specialist, to other boards, for their cases, on an old agenda and with a bad body', async () => {
      const caseId = await story.ready();
      const meetingId = await story.meeting();
      const path = `/meetings/${meetingId}/agenda`;
      const sister = await server.given.board({ organisation: hospital, name: 'Sarcoma board' });
      const theirs = await new CaseStory(server, sister).ready();

      await server.as(hospital.spineSurgeon).post(path, { caseId }).expect(403);
      await server.as(sister.coordinator).post(path, { caseId }).expect(404);
      await coordinator().post(path, { caseId: theirs }).expect(404);
      await coordinator().post(path, { caseId }, ifMatch(7)).expect(412, 'stale-version');
      const { body } = await coordinator().post(path, { caseId, minutes: 0 }).expect(400, 'invalid-body');
      expect(body.errors[0].pointer).toBe('/minutes');
    });

    it('leaves nothing when its last step fails', async () => {
      const caseId = await story.ready();
      const meetingId = await story.meeting();

      await whileFailing(server, LAST_STEP, () =>
        coordinator().post(`/meetings/${meetingId}/agenda`, { caseId }).expect(500),
      );

      expect(await story.stateOf(caseId)).toBe('ready');
      expect(await agendaOf(meetingId)).toEqual([]);
    });
  });

  describe('the order of the agenda', () => {
    it('puts the emergency lane first, then what was put off, then who waits longer, and says why', async () => {
      const putOff = await story.listed(await story.ready(), await story.meeting());
      const deferral = { to: 'ready', reasonCode: 'time' };
      await coordinator().post(`/cases/${putOff.caseId}/defer`, deferral).expect(200);
      const ordinary = await story.ready();
      server.clock.advance({ minutes: 1 });
      const recent = await story.ready();
      const emergency = await story.ready(soundFacts, compression);

      const meetingId = await story.meeting();
      for (const caseId of [recent, ordinary, emergency, putOff.caseId]) await story.listed(caseId, meetingId);

      const agenda = await agendaOf(meetingId);
      expect(agenda.map(({ caseId }: { caseId: string }) => caseId)).toEqual([
        emergency,
        putOff.caseId,
        ordinary,
        recent,
      ]);
      expect(agenda.map(({ placement }: { placement: string }) => placement)).toEqual([
        'Emergency lane, waiting since 2026-03-02.',
        'Put off once, waiting since 2026-03-02.',
        'Waiting since 2026-03-02.',
        'Waiting since 2026-03-02.',
      ]);
    });

    it('may be changed by hand: of two coordinators with the same agenda the second is told to read it again', async () => {
      const meetingId = await story.meeting();
      const { itemId: first } = await story.listed(await story.ready(), meetingId);
      const { itemId: second } = await story.listed(await story.ready(), meetingId);
      const { itemId: third } = await story.listed(await story.ready(), meetingId);
      const move = (itemId: string, change: object, version: number) =>
        coordinator().patch(`/meetings/${meetingId}/agenda/${itemId}`, change, ifMatch(version));

      const { body } = await move(third, { after: null, minutes: 20 }, 4).expect(200);
      await move(second, { after: third }, 4).expect(412, 'stale-version');

      expect(body).toMatchObject({ placement: 'Moved by hand.', minutes: 20, agendaVersion: 5 });
      expect(await orderOf(meetingId)).toEqual([third, first, second]);
      await move(second, { after: third }, 5).expect(200);
      expect(await orderOf(meetingId)).toEqual([third, second, first]);
      await move(second, { after: second }, 6).expect(400, 'not-on-this-agenda');
      await move(second, {}, 6).expect(400, 'nothing-to-change');
      await coordinator().patch(`/meetings/${meetingId}/agenda/${second}`, { after: null }).expect(428);
    });

    it('keeps room between two neighbours however often they are moved', async () => {
      const meetingId = await story.meeting();
      const { itemId: first } = await story.listed(await story.ready(), meetingId);
      const { itemId: second } = await story.listed(await story.ready(), meetingId);
      const { itemId: third } = await story.listed(await story.ready(), meetingId);

      for (let turn = 0; turn < 14; turn += 1) {
        const moved = turn % 2 === 0 ? third : second;
        await coordinator()
          .patch(`/meetings/${meetingId}/agenda/${moved}`, { after: first }, ifMatch(4 + turn))
          .expect(200);
        expect(await orderOf(meetingId)).toEqual([first, moved, moved === third ? second : third]);
      }
    });
  });

  describe('taking a case off', () => {
    it('brings it back to ready before the session, and is refused during it', async () => {
      const meetingId = await story.meeting();
      const off = await story.listed(await story.ready(), meetingId);
      const stays = await story.listed(await story.ready(), meetingId);
      const path = (itemId: string) => `/meetings/${meetingId}/agenda/${itemId}`;

      await coordinator().delete(path(off.itemId)).expect(428);
      await coordinator().delete(path(off.itemId), ifMatch(2)).expect(412);
      const { body } = await coordinator().delete(path(off.itemId), ifMatch(3)).expect(200);

      expect(body).toMatchObject({ id: meetingId, agendaVersion: 4 });
      expect(await caseRow(off.caseId)).toEqual({ state: 'ready', priority: 0, reason_code: null });
      expect(await orderOf(meetingId)).toEqual([stays.itemId]);
      await coordinator().delete(path(off.itemId), ifMatch(4)).expect(409, 'agenda-item-not-waiting');
      await chair().post(`/meetings/${meetingId}/start`).expect(200);
      await coordinator().delete(path(stays.itemId), ifMatch(4)).expect(409, 'meeting-in-session');
    });
  });

  describe('deferring a listed case', () => {
    it('takes it off with a coded reason and raises its priority', async () => {
      const { caseId, meetingId } = await story.listed(await story.ready(), await story.meeting());
      const deferral = { to: 'workup', reasonCode: 'imaging', reasonText: 'The MRI is not reported yet.' };

      await server.as(hospital.spineSurgeon).post(`/cases/${caseId}/defer`, deferral).expect(403);
      await coordinator().post(`/cases/${caseId}/defer`, { to: 'workup' }).expect(400, 'invalid-body');
      await coordinator()
        .post(`/cases/${caseId}/defer`, { ...deferral, to: 'closed' })
        .expect(400, 'invalid-body');
      await coordinator().post(`/cases/${caseId}/defer`, deferral, ifMatch(1)).expect(412);
      const { body } = await coordinator().post(`/cases/${caseId}/defer`, deferral).expect(200);
      await coordinator().post(`/cases/${caseId}/defer`, deferral).expect(409, 'illegal-transition');

      expect(body).toMatchObject({ id: caseId, state: 'workup', priority: 1, ...without(deferral, 'to') });
      expect(await agendaOf(meetingId)).toEqual([]);
    });
  });

  it('lets a case go that closes meanwhile', async () => {
    const { caseId, itemId } = await story.inDiscussion();

    await coordinator().post(`/cases/${caseId}/close`, { reasonCode: 'transferred' }).expect(200);

    expect(await server.look('SELECT state, reason_code FROM clinical.agenda_item WHERE id = $1', [itemId])).toEqual([
      { state: 'removed', reason_code: 'transferred' },
    ]);
  });
});

function without(object: Readonly<Record<string, unknown>>, name: string) {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}
