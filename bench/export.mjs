/** Handing out the bundle of a whole log: how much memory the server holds meanwhile, and how that grows with the log. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Secret, TOTP } from 'otpauth';
import { withClient } from '../tools/connection.mjs';
import { runCommand } from '../tools/failure.mjs';
import { DIST } from '../tools/paths.mjs';
import { startTestCluster } from '../tools/test-cluster.mjs';
import { signIn } from './board.mjs';
import { mark } from './report.mjs';
import { environmentFor, startOurs } from './servers.mjs';

/** With a million entries: `node bench/export.mjs 1000000`. */
const SIZE = 100_000;
/** Resident memory of the server, which makes the bundle in its own process: all of it, not what the export adds. */
const MOST_MEGABYTES = 300;
/** Of a thousand entries, so many made a version. */
const CHANGES = 400;
const AT_ONCE = 50_000;

export async function benchExport(size = SIZE) {
  const cluster = await startTestCluster();
  try {
    const environment = environmentFor(cluster.urls.app);
    const auditor = await foundHospital(environment);
    await withClient(cluster.urls.superuser, 'the measured database', (client) =>
      fillLog(client, auditor.organisationId, size),
    );
    const sequencer = await startSequencer(cluster.urls.sequencer);
    try {
      await withClient(cluster.urls.superuser, 'the measured database', emptyQueue);
      const server = await startOurs(environment);
      return await measure(server, auditor, size).finally(() => server.stop());
    } finally {
      await sequencer.stop();
    }
  } finally {
    await cluster.stop();
  }
}

async function measure(server, auditor, size) {
  const { accessToken } = await signIn(server, auditor);
  const idle = megabytesOf(server.pid, 'VmRSS');
  // From here on the peak is counted anew: starting took more than serving.
  writeFileSync(`/proc/${server.pid}/clear_refs`, '5');
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ scope: 'organisation' });
  const address = `${server.url}/api/v1/audit/exports`;
  const { id } = await answerOf(fetch(address, { method: 'POST', headers, body }));

  const started = performance.now();
  const bundle = await fetch(`${address}/${id}/bundle`, { headers });
  let bytes = 0;
  for await (const piece of bundle.body) bytes += piece.length;
  const seconds = (performance.now() - started) / 1_000;
  const peak = megabytesOf(server.pid, 'VmHWM');
  // A million entries take longer than an access token is good for, and a code is good for one sign-in.
  await pause(auditor.account.totp.remaining());
  const again = { authorization: `Bearer ${(await signIn(server, auditor)).accessToken}` };
  const { download } = await answerOf(fetch(`${address}/${id}`, { headers: again }));

  const isKept = download.isWhole && download.entries >= size && peak <= MOST_MEGABYTES;
  console.log(`Exporting a whole log, ${download.entries} entries and ${download.documents} documents, ${(bytes / 1e6).toFixed(0)} MB
  the server held ${peak.toFixed(0)} MB of resident memory at most, ${idle.toFixed(0)} before it; at most ${MOST_MEGABYTES} MB: ${mark(isKept)}
  ${seconds.toFixed(1)} s, ${(download.entries / seconds).toFixed(0)} entries a second
`);
  return isKept;
}

/** Resident memory of a process now (`VmRSS`) or at its most (`VmHWM`), as Linux tells it. */
function megabytesOf(pid, what) {
  const [, kibibytes] = new RegExp(`^${what}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return (Number(kibibytes) * 1_024) / 1e6;
}

async function answerOf(request) {
  const response = await request;
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return response.json();
}

const ours = (app, file) => import(pathToFileURL(join(DIST, 'apps', app, 'src', file)).href);

/** A hospital with one auditor, in an empty database. */
async function foundHospital(environment) {
  const [{ createApp }, { readEnvironment }, { FoundOrganisation }] = await Promise.all(
    ['app.js', 'environment.js', 'people/index.js'].map((file) => ours('api', file)),
  );
  const app = await createApp({ environment: readEnvironment(environment), logger: false });
  try {
    const password = randomBytes(12).toString('base64url');
    const totp = new TOTP({ secret: new Secret({ size: 20 }) });
    const account = { email: 'auditor@example.org', password, totp };
    const founder = {
      name: 'Aldo Auditor',
      roles: ['auditor'],
      email: account.email,
      password,
      totpSecret: totp.secret.bytes,
    };
    const { organisationId } = await app.get(FoundOrganisation, { strict: false }).found('St Example', [founder]);
    return { organisationId, account };
  } finally {
    await app.close();
  }
}

async function startSequencer(databaseUrl) {
  const { Sequencer } = await ours('sequencer', 'sequencer.js');
  const signer = { privateKey: generateKeyPairSync('ed25519').privateKey, host: 'log.bench' };
  const sequencer = new Sequencer({
    databaseUrl,
    signer,
    memory: null,
    witnesses: [],
    intervalMilliseconds: 5,
    report: () => {},
  });
  await sequencer.start();
  return sequencer;
}

/** Events as the ledger writes them, put in past the server: it would take an hour through its routes. */
async function fillLog(client, organisationId, size) {
  for (let done = 0; done < size; done += AT_ONCE) {
    await client.query(FILL, [organisationId, Math.min(AT_ONCE, size - done), CHANGES]);
  }
}

async function emptyQueue(client) {
  for (;;) {
    const { rows } = await client.query('SELECT count(*)::int AS waiting FROM audit.pending');
    if (rows[0].waiting === 0) return;
    await pause(250);
  }
}

const FILL = `
  WITH raw AS MATERIALIZED (
    SELECT i, uuidv7() AS event_id, gen_random_uuid() AS entity_id, sha256(gen_random_uuid()::text::bytea) AS salt, i % 1000 < $3 AS is_change,
      convert_to('{"assessedAt":"2026-03-02T08:00:00.000Z","facts":"' || repeat(md5(i::text), 30 + i % 30) || '"}', 'UTF8') AS doc,
      md5('patient ' || i % 5000)::uuid AS patient
    FROM generate_series(1, $2::int) i),
  facts AS MATERIALIZED (SELECT raw.*, sha256(salt || doc) AS commitment FROM raw),
  leaves AS MATERIALIZED (
    SELECT facts.*, CASE WHEN is_change THEN 'assessment.recorded' ELSE 'case.opened' END AS type,
      CASE WHEN is_change THEN 'assessment' ELSE 'case' END AS entity FROM facts),
  events AS (
    INSERT INTO audit.event (organisation_id, event_id, leaf, type, actor_id, entity, entity_id, patients, outcome)
    SELECT $1::uuid, event_id, convert_to(format('{"actor":%s,"after":%s,"auth":"password+totp","before":null,"client":"bench","entity":"%s","entityId":"%s",'
      || '"id":"%s","ipHash":null,"occurredAt":"2026-03-02T08:00:00.000Z","onBehalfOf":null,"organisation":"%s","outcome":"done","patients":["%s"],'
      || '"purpose":null,"reasonCode":null,"recordedAt":"%s","req":"%s","role":"specialist","session":null,"type":"%s","v":1,"version":%s}',
      'null', CASE WHEN is_change THEN '"' || encode(commitment, 'base64') || '"' ELSE 'null' END, entity, entity_id, event_id, $1, patient,
      audit.instant(transaction_timestamp()), event_id, type, CASE WHEN is_change THEN '1' ELSE 'null' END), 'UTF8'),
      type, NULL, entity, entity_id, ARRAY[patient], 'done' FROM leaves),
  versions AS (
    INSERT INTO clinical.version (organisation_id, entity, entity_id, version, event_id, salt, doc, commitment)
    SELECT $1::uuid, entity, entity_id, 1, event_id, salt, doc, commitment FROM leaves WHERE is_change)
  INSERT INTO audit.pending (organisation_id, event_id) SELECT $1::uuid, event_id FROM leaves`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runCommand(async () => {
    if (!(await benchExport(Number(process.argv[2] ?? SIZE)))) process.exitCode = 1;
  });
}
