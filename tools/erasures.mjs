/** The list of the erased: what a server keeps in STATE_DIR, and what a database that was restored is to be told. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withClient } from './connection.mjs';
import { Failure } from './failure.mjs';
import { OWNER } from './roles.mjs';

/** The list's name in STATE_DIR, as the server writes it. */
export const ERASURE_LIST = 'erasures.jsonl';

const INSERT = `
  INSERT INTO clinical.erased_patient (organisation_id, patient_id, erasure_id, reason_code, asked_by, asked_at, decided_by, decided_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`;

/**
 * Lists in the database whom the file lists; the server then erases them again, with an event, before it opens. Nothing is removed
 * here, and nothing is listed twice.
 * @param {{ url: string, name: string }} database a login that may act as the owner
 * @param {string} file JSON lines
 * @returns {Promise<number>} how many were not listed yet
 */
export function listErased({ url, name }, file) {
  const erased = readList(file);
  return withClient(url, name, async (client) => {
    await client.query(`SET ROLE ${OWNER}`);
    await client.query('BEGIN');
    let added = 0;
    for (const { organisationId, patientId, id, reasonCode, askedBy, askedAt, decidedBy, decidedAt } of erased) {
      const values = [organisationId, patientId, id, reasonCode, askedBy, askedAt, decidedBy, decidedAt];
      added += (await client.query(INSERT, values)).rowCount;
    }
    await client.query('COMMIT');
    return added;
  });
}

/** The same with the list that a server keeps, where it keeps one. */
export async function listErasedIn(stateDir, database) {
  const file = stateDir && join(stateDir, ERASURE_LIST);
  const added = file && existsSync(file) ? await listErased(database, file) : 0;
  if (added > 0) console.log(`Listed ${added} erasures that the database did not know: they are done again.`);
}

function readList(file) {
  if (!existsSync(file)) throw new Failure(`There is no list of erasures at ${file}: give its path.`);
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line, index) => {
    try {
      return JSON.parse(line);
    } catch (cause) {
      throw new Failure(`Line ${index + 1} of ${file} is no JSON: restore the list from its copy.`, { cause });
    }
  });
}
