import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { traceOf } from '../http/index.js';
import { LogOptions } from './log.options.js';
import { LogRepository } from './log.repository.js';

/** Somebody who waits until all these events are in a signed checkpoint. */
interface Waiter {
  readonly organisationId: string;
  readonly missing: Set<string>;
  readonly end: (isIncluded: boolean) => void;
}

/**
 * Waits for the log, for all requests of this process together: one question every few milliseconds while anybody waits, however
 * many do, and none while nobody does.
 */
@Injectable()
export class Inclusion implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Inclusion.name);
  private readonly waiters = new Set<Waiter>();
  private isAsking = false;

  constructor(
    private readonly log: LogRepository,
    private readonly options: LogOptions,
  ) {}

  /** Whether all the events were included within so many milliseconds. */
  async of(organisationId: string, events: readonly string[], patience: number): Promise<boolean> {
    if (events.length === 0) return true;
    let timer: NodeJS.Timeout | undefined;
    const included = new Promise<boolean>((resolve) => {
      const waiter = { organisationId, missing: new Set(events), end: resolve };
      timer = setTimeout(() => this.end(waiter, false), patience);
      this.waiters.add(waiter);
    });
    this.askSoon();
    return included.finally(() => clearTimeout(timer));
  }

  /** Whoever still waits has what they did recorded, and hears so. */
  beforeApplicationShutdown(): void {
    for (const waiter of [...this.waiters]) this.end(waiter, false);
  }

  private end(waiter: Waiter, isIncluded: boolean): void {
    this.waiters.delete(waiter);
    waiter.end(isIncluded);
  }

  private askSoon(): void {
    if (this.isAsking || this.waiters.size === 0) return;
    this.isAsking = true;
    setTimeout(() => void this.ask(), this.options.askMilliseconds);
  }

  private async ask(): Promise<void> {
    try {
      const asked = [...this.waiters].flatMap((waiter) =>
        [...waiter.missing].map((eventId) => ({ waiter, organisationId: waiter.organisationId, eventId })),
      );
      const answers = asked.length > 0 ? await this.log.areIncluded(asked) : [];
      for (const [index, { waiter, eventId }] of asked.entries()) {
        if (answers[index]) waiter.missing.delete(eventId);
        if (waiter.missing.size === 0) this.end(waiter, true);
      }
    } catch (error) {
      this.logger.error('The log could not be asked.', traceOf(error));
    } finally {
      this.isAsking = false;
      this.askSoon();
    }
  }
}
