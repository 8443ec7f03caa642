import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Connections } from '#database';
import { traceOf } from '../http/index.js';

const HOUR_MILLISECONDS = 3_600_000;

/** The log's partitions of the coming year; stored answers whose 24 hours are over; proofs of identity that proved what they were for. */
const KEEP_HOUSE =
  'SELECT audit.ensure_partitions(12), clinical.forget_answers(), people.forget_proofs($1::timestamptz)';

/** What is to be done for one organisation. It may run on several replicas at once, and must bear that. */
export type Chore = (organisationId: string) => Promise<unknown>;

/** Does what time brings about, for every organisation, when the server starts and every hour. What fails is logged and tried again. */
@Injectable()
export class Maintenance implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Maintenance.name);
  private readonly chores = new Map<string, Chore>();
  private timer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly connections: Connections,
    private readonly clock: Clock,
  ) {}

  /** Registers a chore; called while modules initialise. */
  everyHour(name: string, chore: Chore): void {
    this.chores.set(name, chore);
  }

  onApplicationBootstrap(): void {
    this.begin();
    this.timer = setInterval(() => this.begin(), HOUR_MILLISECONDS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One round after the other. */
  private begin(): void {
    this.running = this.running.then(() => this.round());
  }

  private async round(): Promise<void> {
    await this.tryTo('storage', () => this.connections.pool.query(KEEP_HOUSE, [this.clock.now().toISOString()]));
    await this.tryTo('chores', async () => {
      for (const organisationId of await this.organisations()) {
        // One hospital's failure must not keep the next one waiting.
        for (const [name, chore] of this.chores) await this.tryTo(name, () => chore(organisationId));
      }
    });
  }

  private async tryTo(name: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error(`Maintenance failed: ${name}.`, traceOf(error));
    }
  }

  private async organisations(): Promise<string[]> {
    const { rows } = await this.connections.pool.query<{ ids: string[] }>('SELECT people.door_organisations() AS ids');
    return rows[0]?.ids ?? [];
  }
}
