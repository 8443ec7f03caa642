import { join } from 'node:path';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import {
  CheckpointMemory,
  requireNotBehindMemory,
  requireNotBehindWitness,
  RolledBack,
  type PublishedLogs,
} from '#witness';
import { Environment } from '../environment.js';
import { traceOf } from '../http/index.js';
import { LogOptions } from './log.options.js';
import { LogRepository, type Heartbeat } from './log.repository.js';

/** What the log is like for those who wait for it. */
export type LogState = 'current' | 'late' | 'stalled';

/**
 * Looks at the logs every second: how late they are, and that they only ever grow. At start, a database that holds less than this
 * machine or a witness has seen is refused; one that is set back while the server runs makes it not ready, and serve nothing more.
 */
@Injectable()
export class LogPulse implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(LogPulse.name);
  private readonly memory: CheckpointMemory | null;
  private timer?: NodeJS.Timeout;
  private looking: Promise<void> | null = null;
  private delay = 0;
  private setBack: string | null = null;

  constructor(
    private readonly log: LogRepository,
    private readonly options: LogOptions,
    private readonly environment: Environment,
  ) {
    const { stateDir } = environment;
    this.memory = stateDir === null ? null : new CheckpointMemory(join(stateDir, 'server'));
  }

  /** @throws RolledBack */
  async onModuleInit(): Promise<void> {
    if (this.memory) await requireNotBehindMemory(this.logs, this.memory);
    for (const witness of this.environment.witnesses) {
      await requireNotBehindWitness(this.logs, witness, (reason) =>
        this.logger.warn(`The witness at ${witness.url} does not answer.`, traceOf(reason)),
      );
    }
    this.timer = setInterval(() => this.lookAgain(), this.options.pulseMilliseconds);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** For how many milliseconds the longest waiting event waits, as of the last look. */
  get mergeDelay(): number {
    return this.delay;
  }

  get state(): LogState {
    if (this.delay >= this.options.stalledMilliseconds) return 'stalled';
    return this.delay >= this.options.alarmMilliseconds ? 'late' : 'current';
  }

  /** Why nothing may be served any more; null where the log is as it should be. */
  get fault(): string | null {
    return this.setBack;
  }

  /** A pulse that finds the last look still under way is left out: looks that queue up would tell of the past. */
  private lookAgain(): void {
    this.looking ??= this.look().finally(() => (this.looking = null));
  }

  private async look(): Promise<void> {
    try {
      const heartbeat = await this.log.heartbeat();
      this.soundAlarm(heartbeat);
      await this.remember(heartbeat);
    } catch (error) {
      this.logger.error('The log could not be looked at.', traceOf(error));
    }
  }

  /** Once when it begins, once when it is over. */
  private soundAlarm({ mergeDelay }: Heartbeat): void {
    const wasLate = this.state !== 'current';
    this.delay = mergeDelay;
    const isLate = this.state !== 'current';
    if (isLate && !wasLate) this.logger.error(`The audit log is ${mergeDelay} ms late: does a sequencer run?`);
    if (wasLate && !isLate) this.logger.log('The audit log is current again.');
  }

  /** What was seen is compared before anything higher is kept: a log that was set back may have grown past it, into another one. */
  private async remember({ heads }: Heartbeat): Promise<void> {
    if (!this.memory || this.setBack) return;
    try {
      await requireNotBehindMemory({ ...this.logs, all: () => Promise.resolve(heads) }, this.memory);
    } catch (error) {
      if (!(error instanceof RolledBack)) throw error;
      this.setBack = error.message;
      this.logger.fatal(this.setBack);
      return;
    }
    for (const { organisationId, note } of heads) this.memory.keep(organisationId, note);
  }

  private readonly logs: PublishedLogs = {
    all: async () => (await this.log.heartbeat()).heads,
    noteOf: (organisationId, size) => this.log.noteOf(organisationId, size),
  };
}
