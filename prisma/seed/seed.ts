import { Clock } from '#database';
import { createApp } from '../../apps/api/src/app.js';
import { readEnvironment, type Variables } from '../../apps/api/src/environment.js';
import { foundHospital } from './hospital.js';
import { StoryClock } from './story-clock.js';

const WEEK_MILLISECONDS = 7 * 24 * 60 * 60 * 1000;
const WEEKS = 26;

/**
 * Fills an empty database with a small believable board: half a year of it, told by its people over HTTP with a clock of their
 * own, so that every record has its trail. Its passwords are published, so production is refused.
 * @throws AlreadySeeded, SeedRefused
 */
export async function seed(variables: Variables): Promise<void> {
  const environment = readEnvironment(variables);
  const today = new Date();
  const clock = new StoryClock(new Date(today.getTime() - WEEKS * WEEK_MILLISECONDS));
  const app = await createApp({ environment, doubles: [{ provide: Clock, useValue: clock }], logger: false });
  try {
    await foundHospital(app, clock);
  } finally {
    await app.close();
  }
}
