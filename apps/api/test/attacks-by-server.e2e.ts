import { newId } from '#database';
import { Attack, CHECKED, DENIED, NOTHING, STALE, TAKEN, type Refusal, type Says } from './support/attack.js';
import { changeOf, openingAs, recordOf } from './support/forged-leaf.js';
import { startServer, type TestServer } from './support/server.js';

const OPENING: readonly [what: string, says: Says, refusal: Refusal][] = [
  ['in the name of nobody’s leaf', (l) => openingAs(l.organisation, { lie: { actor: l.chair } }), CHECKED],
  [
    'with a leaf of another organisation',
    (l) => openingAs(l.organisation, { lie: { organisation: l.elsewhere } }),
    CHECKED,
  ],
  ['with a leaf of another event', (l) => openingAs(l.organisation, { lie: { id: newId() } }), CHECKED],
  [
    'with an id of last year',
    (l) => openingAs(l.organisation, { id: '01930000-0000-7000-8000-000000000000' }),
    CHECKED,
  ],
  [
    'with an id that is no time at all',
    (l) => openingAs(l.organisation, { id: '6f1c2c5e-0000-4000-8000-000000000000' }),
    CHECKED,
  ],
  [
    'with a leaf that has two readings, one of them back-dated',
    (l) => openingAs(l.organisation, { lie: { recordedAt: '2020-01-01T00:00:00.000000Z' } }),
    CHECKED,
  ],
  ['without saying what for', (l) => openingAs(l.organisation, { lie: { type: null } }), CHECKED],
  [
    'with a leaf longer than leaves are',
    (l) => openingAs(l.organisation, { lie: { purpose: 'x'.repeat(9000) } }),
    CHECKED,
  ],
  [
    'with what is no JSON',
    (l) => `SELECT * FROM audit.open('${l.organisation}', '${newId()}', NULL, NULL, '{', '')`,
    '22P02',
  ],
  ['twice', (l) => [openingAs(l.organisation), openingAs(l.organisation)], 'CS409'],
  [
    'again with an event that is there',
    (l) => {
      const id = newId();
      return [openingAs(l.organisation, { id }), 'COMMIT', 'BEGIN', openingAs(l.organisation, { id })];
    },
    TAKEN,
  ],
  ['as somebody who has left', (l) => openingAs(l.organisation, { actor: l.leaver }), 'CS401'],
  ['as somebody of another organisation', (l) => openingAs(l.elsewhere, { actor: l.surgeon }), 'CS401'],
  [
    'with a session that is not the person’s',
    (l) => openingAs(l.organisation, { actor: l.surgeon, session: newId() }),
    'CS401',
  ],
  [
    'and record what another did',
    (l) => [openingAs(l.organisation, { actor: l.surgeon }), recordOf(l.organisation, { actor: l.chair })],
    DENIED,
  ],
  [
    'and record for another organisation',
    (l) => [openingAs(l.organisation, { actor: l.surgeon }), recordOf(l.elsewhere, { actor: l.surgeon })],
    DENIED,
  ],
];

const INSIDE: readonly [what: string, who: 'surgeon' | 'auditor' | 'administrator', says: Says, refusal: Refusal][] = [
  [
    'see another board’s cases',
    'surgeon',
    (l) => `SELECT 1 AS seen FROM clinical.board_case WHERE board_id = '${l.otherBoard}'`,
    NOTHING,
  ],
  [
    'see another organisation’s patients',
    'surgeon',
    (l) => `SELECT 1 AS seen FROM clinical.patient WHERE organisation_id <> '${l.organisation}'`,
    NOTHING,
  ],
  [
    'see a colleague’s credential',
    'surgeon',
    (l) => `SELECT 1 AS seen FROM people.credential WHERE user_id = '${l.chair}'`,
    NOTHING,
  ],
  [
    'see a colleague’s sessions',
    'surgeon',
    (l) => `SELECT 1 AS seen FROM people.session WHERE user_id = '${l.chair}'`,
    NOTHING,
  ],
  ['see patients as an administrator', 'administrator', () => 'SELECT 1 AS seen FROM clinical.patient', NOTHING],
  [
    'change a case and tell nobody',
    'surgeon',
    (l) => `UPDATE clinical.board_case SET question = 'x', version = version + 1 WHERE id = '${l.case}'`,
    CHECKED,
  ],
  [
    'change a case and put the check off',
    'surgeon',
    (l) => [
      'SET CONSTRAINTS ALL DEFERRED',
      `UPDATE clinical.board_case SET question = 'x', version = version + 1 WHERE id = '${l.case}'`,
    ],
    CHECKED,
  ],
  [
    'change a case without a new version',
    'surgeon',
    (l) => `UPDATE clinical.board_case SET question = 'x' WHERE id = '${l.case}'`,
    STALE,
  ],
  [
    'skip a version',
    'surgeon',
    (l) => `UPDATE clinical.board_case SET version = version + 2 WHERE id = '${l.case}'`,
    STALE,
  ],
  [
    'give a case another id',
    'surgeon',
    (l) => `UPDATE clinical.board_case SET id = '${newId()}', version = version + 1 WHERE id = '${l.case}'`,
    STALE,
  ],
  [
    'move a case to another board',
    'surgeon',
    (l) => `UPDATE clinical.board_case SET board_id = '${l.otherBoard}', version = version + 1 WHERE id = '${l.case}'`,
    DENIED,
  ],
  [
    'start a clock of another board’s case',
    'surgeon',
    (l) =>
      `INSERT INTO clinical.clock (organisation_id, board_id, id, case_id, kind, started_at, source) VALUES ('${l.organisation}', '${l.otherBoard}', '${newId()}', '${l.otherCase}', 'made-up', now(), 'nobody')`,
    DENIED,
  ],
  [
    'write a document that the leaf does not commit to',
    'surgeon',
    (l) =>
      changeOf(l.organisation, l.surgeon, { entity: 'case', entityId: l.case, version: 1, lie: { after: 'AAAA' } }),
    CHECKED,
  ],
  [
    'write an event that is found under another request',
    'surgeon',
    (l) =>
      changeOf(l.organisation, l.surgeon, {
        entity: 'case',
        entityId: l.case,
        version: 1,
        lie: { aside: { req: 'another' } },
      }),
    CHECKED,
  ],
  [
    'write a version again',
    'surgeon',
    (l) => changeOf(l.organisation, l.surgeon, { entity: 'case', entityId: l.case, version: 1 }),
    TAKEN,
  ],
  [
    'write a version ahead of its time',
    'surgeon',
    (l) => changeOf(l.organisation, l.surgeon, { entity: 'case', entityId: l.case, version: 99 }),
    STALE,
  ],
  [
    'write a patient’s version under their id, not their alias',
    'surgeon',
    (l) => changeOf(l.organisation, l.surgeon, { entity: 'patient', entityId: l.patient, version: 99 }),
    STALE,
  ],
  [
    'change a decision’s content',
    'surgeon',
    (l) => `UPDATE clinical.decision_revision SET frozen = '{}' WHERE id = '${l.revision}'`,
    DENIED,
  ],
  [
    'change a decision’s hash',
    'surgeon',
    (l) => `UPDATE clinical.decision_revision SET hash = '\\x00' WHERE id = '${l.revision}'`,
    DENIED,
  ],
  [
    'bring a decision in force by hand',
    'surgeon',
    (l) => `UPDATE clinical.decision_revision SET state = 'draft', version = version + 1 WHERE id = '${l.revision}'`,
    CHECKED,
  ],
  ['change an assessment', 'surgeon', () => `UPDATE clinical.assessment SET facts = '{}'`, DENIED],
  ['change a score', 'surgeon', () => 'UPDATE clinical.score_result SET total = 0', DENIED],
  [
    'add a score without telling',
    'surgeon',
    () =>
      `INSERT INTO clinical.score_result SELECT (jsonb_populate_record(s, jsonb_build_object('position', 99))).* FROM clinical.score_result s LIMIT 1`,
    CHECKED,
  ],
  ['change a signature', 'surgeon', () => `UPDATE clinical.signature SET meaning = 'approve'`, DENIED],
  ['withdraw a withdrawal', 'surgeon', () => 'DELETE FROM clinical.signature_revocation', DENIED],
  [
    'sign once more without telling',
    'surgeon',
    () =>
      `INSERT INTO clinical.signature SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'digest', gen_random_uuid()))).* FROM clinical.signature s LIMIT 1`,
    CHECKED,
  ],
  ['change who was in the room', 'surgeon', () => `UPDATE clinical.attendance_mark SET kind = 'joined'`, DENIED],
  ['change a preliminary plan', 'surgeon', () => 'DELETE FROM clinical.preliminary_plan', DENIED],
  ['lock the evidence', 'surgeon', () => 'SELECT 1 FROM clinical.signature FOR UPDATE', DENIED],
  [
    'reset a colleague’s authenticator',
    'surgeon',
    (l) => `SELECT people.reset_credential('${l.chair}', '\\x00', NULL)`,
    DENIED,
  ],
  [
    'reset its own as administrator',
    'administrator',
    () => `SELECT people.reset_credential(audit.actor(), '\\x00', NULL)`,
    DENIED,
  ],
  [
    'take a colleague’s password',
    'surgeon',
    (l) => `UPDATE people.credential SET password_hash = 'mine' WHERE user_id = '${l.chair}' RETURNING 1 AS changed`,
    NOTHING,
  ],
  [
    'enrol a passkey for a colleague',
    'surgeon',
    (l) =>
      `INSERT INTO people.passkey SELECT (jsonb_populate_record(NULL::people.passkey, jsonb_build_object('organisation_id', '${l.organisation}', 'id', '${newId()}', 'user_id', '${l.chair}'))).*`,
    DENIED,
  ],
  ['erase alone', 'administrator', () => `SELECT clinical.erase('${newId()}', now())`, DENIED],
  ['erase without anybody’s asking', 'surgeon', (l) => `SELECT clinical.erase_again('${l.patient}')`, DENIED],
  ['call the eraser itself', 'administrator', (l) => `SELECT clinical.erase_patient('${l.patient}')`, DENIED],
  [
    'ask for an erasure in another’s name',
    'administrator',
    (l) =>
      `INSERT INTO clinical.erasure SELECT (jsonb_populate_record(NULL::clinical.erasure, jsonb_build_object('organisation_id', '${l.organisation}', 'id', '${newId()}', 'patient_id', '${l.patient}', 'state', 'asked', 'asked_by', '${l.chair}', 'version', 1))).*`,
    DENIED,
  ],
  [
    'learn the aliases',
    'surgeon',
    (l) => `SELECT * FROM clinical.aliases_for_erasure(ARRAY['${l.patient}'::uuid])`,
    DENIED,
  ],
  [
    'write as an auditor',
    'auditor',
    (l) => `UPDATE clinical.board_case SET question = 'x', version = version + 1 WHERE id = '${l.case}'`,
    CHECKED,
  ],
  [
    'read the trail in a transaction that opened for a case',
    'auditor',
    () => 'SELECT * FROM audit.log_entries(0, 10)',
    DENIED,
  ],
];

describe('a server that was taken over', () => {
  let server: TestServer;
  let attack: Attack;

  beforeAll(async () => {
    server = await startServer();
    attack = await Attack.prepare(server);
  });
  afterAll(() => server.close());

  it.each(OPENING)('cannot open a transaction %s', (_what, says, refusal) =>
    attack.fails(attack.asLogin('app', says(attack.loot)), refusal),
  );

  it.each(INSIDE)('cannot %s, in a transaction of the %s', (_what, who, says, refusal) =>
    attack.fails(attack.inside(who, says(attack.loot)), refusal),
  );

  it('and nothing of all this left a trace', () => attack.leavesNoTrace());
});
