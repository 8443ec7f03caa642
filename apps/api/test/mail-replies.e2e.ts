import ICAL from 'ical.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import type { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';
import { TestMailServer } from './support/smtp.js';

interface Told {
  readonly uid: string;
  readonly sequence: number;
  readonly method: string;
  readonly attendee: string;
  readonly starts: string;
}

interface Wish {
  readonly from?: string;
  readonly partstat?: string;
  readonly to?: Person;
  readonly sequence?: number;
  readonly stamp?: string;
  readonly uid?: string;
}

describe('an invitation by mail', () => {
  let mailServer: TestMailServer;
  let server: TestServer;
  let hospital: Hospital;
  let machine: Person;

  beforeAll(async () => {
    mailServer = await TestMailServer.start();
    server = await startServer({ smtpUrl: mailServer.url });
  });
  beforeEach(async () => {
    hospital = await server.given.board({ deputies: { spineSurgeon: ['radiologist'] } });
    machine = await server.given.person(hospital, { name: 'Mail server', roles: ['integration'], specialty: null });
    const scopes = { scopes: ['reply:deliver'] };
    await server.as(hospital.administrator).patch(`/users/${machine.id}`, scopes, ifMatch(1)).expect(200);
  });
  afterAll(async () => {
    await server.close();
    await mailServer.stop();
  });

  const coordinator = () => server.as(hospital.coordinator);

  async function planned(startsAt = '2026-03-10T14:00:00Z'): Promise<string> {
    const meeting = { startsAt, location: 'Conference room 2' };
    return (await coordinator().post(`/boards/${hospital.board.id}/meetings`, meeting).expect(201)).body.id;
  }

  /** The calendars that a person was sent, once there are so many. */
  async function toldTo(person: Person, count: number): Promise<Told[]> {
    const theirs = () =>
      mailServer.taken.filter(({ to, mail }) => to === person.email && isInvitation(mail.attachments));
    for (let taken = mailServer.taken.length; theirs().length < count; taken += 1) await mailServer.mails(taken);
    return theirs().map(({ mail }) => readCalendar(mail.attachments));
  }

  /** As a calendar program answers what it was told, in the raw. */
  function reply(told: Told, wish: Wish = {}): string {
    const { partstat = 'ACCEPTED', from = told.attendee, sequence = told.sequence, uid = told.uid, to } = wish;
    const { stamp = '20260302T090000Z' } = wish;
    const delegated = to ? `;DELEGATED-TO="mailto:${to.email}"` : '';
    return [
      `From: ${from}`,
      'To: board@example.org',
      'MIME-Version: 1.0',
      'Content-Type: text/calendar; method=REPLY; charset=utf-8',
      '',
      'BEGIN:VCALENDAR',
      'METHOD:REPLY',
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `SEQUENCE:${sequence}`,
      `DTSTAMP:${stamp}`,
      `ATTENDEE;PARTSTAT=${partstat}${delegated}:mailto:${told.attendee}`,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n');
  }

  /** What a mail server does with a mail for the board's address. */
  async function deliver(raw: string | Buffer, type = 'message/rfc822', by = machine) {
    const authorization = `Bearer ${await server.as(by).accessToken()}`;
    const headers = { authorization, 'content-type': type };
    const answer = await server.app.inject({ method: 'POST', url: '/api/v1/mail-replies', payload: raw, headers });
    return { status: answer.statusCode, body: answer.json() };
  }

  async function invitationOf(meetingId: string, { id }: Person) {
    const { body } = await coordinator().get(`/meetings/${meetingId}/invitations`).expect(200);
    return (body.invitations as { userId: string; reply: string }[]).find(({ userId }) => userId === id);
  }

  it('asks every member; accepting it by mail is an answer', async () => {
    const meetingId = await planned();
    const [told] = await toldTo(hospital.spineSurgeon, 1);
    expect(told).toMatchObject({
      uid: `${meetingId}@consilium`,
      method: 'REQUEST',
      attendee: hospital.spineSurgeon.email,
    });
    expect(await invitationOf(meetingId, hospital.spineSurgeon)).toMatchObject({ reply: 'needs-action' });

    const answered = await deliver(reply(told!));

    expect(answered).toEqual({
      status: 200,
      body: { meetingId, userId: hospital.spineSurgeon.id, outcome: 'recorded' },
    });
    expect(await invitationOf(meetingId, hospital.spineSurgeon)).toMatchObject({ reply: 'accepted' });
  });

  it('keeps its UID and raises its SEQUENCE when the meeting moves and when it is called off', async () => {
    const meetingId = await planned();
    await toldTo(hospital.spineSurgeon, 1);
    const [{ version }] = (await server.look<{ version: number }>(
      'SELECT version FROM clinical.meeting WHERE id = $1',
      [meetingId],
    )) as [{ version: number }];
    await coordinator()
      .patch(`/meetings/${meetingId}`, { startsAt: '2026-03-31T13:00:00Z' }, ifMatch(version))
      .expect(200);
    await toldTo(hospital.spineSurgeon, 2);
    await coordinator().post(`/meetings/${meetingId}/cancel`, { reason: 'The chair is ill.' }).expect(200);

    const [first, moved, cancelled] = await toldTo(hospital.spineSurgeon, 3);

    expect([moved!.uid, cancelled!.uid]).toEqual([first!.uid, first!.uid]);
    expect([first!.method, moved!.method, cancelled!.method]).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    expect([moved!.sequence > first!.sequence, cancelled!.sequence > moved!.sequence]).toEqual([true, true]);
    expect(moved!.starts).toBe('DTSTART;TZID=Europe/Amsterdam:20260331T150000');
    // An answer to the meeting as it was counts for nothing at its new time.
    expect((await deliver(reply(first!))).body).toMatchObject({ outcome: 'left-aside' });
  });

  it('counts the newest answer, in whatever order and however often answers come', async () => {
    const meetingId = await planned();
    const [told] = await toldTo(hospital.medicalOncologist, 1);
    const accepted = reply(told!, { stamp: '20260302T070000Z' });
    const declined = reply(told!, { stamp: '20260302T073000Z', partstat: 'DECLINED' });

    const outcomes = [];
    for (const raw of [declined, accepted, declined]) outcomes.push((await deliver(raw)).body.outcome);

    expect(outcomes).toEqual(['recorded', 'left-aside', 'left-aside']);
    expect(await invitationOf(meetingId, hospital.medicalOncologist)).toMatchObject({ reply: 'declined' });
  });

  it('is delegated to a registered deputy only, who is then invited', async () => {
    const meetingId = await planned();
    const [told] = await toldTo(hospital.spineSurgeon, 1);
    const delegation = (to: Person) => reply(told!, { partstat: 'DELEGATED', to });

    expect(await deliver(delegation(hospital.pathologist))).toMatchObject({
      status: 400,
      body: { code: 'not-a-registered-deputy' },
    });
    expect(await deliver(delegation(hospital.administrator))).toMatchObject({ status: 400 });
    expect(await deliver(delegation(hospital.radiologist))).toMatchObject({ body: { outcome: 'recorded' } });

    expect(await invitationOf(meetingId, hospital.spineSurgeon)).toMatchObject({ reply: 'delegated' });
  });

  it('is not answered by strangers, for others, or to what was never asked; and nothing of it is written', async () => {
    const meetingId = await planned();
    const [told] = await toldTo(hospital.spineSurgeon, 1);
    const elsewhere = await server.given.board();
    const before = await server.look('SELECT * FROM clinical.invitation ORDER BY id');
    const stranger = { ...told!, attendee: 'stranger@example.org' };

    const refusals = [];
    for (const raw of [
      reply(stranger),
      reply(told!, { from: hospital.medicalOncologist.email }),
      reply({ ...told!, attendee: elsewhere.spineSurgeon.email }),
      reply({ ...told!, attendee: hospital.administrator.email }),
      reply(told!, { sequence: 99 }),
      reply(told!, { uid: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07@consilium' }),
      reply(told!, { uid: 'somebody-elses-meeting@example.org' }),
      reply(told!, { partstat: 'NEEDS-ACTION' }),
      'From: a@example.org\r\nSubject: Out of office\r\n\r\nI am away.',
      '',
    ]) {
      const { status, body } = await deliver(raw);
      refusals.push(`${status} ${body.fault ?? body.code}`);
    }

    expect(refusals).toEqual([
      '409 not-invited',
      '400 sender-is-not-attendee',
      '409 not-invited',
      '409 not-invited',
      '409 reply-to-unknown-state',
      '404 not-found',
      '404 not-found',
      '400 no-answer',
      '400 no-calendar',
      '400 several-senders',
    ]);
    expect(await server.look('SELECT * FROM clinical.invitation ORDER BY id')).toEqual(before);
    expect(await invitationOf(meetingId, hospital.spineSurgeon)).toMatchObject({ reply: 'needs-action' });
  });

  it('is not answered by a mail without end, by something else than a mail, or by somebody else than the mail server', async () => {
    await planned();
    const [told] = await toldTo(hospital.spineSurgeon, 1);

    expect(await deliver(Buffer.alloc(300_000, 'x'))).toMatchObject({ status: 413 });
    expect(await deliver('{}', 'application/json')).toMatchObject({ status: 415 });
    expect(await deliver(reply(told!), 'text/plain')).toMatchObject({ status: 415 });
    expect(await deliver(reply(told!), 'message/rfc822', hospital.coordinator)).toMatchObject({ status: 403 });
    const scopeless = await server.given.person(hospital, { name: 'Scanner', roles: ['integration'], specialty: null });
    expect(await deliver(reply(told!), 'message/rfc822', scopeless)).toMatchObject({ status: 403 });
    const other = await server.app.inject({
      method: 'POST',
      url: '/api/v1/patients/search',
      payload: reply(told!),
      headers: {
        authorization: `Bearer ${await server.as(hospital.coordinator).accessToken()}`,
        'content-type': 'message/rfc822',
      },
    });
    expect(other.statusCode).toBe(415);
  });

  it('is answered wholly or not at all', async () => {
    const meetingId = await planned();
    const [told] = await toldTo(hospital.spineSurgeon, 1);
    await whileFailing(server, { at: 'UPDATE ON clinical.invitation', atCommit: true }, async () => {
      expect((await deliver(reply(told!))).status).toBe(500);
    });

    expect(await invitationOf(meetingId, hospital.spineSurgeon)).toMatchObject({ reply: 'needs-action' });
    expect((await deliver(reply(told!))).body).toMatchObject({ outcome: 'recorded' });
  });
});

type Attachments = readonly { readonly mimeType: string; readonly content: string | ArrayBuffer | Uint8Array }[];

const isInvitation = (attachments: Attachments) => attachments.some(({ mimeType }) => mimeType === 'text/calendar');

function readCalendar(attachments: Attachments): Told {
  const { content } = attachments.find(({ mimeType }) => mimeType === 'text/calendar')!;
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  const calendar = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]);
  const event = calendar.getFirstSubcomponent('vevent')!;
  return {
    uid: String(event.getFirstPropertyValue('uid')),
    sequence: Number(event.getFirstPropertyValue('sequence')),
    method: String(calendar.getFirstPropertyValue('method')),
    attendee: String(event.getFirstPropertyValue('attendee')).replace(/^mailto:/i, ''),
    starts: event.getFirstProperty('dtstart')!.toICALString(),
  };
}
