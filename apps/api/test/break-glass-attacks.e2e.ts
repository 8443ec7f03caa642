import { Ledger, newId, type AccessType, type Actor, type Tx } from '#database';
import { breakGlass, identifierOf } from './support/break-glass.js';
import { CaseStory, compression, soundFacts } from './support/case-story.js';
import type { Hospital } from './support/given.js';
import type { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';

/** A server that was taken over sends what it likes, in a transaction that a holder opened. */
describe('a grant cannot be widened by the application’s own login:', () => {
  let server: TestServer;
  let hospital: Hospital;
  let outside: Hospital;
  /** The case that the glass was broken for, and another one of the same board. */
  let caseId: string;
  let otherId: string;
  let otherRevisionId: string;
  let grantId: string;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    outside = await server.given.board({ organisation: hospital, name: 'Sarcoma board' });
    const story = new CaseStory(server, hospital);
    caseId = await story.inWorkup(soundFacts, compression);
    const decided = await story.decided();
    otherId = decided.caseId;
    otherRevisionId = decided.decisionId;
    grantId = (await breakGlass(server, outside.spineSurgeon, await identifierOf(server, caseId))).grant;
  });
  afterAll(() => server.close());

  const as = ({ organisationId, id: userId, roles }: Person): Actor => {
    const request = { id: newId(), client: null, ipHash: null };
    return { organisationId, userId, sessionId: null, roles, auth: null, request };
  };

  /** What the last of these statements answers, in a transaction of its own that is then rolled back. */
  async function attempt<Row extends object>(
    type: AccessType,
    statements: string | readonly string[],
    { who = outside.spineSurgeon, id = caseId }: { who?: Person; id?: string } = {},
  ): Promise<Row[]> {
    const ledger = server.app.get(Ledger, { strict: false });
    const rolledBack = new Error('rolled back');
    let rows: Row[] = [];
    const access = { type, actor: as(who), id } as Parameters<Ledger['swiftTransaction']>[0];
    const ended = ledger.swiftTransaction(access, async (tx: Tx) => {
      for (const statement of [statements].flat()) rows = await tx.sql<Row>(statement);
      throw rolledBack;
    });
    await ended.catch((error: unknown) => {
      if (error !== rolledBack) throw error;
    });
    return rows;
  }

  const count = async (...asked: Parameters<typeof attempt>) => (await attempt(...asked)).length;

  it('it shows the rows of its case in every table, and of no other', async () => {
    const tables = ['clock', 'assessment', 'agenda_item', 'decision_draft', 'decision_revision', 'recommendation'];
    for (const table of tables) {
      const rows = await attempt<{ case_id: string }>('case.opened', `SELECT case_id FROM clinical.${table}`);
      expect(rows.filter((row) => row.case_id !== caseId)).toEqual([]);
    }
    expect(await attempt('case.opened', 'SELECT id FROM clinical.board_case')).toEqual([{ id: caseId }]);
    expect(await count('case.opened', 'SELECT 1 AS seen FROM clinical.score_result')).toBeGreaterThan(0);
    expect(await count('case.opened', 'SELECT 1 AS seen FROM clinical.revision_event')).toBe(0);
    const versions = await attempt<{ case_id: string }>(
      'case.opened',
      'SELECT DISTINCT case_id FROM clinical.version WHERE board_id IS NOT NULL',
    );
    expect(versions).toEqual([{ case_id: caseId }]);
  });

  it('it lets nothing be written in a transaction that opened to read', async () => {
    const update = `UPDATE clinical.board_case SET lane = 'elective', version = version + 1 RETURNING id`;
    expect(await count('case.opened', update)).toBe(0);
    await expect(attempt('case.opened', newClock(caseId))).rejects.toThrow(/row-level security/);
  });

  it('it lets an emergency write its own case, and no other of the board', async () => {
    const update = (id: string) =>
      `UPDATE clinical.board_case SET lane = 'elective', version = version + 1 WHERE id = '${id}' RETURNING id`;
    expect(await count('emergency.opened', update(caseId))).toBe(1);
    expect(await count('emergency.opened', update(otherId))).toBe(0);
    expect(await count('emergency.opened', update(otherId), { id: otherId })).toBe(0);
    expect(await count('emergency.opened', update(caseId), { id: otherId })).toBe(0);
    await expect(attempt('emergency.opened', newClock(otherId))).rejects.toThrow(/row-level security/);
    await expect(attempt('emergency.opened', newEntry(otherRevisionId))).rejects.toThrow(/row-level security/);
  });

  it('it is no grant for anybody else', async () => {
    const all = 'SELECT id FROM clinical.board_case';
    expect(await attempt('case.opened', all, { who: outside.chair })).toEqual([]);
  });

  it.each<[string, AccessType, () => string, RegExp]>([
    [
      'made by hand',
      'break-glass.asking',
      () => `INSERT INTO clinical.break_glass_grant (organisation_id, id, user_id, case_ids, reason_code, reason_text, method, granted_at, expires_at)
        VALUES ('${hospital.organisationId}', '${newId()}', '${outside.spineSurgeon.id}', '{${otherId}}', 'other', 'x', 'x', now(), now() + interval '1 hour')`,
      /permission denied/,
    ],
    [
      'given another case',
      'break-glass.opened',
      () => `UPDATE clinical.break_glass_grant SET case_ids = case_ids || '${otherId}'::uuid, version = version + 1`,
      /permission denied/,
    ],
    [
      'prolonged',
      'break-glass.opened',
      () => `UPDATE clinical.break_glass_grant SET expires_at = expires_at + interval '1 day', version = version + 1`,
      /permission denied/,
    ],
    ['deleted', 'break-glass.opened', () => 'DELETE FROM clinical.break_glass_grant', /permission denied/],
    ['asked for in a transaction that opened for something else', 'case.opened', () => plea(), /opened for it/],
    ['asked for without a proof of identity', 'break-glass.asking', () => plea(), /proof of identity/],
    ['written beside the queue', 'case.opened', () => `UPDATE audit.pending SET grants = '[]'`, /permission denied/],
    ['read from beside the queue', 'case.opened', () => 'SELECT grants FROM audit.pending', /permission denied/],
    [
      'used for the case’s story',
      'case.opened',
      () => `SELECT * FROM audit.case_history('${caseId}', NULL, 10, NULL)`,
      /opened for it/,
    ],
  ])('it is not %s', async (_what, type, statement, refusal) => {
    await expect(attempt(type, statement())).rejects.toThrow(refusal);
  });

  it('it is not asked for by somebody who is no clinician', async () => {
    await expect(attempt('break-glass.asking', plea(), { who: hospital.administrator })).rejects.toThrow(/clinician/);
  });

  it('it is not reviewed by its holder', async () => {
    const review = `UPDATE clinical.break_glass_grant SET finding = 'justified', note = 'x', reviewed_by = user_id, reviewed_at = now(),
      version = version + 1 WHERE id = '${grantId}' RETURNING id`;
    expect(await count('break-glass.opened', review)).toBe(0);
  });

  it('its reason is read by nobody but its holder and the auditors', async () => {
    const grants = 'SELECT 1 AS seen FROM clinical.break_glass_grant';
    const versions = `SELECT 1 AS seen FROM clinical.version WHERE entity = 'break-glass-grant'`;
    expect(await count('case.opened', grants, { who: hospital.chair })).toBe(0);
    expect(await count('case.opened', versions, { who: hospital.chair })).toBe(0);
    expect(await count('case.opened', grants)).toBe(1);
    expect(await count('break-glass.opened', versions, { who: hospital.auditor })).toBe(1);
  });

  it('it shows nothing any more, in any table, when it is over', async () => {
    server.clock.advance({ hours: 1 });
    for (const table of ['board_case', 'clock', 'assessment', 'score_result', 'follow_up']) {
      expect(await count('case.opened', `SELECT 1 AS seen FROM clinical.${table}`)).toBe(0);
    }
    expect(await count('emergency.opened', 'SELECT 1 AS seen FROM clinical.meeting')).toBe(0);
  });

  const plea = () =>
    `SELECT * FROM clinical.break_glass('${newId()}', 'mrn', 'story-${hospital.board.id}-2', 'other', 'for no reason', 'none')`;
  const newClock = (
    id: string,
  ) => `INSERT INTO clinical.clock (organisation_id, board_id, id, case_id, kind, started_at, source)
    VALUES ('${hospital.organisationId}', '${hospital.board.id}', '${newId()}', '${id}', 'made-up', now(), 'nobody')`;
  const newEntry = (
    id: string,
  ) => `INSERT INTO clinical.revision_event (organisation_id, board_id, id, revision_id, kind, at)
    VALUES ('${hospital.organisationId}', '${hospital.board.id}', '${newId()}', '${id}', 'withdrawn', now())`;
});
