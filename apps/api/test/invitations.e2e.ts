import { Ledger, systemActor } from '#database';
import { KeepInvitations } from '../src/meetings/invitations/keep-invitations.js';
import { RecordReply, type MailedReply } from '../src/meetings/index.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import type { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';

/** The list's own version is what every act here writes last. */
const LAST_STEP = { at: 'INSERT ON clinical.version', when: "NEW.entity = 'invitations'" };

describe('the invitations to a meeting', () => {
  let server: TestServer;
  let hospital: Hospital;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board({ deputies: { spineSurgeon: ['chair'] } });
  });
  afterAll(() => server.close());

  const coordinator = () => server.as(hospital.coordinator);
  const planned = async (startsAt = '2026-03-24T14:00:00Z') =>
    (await coordinator().post(`/boards/${hospital.board.id}/meetings`, { startsAt }).expect(201)).body;
  const answer = (by: Person, meetingId: string, reply: object) =>
    server.as(by).post(`/meetings/${meetingId}/invitations/mine/reply`, reply);
  const invitationOf = async ({ id: userId }: Person, meetingId: string) => {
    const { body } = await coordinator().get(`/meetings/${meetingId}/invitations`).expect(200);
    return body.invitations.find((each: { userId: string }) => each.userId === userId);
  };
  const noticesAbout = (meetingId: string) =>
    server.look<{ kind: string; count: number; sequence: number }>(
      `SELECT kind, count(*)::int AS count, (facts->>'sequence')::int AS sequence FROM clinical.notice
       WHERE meeting_id = $1 GROUP BY 1, 3 ORDER BY 3, 1`,
      [meetingId],
    );

  it('go to every member with the meeting itself, each for the specialty of their seat', async () => {
    const { id } = await planned();
    const { body, headers } = await coordinator().get(`/meetings/${id}/invitations`).expect(200);

    expect(headers['etag']).toBe('"1"');
    expect(body.invitations).toHaveLength(8);
    expect(await invitationOf(hospital.radiologist, id)).toEqual({
      userId: hospital.radiologist.id,
      specialty: 'radiology',
      deputyFor: null,
      reply: 'needs-action',
      deputyId: null,
      repliedAt: null,
    });
    expect(await noticesAbout(id)).toEqual([{ kind: 'meeting-invitation', count: 8, sequence: 0 }]);
  });

  it('are answered in one call, and the latest answer counts', async () => {
    const { id } = await planned();
    await answer(hospital.radiologist, id, { reply: 'accepted' }).expect(200);
    await answer(hospital.radiologist, id, { reply: 'declined' }).expect(200);

    expect(await invitationOf(hospital.radiologist, id)).toMatchObject({
      reply: 'declined',
      repliedAt: server.clock.now().toISOString(),
    });
    expect((await server.auditOf({ entityId: id })).filter((type) => type === 'invitation.answered')).toHaveLength(2);
  });

  it('are delegated to a registered deputy and to nobody else', async () => {
    const { id } = await planned();
    const { body } = await answer(hospital.spineSurgeon, id, {
      reply: 'delegated',
      deputyId: hospital.radiologist.id,
    }).expect(400, 'not-a-registered-deputy');
    expect(body.registered).toEqual([hospital.chair.id]);
    await answer(hospital.spineSurgeon, id, { reply: 'delegated' }).expect(400, 'deputy-without-delegation');
    await answer(hospital.spineSurgeon, id, { reply: 'accepted', deputyId: hospital.chair.id }).expect(
      400,
      'deputy-without-delegation',
    );

    await answer(hospital.spineSurgeon, id, { reply: 'delegated', deputyId: hospital.chair.id }).expect(200);
    expect(await invitationOf(hospital.spineSurgeon, id)).toMatchObject({
      reply: 'delegated',
      deputyId: hospital.chair.id,
    });
  });

  it('ask a deputy without a seat in turn, who may answer and delegates no further', async () => {
    const other = await server.given.board();
    const deputy = await server.given.person(other, {
      name: 'Dr. Dee Puty',
      roles: ['specialist'],
      specialty: 'radiology',
    });
    const { body: board } = await server.as(other.administrator).get(`/boards/${other.board.id}`).expect(200);
    await server
      .as(other.administrator)
      .patch(
        `/boards/${other.board.id}/members/${other.radiologist.id}`,
        { deputyIds: [deputy.id] },
        ifMatch(board.version),
      )
      .expect(200);
    const meeting = { startsAt: '2026-03-24T14:00:00Z' };
    const { body } = await server.as(other.coordinator).post(`/boards/${other.board.id}/meetings`, meeting).expect(201);

    await answer(deputy, body.id, { reply: 'accepted' }).expect(409, 'not-invited');
    await answer(other.radiologist, body.id, { reply: 'delegated', deputyId: deputy.id }).expect(200);
    await answer(deputy, body.id, { reply: 'delegated', deputyId: other.radiologist.id }).expect(
      400,
      'not-a-registered-deputy',
    );
    const { body: answered } = await answer(deputy, body.id, { reply: 'accepted' }).expect(200);

    expect(answered.invitations).toContainEqual(
      expect.objectContaining({
        userId: deputy.id,
        specialty: 'radiology',
        deputyFor: other.radiologist.id,
        reply: 'accepted',
      }),
    );
  });

  it('are asked anew when the meeting moves to another time, not when it moves to another room', async () => {
    const { id } = await planned();
    await answer(hospital.radiologist, id, { reply: 'accepted' }).expect(200);

    await coordinator().patch(`/meetings/${id}`, { room: 'Room for the radiologist' }, ifMatch(1)).expect(200);
    expect(await invitationOf(hospital.radiologist, id)).toMatchObject({ reply: 'accepted' });
    await coordinator().patch(`/meetings/${id}`, { startsAt: '2026-03-25T14:00:00Z' }, ifMatch(2)).expect(200);
    expect(await invitationOf(hospital.radiologist, id)).toMatchObject({ reply: 'needs-action', repliedAt: null });
    await coordinator().post(`/meetings/${id}/cancel`, { reason: 'The chair is ill.' }).expect(200);

    expect(await noticesAbout(id)).toEqual([
      { kind: 'meeting-invitation', count: 8, sequence: 0 },
      { kind: 'meeting-invitation', count: 8, sequence: 1 },
      { kind: 'meeting-invitation', count: 8, sequence: 2 },
      { kind: 'meeting-cancelled', count: 8, sequence: 3 },
    ]);
    await answer(hospital.radiologist, id, { reply: 'accepted' }).expect(409, 'invitation-closed');
  });

  it('are not for strangers, and are hidden from other boards', async () => {
    const { id } = await planned();
    const elsewhere = await server.given.board();
    await answer(elsewhere.radiologist, id, { reply: 'accepted' }).expect(404);
    await answer(hospital.auditor, id, { reply: 'accepted' }).expect(403);
    await server.as(elsewhere.coordinator).get(`/meetings/${id}/invitations`).expect(404);
    await answer(hospital.radiologist, id, { reply: 'perhaps' }).expect(400, 'invalid-body');
    await answer(hospital.radiologist, id, { reply: 'needs-action' }).expect(400, 'invalid-body');
  });

  it('leave nothing when the last step of an answer fails', async () => {
    const { id } = await planned();
    await whileFailing(server, LAST_STEP, () => answer(hospital.radiologist, id, { reply: 'accepted' }).expect(500));
    expect(await invitationOf(hospital.radiologist, id)).toMatchObject({ reply: 'needs-action' });
  });

  it('answered by two at once lose neither answer', async () => {
    const { id } = await planned();
    await Promise.all([
      answer(hospital.radiologist, id, { reply: 'accepted' }).expect(200),
      answer(hospital.pathologist, id, { reply: 'declined' }).expect(200),
    ]);
    expect(await invitationOf(hospital.radiologist, id)).toMatchObject({ reply: 'accepted' });
    expect(await invitationOf(hospital.pathologist, id)).toMatchObject({ reply: 'declined' });
  });

  describe('answered by mail', () => {
    const byMail = (meetingId: string, reply: Partial<MailedReply>) =>
      server.app
        .get(Ledger)
        .transaction({ type: 'invitations.opened', actor: systemActor(hospital.organisationId), id: meetingId }, (tx) =>
          server.app.get(RecordReply).fromMail(tx, meetingId, {
            userId: hospital.radiologist.id,
            reply: 'accepted',
            sequence: 0,
            stampedAt: '2026-03-02T08:00:00Z',
            ...reply,
          }),
        );

    it('counts the newest answer, in whatever order the mails come', async () => {
      const { id } = await planned();
      expect(await byMail(id, { reply: 'declined', stampedAt: '2026-03-02T08:05:00Z' })).toBe('recorded');
      expect(await byMail(id, { reply: 'declined', stampedAt: '2026-03-02T08:05:00Z' })).toBe('left-aside');
      expect(await byMail(id, { reply: 'accepted', stampedAt: '2026-03-02T08:00:00Z' })).toBe('left-aside');
      expect(await invitationOf(hospital.radiologist, id)).toMatchObject({ reply: 'declined' });
    });

    it('leaves aside what answers the meeting at its former time, and refuses what nobody asked', async () => {
      const { id } = await planned();
      await coordinator().patch(`/meetings/${id}`, { startsAt: '2026-03-25T14:00:00Z' }, ifMatch(1)).expect(200);

      expect(await byMail(id, { sequence: 0 })).toBe('left-aside');
      await expect(byMail(id, { sequence: 2 })).rejects.toMatchObject({ code: 'reply-to-unknown-state' });
      expect(await invitationOf(hospital.radiologist, id)).toMatchObject({ reply: 'needs-action' });
      expect(await byMail(id, { sequence: 1 })).toBe('recorded');
    });

    it('believes no mail from the future, so that tomorrow’s answer is still heard', async () => {
      const { id } = await planned();
      expect(await byMail(id, { stampedAt: '2031-01-01T00:00:00Z' })).toBe('recorded');
      server.clock.advance({ minutes: 1 });
      await answer(hospital.radiologist, id, { reply: 'declined' }).expect(200);
      expect(await invitationOf(hospital.radiologist, id)).toMatchObject({ reply: 'declined' });
    });
  });

  it('follow a new member, and go out by mail once the meeting has come within eight weeks', async () => {
    const { id } = await planned('2026-09-01T14:00:00Z');
    const newcomer = await server.given.person(hospital, {
      name: 'Dr. New Comer',
      roles: ['specialist'],
      specialty: 'neurology',
    });
    expect(await noticesAbout(id)).toEqual([]);
    await server
      .as(hospital.administrator)
      .post(`/boards/${hospital.board.id}/members`, { userId: newcomer.id, specialty: 'neurology' })
      .expect(201);

    const keep = () => server.app.get(KeepInvitations).execute(hospital.organisationId);
    await keep();
    expect(await invitationOf(newcomer, id)).toMatchObject({ reply: 'needs-action', specialty: 'neurology' });
    expect(await noticesAbout(id)).toEqual([]);

    server.clock.moveTo('2026-07-08T08:00:00Z');
    await Promise.all([keep(), keep()]);
    await keep();
    expect(await noticesAbout(id)).toEqual([{ kind: 'meeting-invitation', count: 9, sequence: 0 }]);
  });
});
