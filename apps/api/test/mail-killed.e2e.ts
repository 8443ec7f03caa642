import { Ledger, newId, systemActor } from '#database';
import { Outbox } from '../src/notifications/index.js';
import type { Steps } from '../src/notifications/delivery/delivery-steps.js';
import type { Hospital } from './support/given.js';
import { MailProcesses } from './support/mail-processes.js';
import { startServer, type TestServer } from './support/server.js';
import { TestMailServer } from './support/smtp.js';

const STEPS: readonly (keyof Steps)[] = ['handOver', 'find', 'send', 'settle'];
const EVERY_MOMENT = STEPS.flatMap((step) => (['before', 'after'] as const).map((moment) => [step, moment] as const));
const NOTICES = 3;

describe('a mail', () => {
  let mailServer: TestMailServer;
  let server: TestServer;
  let hospital: Hospital;
  let processes: MailProcesses;

  beforeAll(async () => {
    processes = new MailProcesses();
    server = await startServer();
  });
  beforeEach(async () => {
    mailServer = await TestMailServer.start();
    hospital = await server.given.board();
    const { organisationId, spineSurgeon } = hospital;
    await server.app
      .get(Ledger)
      .transaction({ type: 'system.maintained', actor: systemActor(organisationId) }, async (tx) => {
        const outbox = server.app.get(Outbox, { strict: false });
        for (let count = 0; count < NOTICES; count += 1) {
          const facts = { grantId: newId() };
          await outbox.post(tx, { kind: 'break-glass-used', to: [spineSurgeon.id], facts });
        }
      });
  });
  afterEach(() => mailServer.stop());
  afterAll(async () => {
    await processes.end();
    await server.close();
  });

  const orders = () => ({ databaseUrl: server.database.appUrl, smtpUrl: mailServer.url });

  /** What another process makes of what the killed one left: each mail's Message-ID, as often as it was taken. */
  async function deliveredByAnother(): Promise<Map<string, number>> {
    const another = processes.start(orders());
    for (;;) {
      const [row] = await server.look<{ sent: number }>(
        `SELECT count(*)::int AS sent FROM clinical.notice WHERE organisation_id = $1 AND state = 'sent'`,
        [hospital.organisationId],
      );
      if (row!.sent === NOTICES) break;
      await mailServer.mails(row!.sent + 1);
    }
    await processes.kill(another);
    const ids = mailServer.taken.map(({ mail }) => mail.messageId!);
    return new Map(ids.map((id) => [id, ids.filter((other) => other === id).length]));
  }

  it.each(EVERY_MOMENT)(
    'is not lost where the process is killed at %s (%s it has done its work)',
    async (step, moment) => {
      const killed = processes.start({ ...orders(), killed: { step, moment } });
      expect(await processes.ended(killed)).toBe('SIGKILL');

      const delivered = await deliveredByAnother();

      expect(delivered.size).toBe(NOTICES);
      // Sent and not noted down: only then it comes twice, under the same Message-ID.
      const mayComeTwice = (step === 'send' && moment === 'after') || step === 'settle';
      if (!mayComeTwice) expect([...delivered.values()]).toEqual([1, 1, 1]);
    },
    60_000,
  );

  it('is not lost where the process is killed while the mail server still thinks', async () => {
    const killed = processes.start(orders());
    mailServer.judge = async () => {
      mailServer.judge = () => undefined;
      await processes.kill(killed);
    };
    expect(await processes.ended(killed)).toBe('SIGKILL');

    expect((await deliveredByAnother()).size).toBe(NOTICES);
  }, 60_000);
});
