import { PgBoss } from 'pg-boss';
import { OWNER } from './roles.mjs';

const SCHEMA = 'jobs';

/** What the server works on; a mail that was tried as often as it may be goes on to `mail-undelivered`. */
const QUEUES = ['mail', 'mail-undelivered', 'digest'];

/**
 * Brings the queue's own tables to the version of its package, as the owner, and lets the application work on them: the server itself
 * may not. They hold the ids of notices, nothing of a patient, and are the only place where the application deletes.
 * @param {import('pg').Client} client a login that may act as the owner, and that nobody else uses meanwhile
 */
export async function installQueue(client) {
  await client.query(`SET ROLE ${OWNER}`);
  const queue = new PgBoss({
    db: { executeSql: async (text, values) => lastOf(await client.query(text, values)) },
    schema: SCHEMA,
    supervise: false,
    schedule: false,
  });
  try {
    await queue.start();
    for (const name of QUEUES) await queue.createQueue(name);
    await queue.stop({ close: false, graceful: false });
    await client.query(`
      GRANT USAGE ON SCHEMA ${SCHEMA} TO consilium_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO consilium_app;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${SCHEMA} TO consilium_app;`);
  } finally {
    await client.query('RESET ROLE');
  }
}

/** pg answers several statements with several results; the queue reads the last. */
function lastOf(answer) {
  return Array.isArray(answer) ? answer.at(-1) : answer;
}
