import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.js';

export interface ConnectionOptions {
  readonly url: string;
  /** Connections of this process; an act never takes a second one inside its transaction. */
  readonly size?: number;
}

/** The ways to PostgreSQL that share one pool: Prisma for ordinary work, plain statements where an act is hot. */
export class Connections {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;

  constructor({ url, size = 10 }: ConnectionOptions) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: size,
      connectionTimeoutMillis: 5_000,
      // Statements that do not wait for each other are sent in one go; each is still answered, or refused, on its own.
      pipeline: true,
      application_name: 'consilium',
    });
    // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
    this.pool.on('error', () => undefined);
    this.prisma = new PrismaClient({ adapter: new PrismaPg(this.pool) });
  }

  /** Whether PostgreSQL answers. */
  async isReady(): Promise<boolean> {
    return this.pool.query('SELECT 1').then(
      () => true,
      () => false,
    );
  }

  async close(): Promise<void> {
    await this.prisma.$disconnect();
    if (!this.pool.ended) await this.pool.end();
  }
}
