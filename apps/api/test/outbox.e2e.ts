import { Ledger, newId, systemActor } from '#database';
import { GatherDigests, AwaitingSources, Outbox, type Notice } from '../src/notifications/index.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';
import { refusal, TestMailServer } from './support/smtp.js';

interface NoticeRow {
  readonly state: string;
  readonly failure: string | null;
  readonly due_at: Date;
}

describe('the outbox', () => {
  let mailServer: TestMailServer;
  let server: TestServer;
  let hospital: Hospital;

  beforeEach(async () => {
    mailServer = await TestMailServer.start();
    server = await startServer({ smtpUrl: mailServer.url });
    hospital = await server.given.board();
  });
  afterEach(async () => {
    await server.close();
    await mailServer.stop();
  });

  /** What an act does: a notice to the surgeon, in a transaction of its own. */
  function post(wish: Partial<Notice> = {}, on = server): Promise<void> {
    const { organisationId } = hospital;
    const notice = { kind: 'break-glass-used', to: [hospital.spineSurgeon.id], facts: { grantId: newId() }, ...wish };
    return on.app
      .get(Ledger)
      .transaction({ type: 'system.maintained', actor: systemActor(organisationId) }, (tx) =>
        on.app.get(Outbox, { strict: false }).post(tx, notice as Notice),
      );
  }

  /** The one notice, once it is in this state. */
  async function noticeIn(state: string): Promise<NoticeRow> {
    for (;;) {
      const [row] = await server.look<NoticeRow>('SELECT state, failure, due_at FROM clinical.notice');
      if (row?.state === state) return row;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** The one notice, once it is held back. */
  async function held(): Promise<NoticeRow> {
    for (;;) {
      const row = await noticeIn('waiting');
      if (row.due_at > server.clock.now()) return row;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  it('sends each person one mail that says what awaits them, and links to it', async () => {
    const to = [hospital.spineSurgeon.id, hospital.radiologist.id, hospital.spineSurgeon.id];
    const grantId = newId();
    await post({ kind: 'break-glass-used', to, facts: { grantId } });

    const mails = await mailServer.mails(2);

    expect(mailServer.taken.map(({ to: address }) => address).toSorted()).toEqual(
      [hospital.spineSurgeon.email, hospital.radiologist.email].toSorted(),
    );
    expect(mails[0]!.from).toEqual({ name: 'Spine board', address: 'board@example.org' });
    expect(mails[0]!.subject).toBe('Consilium: somebody broke the glass');
    expect(mails[0]!.text).toContain(`http://localhost:3000/break-glass/${grantId}`);
  });

  it('holds nothing where the act fails at its last step', async () => {
    await whileFailing(server, { at: 'INSERT ON clinical.notice', atCommit: true }, () =>
      expect(post()).rejects.toThrow(),
    );

    expect(await server.look('SELECT FROM clinical.notice')).toEqual([]);
    await post();
    await mailServer.mails(1);
    expect(mailServer.taken).toHaveLength(1);
  });

  it('tries again, under the same Message-ID, what a mail server takes only later', async () => {
    const seen: string[] = [];
    mailServer.judge = ({ messageId }) => {
      seen.push(messageId!);
      if (seen.length < 2) throw refusal(451);
    };
    await post();

    const [mail] = await mailServer.mails(1);

    expect(seen).toEqual([mail!.messageId, mail!.messageId]);
    await noticeIn('sent');
  });

  it('sends to the others while one address is refused for ever, which the administrator sees and has tried again', async () => {
    const administrator = server.as(hospital.administrator);
    mailServer.judge = (_mail, to) => {
      if (to === hospital.spineSurgeon.email) throw refusal(550);
    };
    await post({ to: [hospital.spineSurgeon.id] });
    await noticeIn('failed');
    await post({ to: [hospital.radiologist.id] });
    await mailServer.mails(1);

    const { items } = (await administrator.get('/notices?state=failed').expect(200)).body;
    expect(items).toMatchObject([
      { kind: 'break-glass-used', recipientId: hospital.spineSurgeon.id, failure: 'refused-550' },
    ]);

    mailServer.judge = () => undefined;
    await administrator.post(`/notices/${items[0].id}/retry`).expect(200);
    await mailServer.mails(2);
    expect(mailServer.taken[1]!.to).toBe(hospital.spineSurgeon.email);
    await server.as(hospital.coordinator).get('/notices').expect(403, 'forbidden');
    await administrator.post(`/notices/${newId()}/retry`).expect(404, 'not-found');
  });

  it('gives up after the last try, and says so', async () => {
    mailServer.refuseAll(421);
    const patient = await startServer({ other: server, mail: { retryLimit: 1 } });
    await server.app.close();
    await post({}, patient);

    expect((await noticeIn('failed')).failure).toBe('not-delivered');
    const { items } = (await patient.as(hospital.administrator).get('/notices').expect(200)).body;
    await patient.as(hospital.administrator).post(`/notices/${items[0].id}/retry`).expect(200);
    await patient.close();
  });

  it('holds back in quiet hours what is no emergency, until they end where the person is', async () => {
    server.clock.moveTo('2026-03-02T22:00:00.000Z');
    await post();
    const waiting = await held();
    await post({ kind: 'emergency-raised', facts: {}, to: [hospital.radiologist.id] });
    await mailServer.mails(1);

    expect(waiting.due_at.toISOString()).toBe('2026-03-03T06:00:00.000Z');
    expect(mailServer.taken.map(({ to }) => to)).toEqual([hospital.radiologist.email]);

    server.clock.moveTo('2026-03-03T06:00:00.000Z');
    await mailServer.mails(2);
    expect(mailServer.taken[1]!.to).toBe(hospital.spineSurgeon.email);
  });

  it('keeps to the hours that a person sets', async () => {
    const surgeon = server.as(hospital.spineSurgeon);
    const { body, headers } = await surgeon.get('/me/mail-setting').expect(200);
    expect(body).toEqual({ timeZone: null, quiet: { from: '20:00', until: '07:00' }, digestAt: '07:00', version: 0 });
    expect(headers['etag']).toBe('"0"');

    const noon = { timeZone: 'Asia/Kathmandu', quiet: { from: '13:30', until: '14:00' }, digestAt: null };
    await surgeon.put('/me/mail-setting', noon, ifMatch(0)).expect(200);
    await surgeon.put('/me/mail-setting', noon, ifMatch(0)).expect(412, 'stale-version');
    await surgeon
      .put('/me/mail-setting', { ...noon, timeZone: 'Mars/Phobos' }, ifMatch(1))
      .expect(400, 'unknown-time-zone');
    const always = { ...noon, quiet: { from: '13:30', until: '13:30' } };
    await surgeon.put('/me/mail-setting', always, ifMatch(1)).expect(400, 'empty-quiet-hours');

    await post();
    expect((await held()).due_at.toISOString()).toBe('2026-03-02T08:15:00.000Z');
  });

  it('drops what is for somebody who left, and what is a fortnight old', async () => {
    const { id } = hospital.pathologist;
    await server.as(hospital.administrator).patch(`/users/${id}`, { isActive: false }, ifMatch(1)).expect(200);
    await post({ to: [id] });
    await noticeIn('dropped');
    await server.look('DELETE FROM clinical.notice');

    mailServer.refuseAll(451);
    await post();
    server.clock.advance({ days: 15 });
    await noticeIn('dropped');
    expect(mailServer.taken).toEqual([]);
  });

  it('is emptied by two replicas at once, each mail once', async () => {
    const other = await startServer({ other: server });
    const everybody = [hospital.spineSurgeon, hospital.radiologist, hospital.pathologist, hospital.coordinator];
    for (const { id } of everybody) await Promise.all([post({ to: [id] }), post({ to: [id] }, other)]);

    await mailServer.mails(8);
    await other.close();

    expect(new Set(mailServer.taken.map(({ mail }) => mail.messageId)).size).toBe(8);
    expect(mailServer.taken).toHaveLength(8);
  });

  it('gathers once a day what awaits each person, at their hour', async () => {
    const digests = server.app.get(GatherDigests, { strict: false });
    server.app
      .get(AwaitingSources, { strict: false })
      .register('papers to read', async () => [{ userId: hospital.spineSurgeon.id, count: 3 }]);
    server.clock.moveTo('2026-03-03T05:59:00.000Z');
    await digests.forAll();
    expect(await server.look('SELECT FROM clinical.notice')).toEqual([]);

    server.clock.moveTo('2026-03-03T06:00:00.000Z');
    await Promise.all([digests.forAll(), digests.forAll()]);
    await digests.forAll();
    const [mail] = await mailServer.mails(1);

    expect(mail!.subject).toBe('Consilium: what awaits you today');
    expect(mail!.text).toContain('- 3 papers to read');
    expect(await server.look('SELECT FROM clinical.notice')).toHaveLength(1);

    server.clock.moveTo('2026-03-04T06:30:00.000Z');
    await digests.forAll();
    await mailServer.mails(2);
  });
});

describe('the outbox of a hospital without a mail server', () => {
  it('keeps what waits, for the administrator to see', async () => {
    const server = await startServer();
    const hospital = await server.given.board();
    await server.app
      .get(Ledger)
      .transaction({ type: 'system.maintained', actor: systemActor(hospital.organisationId) }, (tx) =>
        server.app
          .get(Outbox, { strict: false })
          .post(tx, { kind: 'emergency-raised', to: [hospital.spineSurgeon.id], facts: {} }),
      );

    const { items } = (await server.as(hospital.administrator).get('/notices').expect(200)).body;

    expect(items).toMatchObject([{ kind: 'emergency-raised', state: 'waiting', isUrgent: true, settledAt: null }]);
    await server.close();
  });
});
