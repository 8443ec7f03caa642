import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

type Reply = Error & { responseCode: number };

/** What a mail server does with a mail before it says whether it takes it. */
export type Judge = (mail: Email, to: string) => Promise<void> | void;

/** A real mail server, which keeps what it takes. */
export class TestMailServer {
  readonly taken: { readonly to: string; readonly raw: string; readonly mail: Email }[] = [];
  /** Replaced by a test that wants something else than that everything is taken. */
  judge: Judge = () => undefined;
  private readonly server: SMTPServer;
  private readonly waiting = new Set<() => void>();

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        this.take(stream, session).then(() => done(), done);
      },
    });
    // A client that is killed breaks its connection off.
    this.server.on('error', () => undefined);
  }

  static async start(): Promise<TestMailServer> {
    const mailServer = new TestMailServer();
    mailServer.server.listen(0, '127.0.0.1');
    await once(mailServer.server.server, 'listening');
    return mailServer;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** Once so many mails were taken, in their order. */
  async mails(count: number): Promise<Email[]> {
    while (this.taken.length < count) await new Promise<void>((resolve) => this.waiting.add(resolve));
    return this.taken.map(({ mail }) => mail);
  }

  /** Says no to whatever it is asked next: 4xx for now, 5xx for ever. */
  refuseAll(code: number): void {
    this.judge = () => {
      throw refusal(code);
    };
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async take(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
    const raw = Buffer.concat(await stream.toArray()).toString();
    const mail = await PostalMime.parse(raw);
    const to = envelope.rcptTo[0]!.address;
    await this.judge(mail, to);
    this.taken.push({ to, raw, mail });
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}

export function refusal(code: number): Reply {
  return Object.assign(new Error('no'), { responseCode: code });
}
