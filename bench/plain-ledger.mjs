/** Our own acts without the ledger: the same rules, statements, policies and answers, and no event, no version, no trigger. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { DIST } from '../tools/paths.mjs';

export const ours = (...path) => import(pathToFileURL(join(DIST, ...path)).href);

const { createApp } = await ours('apps', 'api', 'src', 'app.js');
const { readEnvironment } = await ours('apps', 'api', 'src', 'environment.js');
const { CaseSummary } = await ours('apps', 'api', 'src', 'overview', 'case-summary.js');
const { RecordAssessment } = await ours('apps', 'api', 'src', 'assessments', 'record-assessment.js');

const CONNECTIONS = 10;
const APPENDS = 'SELECT 1 AS done FROM audit.record';
const OPEN = { name: 'open', text: 'SELECT roles, scopes, memberships FROM audit.open_plainly($1, $2, $3)' };

/**
 * Our server, and the two acts that are measured; without the ledger where it is said who asks, which the ledger would have answered.
 * @param {NodeJS.ProcessEnv} environment
 * @param {object} [present]
 */
export async function openApp(environment, present) {
  const app = await createApp({ environment: readEnvironment(environment), logger: false });
  const read = app.get(CaseSummary, { strict: false });
  const write = app.get(RecordAssessment, { strict: false });
  const ledger = present && new PlainLedger(environment.DATABASE_URL, present);
  // The one seam that is swapped: what every act opens its transaction with.
  if (ledger) for (const act of [read, write]) act.ledger = ledger;
  return {
    app,
    read: (actor, caseId) => read.show(actor, caseId),
    write: (actor, caseId, told) => write.execute(actor, caseId, told),
    close: async () => {
      await app.close();
      await ledger?.pool.end();
    },
  };
}

class PlainLedger {
  #names = new Map();

  constructor(url, present) {
    this.pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, pipeline: true });
    this.present = present;
  }

  async swiftTransaction({ actor }, work) {
    const client = await this.pool.connect();
    try {
      // Sent with the first statement, as the ledger sends it.
      const begun = client.query('BEGIN');
      const { organisationId, userId } = this.present;
      await client.query({ ...OPEN, values: [organisationId, userId, actor.sessionId] });
      const answer = await work(this.#txOf(client, actor));
      await begun;
      await client.query('COMMIT');
      return answer;
    } finally {
      client.release();
    }
  }

  #txOf(client, actor) {
    const now = new Date();
    return {
      by: actor,
      actor: { ...this.present, request: actor.request },
      recordedAt: now.toISOString(),
      occurredAt: now,
      newEventId: newId,
      shown: { boardId: null, patients: new Set(), breakGlassId: null },
      recorded: { events: [], receiptEvent: null },
      sql: async (text, values = []) =>
        text.startsWith(APPENDS)
          ? []
          : (await client.query({ name: this.#nameOf(text), text, values: [...values] })).rows,
    };
  }

  #nameOf(text) {
    const name = this.#names.get(text) ?? `s${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }
}
