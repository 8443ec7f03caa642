/**
 * What the same requests cost without us: node:http and pg, the same statements in the same transactions, the rows answered as JSON.
 * It checks no token, no role and no field, and scores nothing: it records a result that was prepared.
 * Its setting comes in `BENCH`: `{ databaseUrl, actor: { organisationId, userId, sessionId }, recorded }`, where `recorded` is what
 * our server answered to an examination.
 */
import { hash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import * as sql from './statements.mjs';

const { databaseUrl, actor, recorded } = JSON.parse(process.env.BENCH);
const { organisationId, userId, sessionId } = actor;
const PREPARED = { scores: recorded.scores, urgency: recorded.urgency, readiness: recorded.readiness };
const PAGE = 50;
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });

createServer((request, response) => {
  answer(request).then(
    (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    (error) => {
      console.error(error);
      response.writeHead(500).end();
    },
  );
}).listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));

async function answer(request) {
  const [, , , resource, caseId] = request.url.split('?')[0].split('/');
  if (resource === undefined) return {};
  if (request.method === 'POST') return record(caseId, JSON.parse(await textOf(request)));
  if (resource === 'worklist') return work();
  return caseId ? show(caseId) : list();
}

function show(caseId) {
  return inTransaction('case.opened', caseId, async (query) => {
    const [{ file }] = await query(sql.CASE, [organisationId, caseId]);
    const [{ context }] = await query(sql.CONTEXT, [organisationId, file.patientId, caseId]);
    const [assessment] = await query(sql.LATEST_ASSESSMENT, [organisationId, caseId]);
    const decisions = await query(sql.STANDING_REVISIONS, [organisationId, caseId]);
    const recommendations = await query(sql.RECOMMENDATIONS, [organisationId, caseId, 'current']);
    const treatments = await query(sql.TREATMENTS, [organisationId, caseId]);
    const followUp = await query(sql.FOLLOW_UP, [organisationId, caseId]);
    await disclose(query, [file.patientAlias], caseId);
    return { file, context, assessment, decisions, recommendations, treatments, followUp };
  });
}

function list() {
  return inTransaction('cases.listed', null, async (query) => {
    const rows = await query(sql.CASES, [organisationId, new Date().toISOString(), PAGE + 1]);
    const items = rows.slice(0, PAGE).map(({ row }) => row);
    await disclose(
      query,
      items.map(({ patientAlias }) => patientAlias),
      null,
    );
    return { items: items.map(({ view }) => view), next: rows[PAGE]?.row.key };
  });
}

function work() {
  return inTransaction('worklist.opened', null, async (query) => {
    const values = [organisationId, new Date().toISOString(), PAGE + 1, null, null, null, null, null, null, null];
    const rows = (await query(sql.WORKLIST, values)).map(({ row }) => row);
    const items = rows.slice(0, PAGE);
    await disclose(query, [...new Set(items.map(({ alias }) => alias))], null);
    return { items: items.map(({ view }) => view), next: rows[PAGE]?.view.dueAt };
  });
}

function record(caseId, { assessedAt, facts }) {
  return inTransaction('case.opened', caseId, async (query, recordedAt) => {
    const [{ file }] = await query(sql.CASE, [organisationId, caseId]);
    const id = newId();
    const assessment = { caseId, authorId: userId, assessedAt, facts, supersedesId: null };
    await query(sql.INSERT_ASSESSMENT, [
      organisationId,
      file.boardId,
      caseId,
      id,
      userId,
      assessedAt,
      null,
      JSON.stringify(facts),
      JSON.stringify(PREPARED.scores),
    ]);
    await recordChange(query, file, id, { ...assessment, scores: PREPARED.scores });
    await query(sql.STANDING_REVISIONS, [organisationId, caseId]);
    return { assessment: { id, ...assessment, recordedAt }, ...PREPARED };
  });
}

async function inTransaction(type, entityId, work) {
  const client = await pool.connect();
  const query = async (statement, values) => (await client.query({ ...statement, values })).rows;
  try {
    await client.query('BEGIN');
    const id = newId();
    const { head, tail } = leaf(id, { type, entity: entityId && 'case', entityId });
    const [{ recorded_at: recordedAt }] = await query(sql.OPEN, [organisationId, id, userId, sessionId, head, tail]);
    const answer = await work(query, recordedAt);
    await client.query('COMMIT');
    return answer;
  } finally {
    client.release();
  }
}

async function disclose(query, patients, entityId) {
  const id = newId();
  const { head, tail } = leaf(id, { type: 'patients.disclosed', entity: entityId && 'case', entityId, patients });
  await query(sql.RECORD, [organisationId, id, head, tail]);
}

async function recordChange(query, { boardId, caseId, patientAlias }, entityId, content) {
  const id = newId();
  const salt = randomBytes(32);
  const document = Buffer.from(JSON.stringify(content));
  const after = hash('sha256', Buffer.concat([salt, document]), 'base64');
  const about = {
    type: 'assessment.recorded',
    entity: 'assessment',
    entityId,
    version: 1,
    after,
    patients: [patientAlias],
  };
  const { head, middle, tail } = leaf(id, about);
  const values = [organisationId, id, head, middle, tail, 'assessment', entityId, 1, boardId, caseId, salt, document];
  await query(sql.RECORD_CHANGE, values);
}

/** An event's text, cut where PostgreSQL fills in: its time, and before that, of a change, the commitment before it. */
function leaf(id, { type, entity = null, entityId = null, patients = [], version = null, after = null }) {
  const start = `{"actor":"${userId}","after":${JSON.stringify(after)},"auth":"password","before":`;
  const event = {
    client: null,
    entity,
    entityId,
    id,
    occurredAt: new Date(),
    organisation: organisationId,
    outcome: 'done',
    patients,
  };
  const middle = `,${JSON.stringify(event).slice(1, -1)},"recordedAt":`;
  const tail = `,"role":"coordinator","session":"${sessionId}","type":"${type}","v":1,"version":${version}}`;
  return { head: after ? start : `${start}null${middle}`, middle, tail };
}

async function textOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
