import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, Connections } from '#database';
import { createApp } from '../../apps/api/src/app.js';
import { SignInTuning } from '../../apps/api/src/auth/index.js';
import { readEnvironment, type Variables } from '../../apps/api/src/environment.js';
import { LogTuning } from '../../apps/api/src/log/index.js';
import { hoursBefore } from './board-calendar.js';
import { Chance } from './chance.js';
import { foundHospital } from './hospital.js';
import { keepHouse } from './keep-house.js';
import { invent } from './patients.js';
import { PLOTS } from './plots/index.js';
import { holdSession, Sessions } from './sessions.js';
import { StoryClock } from './story-clock.js';
import { tell } from './storyteller.js';
import type { Scene } from './ways.js';

const FIRST_WEEK = 26;
const LAST_WEEK = -8;
const DAYS_BEFORE_FIRST_SESSION = 7;
/** Codes of authenticators serve once: those of the last minutes are left to people. */
const MINUTES_LEFT = 5;
const CHANCE = 20_051_109;
/** The passwords are published, so a costly hash would protect nobody, and half a year has many mornings on which to sign in. */
const CHEAP: SignInTuning = { passwordCost: { memory: 8, passes: 1, lanes: 1 } };

/** The sequencer starts with the server and takes what was told into the log; no one in the story waits for a receipt. */
const UNAWAITED: LogTuning = { isAwaited: false };

/** Production takes nobody in whose password is published, and what is there already is not written over. */
export class SeedRefused extends Error {}

/**
 * Fills an empty database with a small believable board: half a year of it, told by its people over HTTP with a clock of their
 * own, so that every record has its trail. The same cases every time; their dates count back from today.
 * @throws SeedRefused in production, and where an organisation exists
 */
export async function seed(variables: Variables, now = new Date()): Promise<void> {
  const environment = readEnvironment(variables);
  if (environment.mode === 'production') {
    throw new SeedRefused('The demonstration is not seeded in production: the passwords of its users are public.');
  }
  const today = hoursBefore(now, MINUTES_LEFT / 60);
  const clock = new StoryClock(hoursBefore(today, (FIRST_WEEK * 7 + DAYS_BEFORE_FIRST_SESSION) * 24));
  const doubles = [
    { provide: Clock, useValue: clock },
    { provide: SignInTuning, useValue: CHEAP },
    { provide: LogTuning, useValue: UNAWAITED },
  ];
  const app = await createApp({ environment, doubles, logger: false });
  try {
    await requireEmpty(app);
    await play(app, clock, today);
  } finally {
    await app.close();
  }
}

async function requireEmpty(app: NestFastifyApplication): Promise<void> {
  const { pool } = app.get(Connections, { strict: false });
  const { rows } = await pool.query<{ isEmpty: boolean }>('SELECT people.door_is_empty() AS "isEmpty"');
  if (rows[0]?.isEmpty) return;
  throw new SeedRefused('The database already holds an organisation: seed an empty one.');
}

async function play(app: NestFastifyApplication, clock: StoryClock, today: Date): Promise<void> {
  const hospital = await foundHospital(app, clock);
  const sessions = await Sessions.plan(hospital, today, { from: FIRST_WEEK, to: LAST_WEEK });
  const scene: Scene = { hospital, clock, sessions, today };
  const chance = new Chance(CHANCE);

  const cases = PLOTS.map((plot, number) => plot.story(scene, invent(chance, plot, number, today)));
  const meetings = sessions.all.map((session) => holdSession(hospital, clock, session));
  await tell([...cases, ...meetings, keepHouse(app, hospital.organisationId, sessions.all)], clock, today);
}
