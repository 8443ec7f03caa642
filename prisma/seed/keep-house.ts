import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ExpireDecisions } from '../../apps/api/src/decisions/expiry/expire-decisions.js';
import { MarkMissed } from '../../apps/api/src/follow-up/mark-missed.js';
import { workingHour } from './board-calendar.js';
import type { Session } from './sessions.js';
import type { Story } from './storyteller.js';

/** What time brings about, once a week: decisions lapse, examinations are missed. The server itself looks every hour, by its own clock. */
export async function* keepHouse(
  app: NestFastifyApplication,
  organisationId: string,
  sessions: readonly Session[],
): Story {
  const chores = [app.get(ExpireDecisions, { strict: false }), app.get(MarkMissed, { strict: false })];
  for (const { startsAt } of sessions) {
    yield workingHour(startsAt, -1, 3);
    for (const chore of chores) await chore.execute(organisationId);
  }
}
