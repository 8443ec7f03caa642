import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Connections, Ledger } from '#database';
import { Environment } from '../environment.js';
import { traceOf } from '../http/index.js';
import { DeliverySteps } from './delivery/delivery-steps.js';
import { Jobs } from './delivery/jobs.js';
import { MailOptions } from './delivery/mail.options.js';
import { MailRoom } from './delivery/mail-room.js';
import { Mailer, type MailSettings } from './delivery/mailer.js';
import { GatherDigests } from './digest/gather-digests.js';

/** Runs the mail room beside the server, where the operator named a mail server; without one, notices wait in the outbox. */
@Injectable()
export class MailService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MailService.name);
  private room?: MailRoom;
  private mailer?: Mailer;

  constructor(
    private readonly environment: Environment,
    private readonly options: MailOptions,
    private readonly connections: Connections,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly digests: GatherDigests,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { mail, mode } = this.environment;
    if (mail) return this.open(mail);
    if (mode === 'production') {
      this.logger.warn(
        'SMTP_URL is not set: nobody is told anything by mail. Notices wait in the outbox, for 14 days.',
      );
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.room?.stop();
    this.mailer?.close();
  }

  private async open(mail: MailSettings): Promise<void> {
    const { connections, ledger, clock, options } = this;
    const report = (sentence: string, error: unknown) => this.logger.error(sentence, traceOf(error));
    const jobs = new Jobs(connections, options, (error) => report('The queue reports an error.', error));
    this.mailer = new Mailer(mail);
    this.room = new MailRoom({
      steps: new DeliverySteps(connections, ledger, clock, jobs, this.mailer),
      jobs,
      identity: { publicOrigin: this.environment.publicOrigin, organiser: mail.from },
      clock,
      lookEveryMilliseconds: options.lookEveryMilliseconds,
      gatherDigests: () => this.digests.forAll(),
      report,
    });
    await this.room.start();
  }
}
