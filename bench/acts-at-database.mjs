/** Reading a case and recording an assessment in this process, by the acts of the server, with the ledger and without. */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { examinationOf } from './board.mjs';
import { openApp, ours } from './plain-ledger.mjs';

const { Ledger, recordChange } = await ours('libs', 'database', 'src', 'index.js');
const { assessmentDocument } = await ours('apps', 'api', 'src', 'assessments', 'assessment.js');
const GLANCE_MILLISECONDS = 20;
const DOCUMENTS = 1_500;

export class ActsAtDatabase {
  /** `environment` is the server's, `plainEnvironment` that of the database without a ledger; `superuserUrl` leads behind the first. */
  static async begin({ environment, plainEnvironment, superuserUrl, board, session, caseIds }) {
    const actor = actorOf(board, session);
    const audited = await openApp(environment);
    const present = await audited.app
      .get(Ledger, { strict: false })
      .swiftTransaction({ type: 'me.opened', actor }, (tx) => Promise.resolve(tx.actor));
    const plain = await openApp(plainEnvironment, present);
    return new ActsAtDatabase({ actor, present, caseIds, audited, plain, superuserUrl });
  }

  constructor({ superuserUrl, ...known }) {
    Object.assign(this, known);
    this.owner = new pg.Pool({ connectionString: superuserUrl, max: 1 });
  }

  async end() {
    await Promise.all([this.audited.close(), this.plain.close(), this.owner.end()]);
  }

  readAudited = (index) => this.audited.read(this.actor, this.#caseAt(index));
  readPlainly = (index) => this.plain.read(this.actor, this.#caseAt(index));
  writeAudited = (index) => this.audited.write(this.actor, this.#caseAt(index), examinationOf(index));
  writePlainly = (index) => this.plain.write(this.actor, this.#caseAt(index), examinationOf(index));

  /** Milliseconds for making an assessment's document, commitment and leaf: the plain act does it too, though nobody keeps them. */
  async documentTime() {
    // Of this process, where what scores share is shared, as in the act that is timed.
    const { scores } = await this.writePlainly(0);
    const assessment = {
      id: newId(),
      caseId: newId(),
      authorId: newId(),
      ...examinationOf(0),
      scores,
      supersedesId: null,
    };
    const tx = {
      by: this.actor,
      actor: this.present,
      occurredAt: new Date(),
      newEventId: newId,
      sql: () => Promise.resolve([]),
      shown: { patients: new Set() },
      recorded: { events: [] },
    };
    const once = () => {
      const about = { boardId: newId(), caseId: assessment.caseId, patientAlias: newId() };
      const document = assessmentDocument(assessment);
      return recordChange(tx, { type: 'assessment.recorded', id: assessment.id, version: 1, document, ...about });
    };
    for (let count = 0; count < DOCUMENTS; count += 1) await once();
    const began = performance.now();
    for (let count = 0; count < DOCUMENTS; count += 1) await once();
    return (performance.now() - began) / DOCUMENTS;
  }

  /** Waits until every event has its place in the log. */
  async emptyQueue() {
    for (;;) {
      const [{ waiting }] = await this.look('SELECT EXISTS (SELECT FROM audit.pending) AS waiting');
      if (!waiting) return;
      await pause(GLANCE_MILLISECONDS);
    }
  }

  async newestEvent() {
    const [{ id }] = await this.look('SELECT max(event_id::text) AS id FROM audit.event');
    return id;
  }

  /** Rows of any table, past every policy. */
  async look(sql, values = []) {
    return (await this.owner.query(sql, values)).rows;
  }

  #caseAt(index) {
    return this.caseIds[index % this.caseIds.length];
  }
}

function actorOf({ organisationId, userId }, { sessionId }) {
  const request = { id: newId(), client: null, ipHash: null };
  return { organisationId, userId, sessionId, roles: ['coordinator'], auth: 'password+totp', request };
}
