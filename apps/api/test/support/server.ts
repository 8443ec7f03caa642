import { randomBytes } from 'node:crypto';
import { Clock } from '#database';
import type { LoggerService, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client as Owner } from 'pg';
import { createApp } from '../../src/app.js';
import { SignInTuning } from '../../src/auth/index.js';
import { Environment, readEnvironment } from '../../src/environment.js';
import { LogTuning } from '../../src/log/index.js';
import { MailTuning } from '../../src/notifications/index.js';
import { FoundOrganisation } from '../../src/people/index.js';
import { Client, SignedInClient } from './client.js';
import { MovableClock } from './clock.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { Given } from './given.js';
import type { Person } from './person.js';
import { TestSequencer } from './sequencer.js';

/** argon2id at its cheapest: what is tested is who gets in, not how long a thief would need. */
const CHEAP: SignInTuning = { passwordCost: { memory: 8, passes: 1, lanes: 1 }, refusalAfter: 0 };

/** Mail as fast as it goes. */
const IMPATIENT: MailTuning = {
  lookEveryMilliseconds: 20,
  pollEverySeconds: 0.5,
  superviseEverySeconds: 1,
  retryDelaySeconds: 1,
};

export interface AuditedOf {
  readonly caseId?: string;
  readonly entityId?: string;
  readonly actorId?: string;
}

/** The real server on a database of its own, its clock, and the ways to arrange and to look. */
export interface TestServer {
  readonly app: NestFastifyApplication;
  readonly clock: MovableClock;
  readonly given: Given;
  readonly database: TestDatabase;
  /** Moves the events into their logs, beside the server. */
  readonly sequencer: TestSequencer;
  /** Nobody: requests without a token. */
  readonly nobody: Client;
  /** One person, signed in once and kept. */
  as(person: Person): SignedInClient;
  /** The types of the events about a case, an entity or by a person, in the order of their recording. */
  auditOf(about: AuditedOf): Promise<string[]>;
  /** Rows of any table, past every policy. */
  look<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export interface ServerWish {
  /** Brings a second server onto the database and the clock of this one, as a replica. */
  readonly other?: TestServer;
  readonly tuning?: SignInTuning;
  /** Where the server keeps what a restored backup must not take back; nowhere, unless a test looks. */
  readonly stateDir?: string;
  /** Another patience with the log. */
  readonly log?: LogTuning;
  /** A mail server; without one nobody is told anything by mail. */
  readonly smtpUrl?: string;
  readonly mail?: MailTuning;
  /** Other features than all of them. */
  readonly features?: Type;
  /** Who hears what is logged; nobody, unless a test listens. */
  readonly logger?: LoggerService;
  /** Answers also on this port of the machine, for a program that speaks HTTP by itself. */
  readonly port?: number;
}

/** Boots what `main.ts` boots, on a fresh database. */
export async function startServer(wish: ServerWish = {}): Promise<TestServer> {
  const { other, tuning = {}, log = {}, mail = {}, stateDir, smtpUrl, features, logger, port } = wish;
  const database = other?.database ?? (await createTestDatabase());
  const clock = other?.clock ?? new MovableClock();
  const kept = other?.app.get(Environment) ?? environmentOf(database, smtpUrl, port);
  const environment = stateDir === undefined ? kept : { ...kept, stateDir };
  const sequencer = other?.sequencer ?? new TestSequencer(database);
  const app = await createApp({
    environment,
    features,
    doubles: [
      { provide: Clock, useValue: clock },
      { provide: SignInTuning, useValue: { ...CHEAP, ...tuning } },
      { provide: LogTuning, useValue: { askMilliseconds: 5, ...log } },
      { provide: MailTuning, useValue: { ...IMPATIENT, ...mail } },
    ],
    logger: logger ?? false,
  });
  if (port !== undefined) await app.listen(port, 'localhost');
  const owner = new Owner({ connectionString: database.ownerUrl });
  await owner.connect();
  if (!other) await sequencer.start();
  const clients = new Map<Person, SignedInClient>();

  return {
    app,
    clock,
    database,
    sequencer,
    given: new Given(app.get(FoundOrganisation, { strict: false })),
    nobody: new Client(app),
    as(person) {
      const client = clients.get(person) ?? new SignedInClient(app, person, clock);
      clients.set(person, client);
      return client;
    },
    async look<Row extends object>(sql: string, values: readonly unknown[] = []) {
      return (await owner.query<Row>(sql, [...values])).rows;
    },
    async auditOf({ caseId = null, entityId = null, actorId = null }) {
      const { rows } = await owner.query<{ type: string }>(EVENTS, [caseId, entityId, actorId]);
      return rows.map(({ type }) => type);
    },
    async close() {
      await app.close();
      await owner.end();
      if (other) return;
      await sequencer.stop();
      await database.drop();
    },
  };
}

function environmentOf({ appUrl }: TestDatabase, smtpUrl?: string, port?: number): Environment {
  return readEnvironment({
    ...(port !== undefined && { PORT: String(port) }),
    ...(smtpUrl !== undefined && { SMTP_URL: smtpUrl, MAIL_FROM: 'Spine board <board@example.org>' }),
    NODE_ENV: 'test',
    DATABASE_URL: appUrl,
    TOKEN_SECRET: randomBytes(32).toString('base64'),
    CREDENTIAL_KEY: randomBytes(32).toString('base64'),
  });
}

const EVENTS = `
  SELECT e.type FROM audit.event e
  LEFT JOIN clinical.version v ON v.organisation_id = e.organisation_id AND v.event_id = e.event_id
  WHERE e.entity_id = $1::uuid OR v.case_id = $1::uuid OR e.entity_id = $2::uuid OR e.actor_id = $3::uuid
  ORDER BY e.recorded_at, e.event_id`;
