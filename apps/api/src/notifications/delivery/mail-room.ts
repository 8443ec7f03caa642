import type { Clock } from '#database';
import type { NoticeKey } from '../notice.js';
import type { MailIdentity } from './compose-mail.js';
import { deliverNotice } from './deliver-notice.js';
import type { Steps } from './delivery-steps.js';
import type { Jobs } from './jobs.js';

export interface MailRoomParts {
  readonly steps: Steps;
  readonly jobs: Jobs;
  readonly identity: MailIdentity;
  readonly clock: Clock;
  readonly lookEveryMilliseconds: number;
  readonly gatherDigests: () => Promise<void>;
  readonly report: (sentence: string, error: unknown) => void;
}

/** Moves notices from the outbox to the mail server. Any number of replicas do it beside each other. */
export class MailRoom {
  private timer?: NodeJS.Timeout;
  private looking: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(private readonly parts: MailRoomParts) {}

  async start(): Promise<void> {
    const { jobs, gatherDigests } = this.parts;
    await jobs.start({
      deliver: (key) => this.deliver(key),
      giveUp: (key) => this.giveUp(key),
      digest: gatherDigests,
    });
    this.lookAgain();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.looking;
    await this.parts.jobs.stop();
  }

  private lookAgain(): void {
    if (this.isStopping) return;
    this.timer = setTimeout(() => {
      this.looking = this.look().finally(() => this.lookAgain());
    }, this.parts.lookEveryMilliseconds);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    try {
      if ((await this.parts.steps.handOver()) > 0) this.parts.jobs.wake();
    } catch (error) {
      this.parts.report('Notices could not be taken out of the outbox; they are tried again.', error);
    }
  }

  private async deliver(key: NoticeKey): Promise<void> {
    try {
      await deliverNotice(this.parts.steps, key, this.parts.identity, this.parts.clock.now());
    } catch (error) {
      this.parts.report('A mail could not be delivered; it is tried again later.', error);
      throw error;
    }
  }

  private async giveUp(key: NoticeKey): Promise<void> {
    const notice = await this.parts.steps.find(key);
    if (notice) await this.parts.steps.settle(key, notice, { state: 'failed', failure: 'not-delivered' });
  }
}
