import { CaseStory } from './support/case-story.js';
import { LOG_TABLES, signAnew, writeAnew } from './support/log-forgery.js';
import type { Hospital } from './support/given.js';
import { oneInDiscussion, oneOfEverything } from './support/one-of-everything.js';
import { examined, reconciled } from './support/reconciling.js';
import { startServer, type TestServer } from './support/server.js';
import { Tampering, type Column, type Tampered } from './support/tampering.js';

const READS = 200;
const RANDOM_CHANGES = 1_000;
const AT_ONCE = 20;

/** Whoever reaches the database past the server and its triggers, with a superuser's password: what they do is found, and named. */
describe('whoever changes the database past the server', () => {
  let server: TestServer;
  let hospital: Hospital;
  let tampering: Tampering;
  let until: number;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    const story = new CaseStory(server, hospital);
    await oneOfEverything(server, story);
    await oneInDiscussion(story);
    // more than two full tiles
    for (let count = 0; count < READS; count += 1) await server.as(hospital.coordinator).get('/cases').expect(200);
    until = (await reconciled(server, hospital.auditor)).log.size;
    await server.sequencer.stop();
    // an event that waits for the log
    await server.as(hospital.coordinator).get('/cases').expect(200);
    tampering = await Tampering.begin(server.database, hospital.organisationId);
  }, 120_000);
  afterAll(async () => {
    await tampering.end();
    await server.close();
  });

  const faults = async () => (await examined(server, hospital.organisationId)).faults;

  async function run(sql: string | readonly string[]): Promise<void> {
    for (const statement of [sql].flat()) await tampering.owner.query(statement, [hospital.organisationId]);
  }

  /** Changes one byte in each of these columns at once, and answers with those that no fault names. */
  async function unnamed(
    columns: readonly (readonly [Column, number])[],
  ): Promise<{ tried: Tampered[]; missed: Tampered[] }> {
    const tried: Tampered[] = [];
    for (const [column, choice] of columns) {
      const tampered = await tampering.flip(column, choice, until);
      if (tampered) tried.push(tampered);
    }
    const found = await faults();
    for (const tampered of tried.toReversed()) await tampered.undo();
    const missed = tried.filter(({ subjects }) => !found.some(({ where }) => subjects.includes(where)));
    return { tried, missed };
  }

  it('is found in whichever column they change a byte, and told of what and where', async () => {
    const rounds = Math.ceil(tampering.columns.length / AT_ONCE);
    const tables = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      // columns of different tables
      const columns = tampering.columns.filter((_, index) => index % rounds === round);
      const { tried, missed } = await unnamed(columns.map((column) => [column, round] as const));
      expect(missed.map(({ table, name, subjects }) => ({ table, name, subjects }))).toEqual([]);
      for (const { table } of tried) tables.add(table);
    }

    expect(tables.size).toBeGreaterThan(25);
    expect(await faults()).toEqual([]);
  }, 180_000);

  it(`is found in each of ${RANDOM_CHANGES} changes of a byte anywhere`, async () => {
    const random = generator(20_261_121);
    let changes = 0;
    while (changes < RANDOM_CHANGES) {
      const drawn = Array.from({ length: 2 * AT_ONCE }, () => {
        const column = tampering.columns[Math.floor(random() * tampering.columns.length)]!;
        return [column, Math.floor(random() * 1_000_003)] as const;
      });
      const { tried, missed } = await unnamed(drawn);
      expect(missed.map(({ table, name, subjects }) => ({ table, name, subjects }))).toEqual([]);
      changes += tried.length;
    }

    expect(await faults()).toEqual([]);
  }, 180_000);

  describe.each<Attack>([
    {
      does: 'deletes an event',
      tables: ['audit.event'],
      sql: `DELETE FROM audit.event e USING audit.entry n WHERE n.organisation_id = $1 AND n.position = 100 AND e.event_id = n.event_id`,
      tells: /^The event .* to which position 100 of the log belongs, is gone\.$/,
    },
    {
      does: 'takes a waiting event out of the queue',
      tables: ['audit.pending'],
      sql: `DELETE FROM audit.pending WHERE organisation_id = $1 AND event_id = (SELECT min(event_id::text)::uuid FROM audit.pending WHERE organisation_id = $1)`,
      tells: /^The event .* is neither in the log nor waiting for it\.$/,
    },
    {
      does: 'slips an event in that nobody queued',
      tables: ['audit.event'],
      sql: `INSERT INTO audit.event (organisation_id, event_id, leaf, type, patients, outcome)
            SELECT organisation_id, uuidv7(), leaf, type, patients, outcome FROM audit.event WHERE organisation_id = $1 ORDER BY event_id LIMIT 1`,
      tells: /^The event .* is neither in the log nor waiting for it\.$/,
    },
    {
      does: 'deletes a place of the log',
      tables: ['audit.entry'],
      sql: 'DELETE FROM audit.entry WHERE organisation_id = $1 AND position = 300',
      tells: /^Position 300 of the log is empty\.$/,
    },
    {
      does: 'swaps two places of the log',
      tables: ['audit.entry'],
      sql: [
        'UPDATE audit.entry SET position = -1 WHERE organisation_id = $1 AND position = 20',
        'UPDATE audit.entry SET position = 20 WHERE organisation_id = $1 AND position = 30',
        'UPDATE audit.entry SET position = 30 WHERE organisation_id = $1 AND position = -1',
      ],
      tells: /^Tile 0 of level 0 is not what the log’s leaves make it\.$/,
    },
    {
      does: 'deletes the tail of the log with its checkpoints and tiles, and queues its events again',
      tables: ['audit.entry', 'audit.checkpoint', 'audit.tile', 'audit.pending'],
      sql: `WITH tail AS (DELETE FROM audit.entry WHERE organisation_id = $1 AND position >= 300 RETURNING *),
              queued AS (INSERT INTO audit.pending SELECT organisation_id, event_id FROM tail ON CONFLICT DO NOTHING),
              signed AS (DELETE FROM audit.checkpoint WHERE organisation_id = $1 AND size > 300)
            DELETE FROM audit.tile WHERE organisation_id = $1 AND (level > 0 OR n > 0)`,
      tells: /^The log held \d+ events at the reconciliation before, and holds 300 now\.$/,
    },
    {
      does: 'deletes a tile',
      tables: ['audit.tile'],
      sql: 'DELETE FROM audit.tile WHERE organisation_id = $1 AND level = 0 AND n = 1',
      tells: /^Tile 1 of level 0 is missing\.$/,
    },
    {
      does: 'deletes a checkpoint',
      tables: ['audit.checkpoint'],
      sql: 'DELETE FROM audit.checkpoint WHERE organisation_id = $1 AND size = (SELECT min(size) FROM audit.checkpoint WHERE organisation_id = $1)',
      tells:
        /^The size or signing time of one of the checkpoints 1 to 1024 has changed since the reconciliation before, or one is gone\.$/,
    },
    {
      does: 'deletes more checkpoints than have come since the reconciliation before',
      tables: ['audit.checkpoint'],
      sql: 'DELETE FROM audit.checkpoint WHERE organisation_id = $1 AND size IN (SELECT size FROM audit.checkpoint WHERE organisation_id = $1 ORDER BY size LIMIT 20)',
      tells:
        /^The size or signing time of one of the checkpoints 1 to 1024 has changed since the reconciliation before, or one is gone\.$/,
    },
    {
      does: 'deletes the last version of a case',
      tables: ['clinical.version'],
      sql: `DELETE FROM clinical.version v WHERE organisation_id = $1 AND entity = 'case' AND version = (SELECT max(version) FROM clinical.version l
              WHERE l.organisation_id = $1 AND l.entity = 'case' AND l.entity_id = v.entity_id)`,
      tells: /^A row of clinical\.board_case is of another version of the case .* than its last\.$/,
    },
    {
      does: 'deletes the first version of a case',
      tables: ['clinical.version'],
      sql: `DELETE FROM clinical.version WHERE organisation_id = $1 AND entity = 'case' AND version = 1`,
      tells: /^Version 2 of the case .* does not follow: version 1 is missing\.$/,
    },
    {
      does: 'adds a version that says what the row will say',
      tables: ['clinical.version'],
      sql: `INSERT INTO clinical.version SELECT organisation_id, entity, entity_id, version + 1, board_id, case_id, event_id, tx, recorded_at, salt, doc,
              commitment FROM clinical.version WHERE organisation_id = $1 AND entity = 'assessment'`,
      tells: /^Version 2 of the assessment .* names the event .*, which is about another\.$/,
    },
    {
      does: 'empties a version as an erasure would',
      tables: ['clinical.version'],
      sql: `UPDATE clinical.version SET salt = NULL, doc = NULL WHERE organisation_id = $1 AND entity = 'assessment'`,
      tells: /^Version 1 of the assessment .* has been emptied, and no erasure lists it\.$/,
    },
    {
      does: 'deletes a signature',
      tables: ['clinical.signature'],
      sql: `DELETE FROM clinical.signature WHERE organisation_id = $1`,
      tells: /^The rows of the decision revision .* do not say what its version \d+ says, at \/signatures\//,
    },
    {
      does: 'deletes a treatment',
      tables: ['clinical.treatment'],
      sql: `DELETE FROM clinical.treatment WHERE organisation_id = $1`,
      tells: /^The row of the treatment .* is gone, and its version 1 is there\.$/,
    },
    {
      does: 'adds a treatment that nobody recorded',
      tables: ['clinical.treatment'],
      sql: `INSERT INTO clinical.treatment SELECT (jsonb_populate_record(t, jsonb_build_object('id', uuidv7()))).* FROM clinical.treatment t
            WHERE organisation_id = $1`,
      tells: /^A row of clinical\.treatment belongs to the treatment .*, of which there is no version\.$/,
    },
    {
      does: 'adds a clock to a case',
      tables: ['clinical.clock'],
      sql: `INSERT INTO clinical.clock SELECT (jsonb_populate_record(t, jsonb_build_object('id', uuidv7()))).* FROM clinical.clock t
            WHERE organisation_id = $1 LIMIT 1`,
      tells: /^The rows of the case .* do not say what its version \d+ says, at \/clocks\//,
    },
  ])('who $does', ({ tables, sql, tells }) => {
    it('is found, and told of what and where', async () => {
      const found = await tampering.meanwhile(tables, () => run(sql), faults);

      expect(found.map(({ sentence }) => sentence)).toContainEqual(expect.stringMatching(tells));
      expect(await faults()).toEqual([]);
    });
  });

  it('is found who writes the log anew from one event on, with its own key: it is not the log of the reconciliation before', async () => {
    const forge = () => writeAnew(tampering.owner, hospital.organisationId, 40, server.sequencer.privateKey);

    const found = await tampering.meanwhile(LOG_TABLES, forge, faults);

    expect(found.map(({ sentence }) => sentence)).toEqual([
      `The first ${until} events of the log are not those of the reconciliation before: it has been written anew.`,
    ]);
    expect(await faults()).toEqual([]);
  });

  it('is found who signs every checkpoint with a key of their own', async () => {
    const forge = () => signAnew(tampering.owner, hospital.organisationId);

    const found = await tampering.meanwhile(LOG_TABLES, forge, faults);

    expect(found.map(({ sentence }) => sentence)).toEqual([
      'The log has another name or key than at the reconciliation before.',
    ]);
    expect(await faults()).toEqual([]);
  });
});

interface Attack {
  readonly does: string;
  readonly tables: readonly string[];
  /** `$1` is the organisation. */
  readonly sql: string | readonly string[];
  readonly tells: RegExp;
}

/** Numbers from 0 to below 1, the same with every run (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
