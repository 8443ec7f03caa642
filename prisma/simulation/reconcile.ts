import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Json } from '../seed/staff-member.js';
import type { Broken } from './invariants.js';
import type { Year } from './year.js';

/** In the machine's own time: the rehearsal's stands still meanwhile. */
const GLANCE_MILLISECONDS = 200;
const PATIENCE_MINUTES = 20;

/** Where what was recorded and the log disagree, as an auditor finds it who asks for a reconciliation once every event is in the log. */
export async function disagreements({ hospital: { auditor } }: Year, owner: Client): Promise<Broken[]> {
  await comes('The log', async () => !(await isBehind(owner)) || null);
  const { id } = await auditor.post('/audit/reconciliations');
  const done = await comes('The reconciliation', async () => {
    const reconciliation = await auditor.get(`/audit/reconciliations/${id}`);
    return reconciliation.state === 'done' ? reconciliation : null;
  });
  return inWords(done);
}

/** Looks again and again. @throws when it does not come to an end */
async function comes(what: string, look: () => Promise<Json | null>): Promise<Json> {
  const until = performance.now() + PATIENCE_MINUTES * 60_000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > until)
      throw new Error(`${what} did not come to an end within ${PATIENCE_MINUTES} minutes.`);
    await pause(GLANCE_MILLISECONDS);
  }
}

async function isBehind(owner: Client): Promise<boolean> {
  const { rows } = await owner.query<{ waits: boolean }>('SELECT EXISTS (SELECT FROM audit.pending) AS waits');
  return rows[0]!.waits;
}

function inWords({ faultCount, faults }: Json): Broken[] {
  if (faultCount === 0) return [];
  const examples = faults.slice(0, 3).map(({ sentence }: Json) => sentence);
  return [{ name: 'what is recorded agrees with the log', count: faultCount, examples }];
}
