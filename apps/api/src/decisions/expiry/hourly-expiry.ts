import { Injectable, Logger, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { Connections } from '#database';
import { ExpireDecisions } from './expire-decisions.js';

const HOUR_MILLISECONDS = 3_600_000;

/** Looks for lapsed decisions when the server starts and every hour. What fails is logged and found again the next time. */
@Injectable()
export class HourlyExpiry implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(HourlyExpiry.name);
  private timer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly connections: Connections,
    private readonly expireDecisions: ExpireDecisions,
  ) {}

  onApplicationBootstrap(): void {
    this.seek();
    this.timer = setInterval(() => this.seek(), HOUR_MILLISECONDS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One search after the other. */
  private seek(): void {
    this.running = this.running.then(() => this.run());
  }

  private async run(): Promise<void> {
    try {
      const { rows } = await this.connections.pool.query<{ ids: string[] }>(
        'SELECT people.door_organisations() AS ids',
      );
      for (const organisationId of rows[0]?.ids ?? []) await this.expireDecisions.execute(organisationId);
    } catch (error) {
      this.logger.error('Lapsed decisions could not be sought.', error instanceof Error ? error.stack : error);
    }
  }
}
