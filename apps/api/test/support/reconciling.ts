import { setTimeout as pause } from 'node:timers/promises';
import { Ledger, systemActor } from '#database';
import { Reconcile } from '../../src/audit/reconciliation/reconcile.js';
import type { Report } from '../../src/audit/reconciliation/reconciliation.js';
import type { Person } from './person.js';
import type { TestServer } from './server.js';

const GLANCE_MILLISECONDS = 5;

/** Asks for a reconciliation over HTTP, as an auditor does, and reads it until it has ended. */
export async function reconciled(server: TestServer, auditor: Person) {
  const { body: asked } = await server.as(auditor).post('/audit/reconciliations').expect(202);
  for (;;) {
    const { body } = await server.as(auditor).get(`/audit/reconciliations/${asked.id}`).expect(200);
    if (body.state === 'done') return body;
    await pause(GLANCE_MILLISECONDS);
  }
}

/** What a reconciliation would find now; it is written nowhere. */
export function examined({ app }: TestServer, organisationId: string): Promise<Report> {
  const ledger = app.get(Ledger, { strict: false });
  const reconcile = app.get(Reconcile, { strict: false });
  const access = { type: 'reconciliation.running', actor: systemActor(organisationId) } as const;
  return ledger.snapshot(access, (tx) => reconcile.examine(tx));
}
