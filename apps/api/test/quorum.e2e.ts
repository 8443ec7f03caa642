import { CaseStory } from './support/case-story.js';
import { whileFailing } from './support/failing.js';
import type { Hospital, Seated } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

interface AskedMark {
  readonly kind?: string;
  readonly at?: string;
  readonly deputyFor?: string;
  readonly correctsId?: string;
}

describe('attendance and quorum', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board({ deputies: { radiationOncologist: ['radiologist'] } });
    story = new CaseStory(server, hospital);
  });
  afterAll(() => server.close());

  const coordinator = () => server.as(hospital.coordinator);
  const chair = () => server.as(hospital.chair);
  const mark = (who: keyof Seated, asked: AskedMark = {}) => ({
    userId: hospital[who].id,
    kind: 'joined',
    mode: 'in-room',
    ...asked,
  });
  const marking = (meetingId: string, ...marks: object[]) =>
    coordinator().post(`/meetings/${meetingId}/attendance`, { marks });
  const quorumOf = async (meetingId: string) => (await chair().get(`/meetings/${meetingId}/quorum`).expect(200)).body;

  /** A discussion that opened at 14:00 with oncology and surgery in the room, at an hour of its own. */
  async function discussion(openedAt: string, present: (keyof Seated)[] = ['medicalOncologist', 'spineSurgeon']) {
    server.clock.moveTo(openedAt);
    // Signing in may take a code, and with it time, before it counts.
    for (const person of [hospital.coordinator, hospital.chair]) await server.as(person).get('/auth/me').expect(200);
    const discussed = await story.inDiscussion({ present });
    return { ...discussed, at: (time: string) => `${openedAt.slice(0, 11)}${time}.000Z` };
  }

  describe('marking', () => {
    it('appends who joined and left, for the specialty of their seat', async () => {
      const { meetingId } = await discussion('2026-03-02T14:00:00.000Z', ['pathologist']);

      const { body } = await marking(
        meetingId,
        mark('coordinator'),
        { ...mark('spineSurgeon', { at: '2026-03-02T14:58:00+01:00' }), mode: 'remote' },
        mark('radiologist', { deputyFor: hospital.radiationOncologist.id }),
      ).expect(201);

      const now = server.clock.now().toISOString();
      expect(body.marks.slice(1)).toMatchObject([
        { userId: hospital.coordinator.id, specialty: null, deputyFor: null, at: now, mode: 'in-room' },
        {
          userId: hospital.spineSurgeon.id,
          specialty: 'spine-surgery',
          at: '2026-03-02T13:58:00.000Z',
          mode: 'remote',
        },
        {
          userId: hospital.radiologist.id,
          specialty: 'radiation-oncology',
          deputyFor: hospital.radiationOncologist.id,
          markedBy: hospital.coordinator.id,
        },
      ]);
      expect((await server.auditOf({ entityId: meetingId })).slice(-2)).toEqual([
        'meeting.opened',
        'meeting.attendance-marked',
      ]);
    });

    it('is refused before the session, in the future, for strangers and for deputies nobody named', async () => {
      const planned = await story.meeting();
      await marking(planned, mark('chair')).expect(409, 'meeting-not-in-session');

      await chair().post(`/meetings/${planned}/start`).expect(200);
      await marking(planned, mark('chair', { at: '2027-01-01T00:00:00Z' })).expect(400, 'invalid-body');
      await marking(planned, { ...mark('chair'), userId: hospital.auditor.id }).expect(409, 'not-a-member');
      const deputy = mark('pathologist', { deputyFor: hospital.radiationOncologist.id });
      await marking(planned, deputy).expect(409, 'not-a-deputy');
      const { body } = await marking(planned, mark('chair'), mark('radiologist', { kind: 'retracted' })).expect(400);
      expect(body.errors).toMatchObject([{ pointer: '/marks/1/correctsId' }]);
      await marking(planned).expect(400, 'invalid-body');
      expect((await chair().get(`/meetings/${planned}`)).body.marks).toEqual([]);
    });

    it('is the chair’s and the coordinator’s of this board', async () => {
      const { meetingId } = await discussion('2026-03-02T14:00:00.000Z');
      const marks = [mark('radiologist')];
      const elsewhere = await server.given.board();

      await server.as(hospital.radiologist).post(`/meetings/${meetingId}/attendance`, { marks }).expect(403);
      await server.as(elsewhere.coordinator).post(`/meetings/${meetingId}/attendance`, { marks }).expect(404);
      await server.as(elsewhere.coordinator).get(`/meetings/${meetingId}/quorum`).expect(404);
      await chair().post(`/meetings/${meetingId}/attendance`, { marks }).expect(201);
    });

    it('is corrected by another mark, once, also when the meeting is over', async () => {
      const { meetingId, at } = await discussion('2026-03-02T15:00:00.000Z');
      server.clock.moveTo(at('15:06:00'));
      const { body } = await marking(meetingId, mark('medicalOncologist', { kind: 'left' })).expect(201);
      const mistaken = body.marks.at(-1).id;
      expect(await quorumOf(meetingId)).toMatchObject({ missingNow: ['medical-oncology', 'radiation-oncology'] });
      await chair().post(`/meetings/${meetingId}/end`).expect(200);

      const retraction = mark('medicalOncologist', { kind: 'retracted', correctsId: mistaken });
      await marking(meetingId, mark('radiationOncologist')).expect(409, 'attendance-closed');
      const { body: corrected } = await marking(meetingId, retraction).expect(201);
      await marking(meetingId, retraction).expect(409, 'nothing-to-correct');

      expect(corrected.marks.map(({ kind }: { kind: string }) => kind)).toEqual([
        'joined',
        'joined',
        'left',
        'retracted',
      ]);
      expect(await quorumOf(meetingId)).toMatchObject({ missingNow: ['radiation-oncology'] });
    });

    it('leaves nothing when its last step fails', async () => {
      const { meetingId } = await discussion('2026-03-02T15:30:00.000Z');
      const before = await server.look('SELECT version FROM clinical.meeting WHERE id = $1', [meetingId]);

      await whileFailing(server, { at: 'INSERT ON clinical.version' }, () =>
        marking(meetingId, mark('radiationOncologist')).expect(500),
      );

      expect(await server.look('SELECT version FROM clinical.meeting WHERE id = $1', [meetingId])).toEqual(before);
      expect(
        await server.look('SELECT id FROM clinical.attendance_mark WHERE meeting_id = $1', [meetingId]),
      ).toHaveLength(2);
    });
  });

  describe('the quorum of a discussion', () => {
    it('is met when a deputy takes over within 60 seconds, and tells who was there when', async () => {
      const { meetingId, itemId, at } = await discussion('2026-03-02T16:00:00.000Z', [
        'medicalOncologist',
        'spineSurgeon',
        'radiationOncologist',
      ]);
      server.clock.moveTo(at('16:10:00'));
      await marking(
        meetingId,
        mark('radiationOncologist', { kind: 'left', at: at('16:04:00') }),
        mark('radiologist', { deputyFor: hospital.radiationOncologist.id, at: at('16:05:00') }),
      ).expect(201);

      const { required, missingNow, items } = await quorumOf(meetingId);

      expect(required).toEqual(['medical-oncology', 'radiation-oncology', 'spine-surgery']);
      expect(missingNow).toEqual([]);
      const whole = [{ from: at('16:00:00'), until: at('16:10:00') }];
      expect(items).toEqual([
        {
          itemId,
          openedAt: at('16:00:00'),
          until: at('16:10:00'),
          met: true,
          missing: [],
          perSpecialty: [
            { specialty: 'medical-oncology', covered: true, spans: whole, gaps: [] },
            {
              specialty: 'radiation-oncology',
              covered: true,
              spans: [
                { from: at('16:00:00'), until: at('16:04:00') },
                { from: at('16:05:00'), until: at('16:10:00') },
              ],
              gaps: [],
            },
            { specialty: 'spine-surgery', covered: true, spans: whole, gaps: [] },
          ],
        },
      ]);
    });

    it('is not met when the deputy comes a second later, and names the gap', async () => {
      const { meetingId, at } = await discussion('2026-03-02T17:00:00.000Z', [
        'medicalOncologist',
        'spineSurgeon',
        'radiationOncologist',
      ]);
      server.clock.moveTo(at('17:10:00'));
      await marking(
        meetingId,
        mark('radiationOncologist', { kind: 'left', at: at('17:04:00') }),
        mark('radiologist', { deputyFor: hospital.radiationOncologist.id, at: at('17:05:01') }),
      ).expect(201);

      const { missingNow, items } = await quorumOf(meetingId);

      expect(missingNow).toEqual([]);
      expect(items).toMatchObject([{ met: false, missing: ['radiation-oncology'] }]);
      expect(items[0].perSpecialty[1].gaps).toEqual([{ from: at('17:04:00'), until: at('17:05:01') }]);
    });

    it('ends with the discussion: who leaves afterwards takes nothing away from it', async () => {
      const { meetingId, itemId, at } = await discussion('2026-03-02T18:00:00.000Z', [
        'medicalOncologist',
        'spineSurgeon',
        'radiationOncologist',
      ]);
      server.clock.moveTo(at('18:08:00'));
      const why = { to: 'ready', reasonCode: 'pathology' };
      await chair().post(`/meetings/${meetingId}/agenda/${itemId}/adjourn`, why).expect(200);
      server.clock.moveTo(at('18:30:00'));
      await marking(meetingId, mark('spineSurgeon', { kind: 'left', at: at('18:09:30') })).expect(201);

      const { missingNow, items } = await quorumOf(meetingId);

      expect(items).toMatchObject([{ until: at('18:08:00'), met: true }]);
      expect(missingNow).toEqual(['spine-surgery']);
    });
  });
});
