import { newId } from '#database';
import { Attack, DENIED, NOTHING, TAKEN, type Refusal, type Says } from './support/attack.js';
import { openingAs } from './support/forged-leaf.js';
import { startServer, type TestServer } from './support/server.js';

const BY_THE_SEQUENCER: readonly [what: string, says: Says, refusal: Refusal][] = [
  ['read a patient', () => 'SELECT * FROM clinical.patient', DENIED],
  ['read who did something', () => 'SELECT actor_id FROM audit.event', DENIED],
  [
    'forge an event',
    (l) => `INSERT INTO audit.event (organisation_id, event_id, leaf) VALUES ('${l.organisation}', '${newId()}', '{}')`,
    DENIED,
  ],
  ['change an event', () => `UPDATE audit.event SET leaf = '{}'`, DENIED],
  ['move an entry', () => 'UPDATE audit.entry SET position = position + 1', DENIED],
  ['delete an entry', () => 'DELETE FROM audit.entry', DENIED],
  [
    'place an event at a taken position',
    (l) =>
      `INSERT INTO audit.entry SELECT organisation_id, position, '${newId()}', leaf_hash FROM audit.entry WHERE organisation_id = '${l.organisation}' LIMIT 1`,
    TAKEN,
  ],
  [
    'place an event twice',
    (l) =>
      `INSERT INTO audit.entry SELECT organisation_id, 99999, event_id, leaf_hash FROM audit.entry WHERE organisation_id = '${l.organisation}' LIMIT 1`,
    TAKEN,
  ],
  [
    'sign another root for a size that is signed',
    (l) =>
      `INSERT INTO audit.checkpoint SELECT organisation_id, size, sha256('forked'), note FROM audit.checkpoint WHERE organisation_id = '${l.organisation}' LIMIT 1`,
    TAKEN,
  ],
  ['change a checkpoint', () => `UPDATE audit.checkpoint SET note = ''`, DENIED],
  ['forget a checkpoint', () => 'DELETE FROM audit.checkpoint', DENIED],
  ['truncate the tiles', () => 'TRUNCATE audit.tile', DENIED],
  ['exchange the key', () => `UPDATE audit.log SET verifier_key = 'mine'`, DENIED],
  ['open a transaction', (l) => openingAs(l.organisation), DENIED],
  ['queue an event', (l) => `INSERT INTO audit.pending VALUES ('${l.organisation}', '${newId()}')`, DENIED],
];

const BY_AN_AUDITOR: readonly [what: string, says: Says, refusal: Refusal][] = [
  ['read a patient', () => 'SELECT * FROM clinical.patient', DENIED],
  ['read passwords', () => 'SELECT * FROM people.credential', DENIED],
  [
    'read another organisation’s log',
    (l) => `SELECT * FROM audit.event WHERE organisation_id = '${l.elsewhere}'`,
    NOTHING,
  ],
  [
    'read another organisation’s checkpoints',
    (l) => `SELECT * FROM audit.checkpoint WHERE organisation_id = '${l.elsewhere}'`,
    NOTHING,
  ],
  [
    'register for another organisation',
    (l) => `INSERT INTO audit.auditor_login VALUES ('consilium_auditor', '${l.elsewhere}')`,
    DENIED,
  ],
  ['change an event', () => `UPDATE audit.event SET type = 'x'`, DENIED],
  ['delete an event', () => 'DELETE FROM audit.event', DENIED],
  [
    'place an event',
    (l) => `INSERT INTO audit.entry VALUES ('${l.organisation}', 99999, '${newId()}', '\\x00')`,
    DENIED,
  ],
  ['open a transaction', (l) => openingAs(l.organisation), DENIED],
  ['break the glass', () => `SELECT clinical.break_glass('${newId()}', 'mrn', 'x', 'other', 'x', 'none')`, DENIED],
];

describe('the other logins', () => {
  let server: TestServer;
  let attack: Attack;

  beforeAll(async () => {
    server = await startServer();
    attack = await Attack.prepare(server);
  });
  afterAll(() => server.close());

  it.each(BY_THE_SEQUENCER)('as the sequencer, cannot %s', (_what, says, refusal) =>
    attack.fails(attack.asLogin('sequencer', says(attack.loot)), refusal),
  );

  it.each(BY_AN_AUDITOR)('as an auditor with psql, cannot %s', (_what, says, refusal) =>
    attack.fails(attack.asLogin('auditor', says(attack.loot)), refusal),
  );

  it('and nothing of all this left a trace', () => attack.leavesNoTrace());
});
