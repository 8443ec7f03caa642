import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Json } from '../seed/staff-member.js';
import type { Broken } from './invariants.js';
import type { Year } from './year.js';

/** In the machine's own time: the rehearsal's stands still meanwhile. */
const GLANCE_MILLISECONDS = 200;

/** Where what was recorded and the log disagree, as an auditor finds it who asks for a reconciliation. Waits until every event is in the log. */
export async function disagreements({ hospital: { auditor } }: Year, owner: Client): Promise<Broken[]> {
  while (await isBehind(owner)) await pause(GLANCE_MILLISECONDS);
  const { id } = await auditor.post('/audit/reconciliations');
  for (;;) {
    const reconciliation = await auditor.get(`/audit/reconciliations/${id}`);
    if (reconciliation.state === 'done') return inWords(reconciliation);
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
