/** A board grown to many cases, past the server: copies of those it has, each with its clocks and with an examination to be made. */
import { withClient } from '../tools/connection.mjs';

/**
 * @param {string} superuserUrl
 * @param {number} cases how many the board has in the end
 */
export async function enlargeBoard(superuserUrl, cases) {
  await withClient(superuserUrl, 'the benchmark', async (client) => {
    await client.query('BEGIN');
    for (const [text, values] of STATEMENTS) await client.query(text, values ? [cases] : []);
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE');
  });
}

/** A row's copy with some columns of its own. */
const copyOf = (row, own) => `(jsonb_populate_record(${row}, jsonb_build_object(${own}))).*`;

const STATEMENTS = [
  [
    `CREATE TEMP TABLE copy ON COMMIT DROP AS
      WITH known AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS total FROM clinical.board_case)
      SELECT uuidv7() AS new_id, k.id AS old_id, g AS n FROM (SELECT max(total) AS total FROM known) t
      CROSS JOIN LATERAL generate_series(1, $1::int - t.total) g JOIN known k ON k.n = g % t.total`,
    true,
  ],
  [
    `INSERT INTO clinical.board_case
      SELECT ${copyOf('c', `'id', k.new_id`)} FROM copy k JOIN clinical.board_case c ON c.id = k.old_id`,
  ],
  [
    `INSERT INTO clinical.clock
      SELECT ${copyOf('c', `'id', uuidv7(), 'case_id', k.new_id, 'due_at', c.due_at + k.n * interval '1 second'`)}
      FROM copy k JOIN clinical.clock c ON c.case_id = k.old_id`,
  ],
  [
    `INSERT INTO clinical.follow_up (organisation_id, board_id, case_id)
      SELECT c.organisation_id, c.board_id, k.new_id FROM copy k JOIN clinical.board_case c ON c.id = k.old_id`,
  ],
  [
    `INSERT INTO clinical.imaging_order (organisation_id, board_id, id, case_id, kind, due_on, window_from, window_to, modality, levels,
        explanation, specialist_id)
      SELECT c.organisation_id, c.board_id, uuidv7(), k.new_id, 'routine', d.due_on, d.due_on - 7, d.due_on + 7, 'mri-whole-spine', '{}',
        '{}', c.referred_by
      FROM copy k JOIN clinical.board_case c ON c.id = k.old_id CROSS JOIN LATERAL (SELECT current_date + (k.n % 365)::int) d (due_on)`,
  ],
  // What no version names may not be committed.
  ...['case', 'follow-up'].map((entity) => [
    `INSERT INTO clinical.version (organisation_id, entity, entity_id, version, board_id, case_id, event_id, salt, doc, commitment)
      SELECT v.organisation_id, '${entity}', k.new_id, ${entity === 'case' ? 'v.version' : '1'}, v.board_id, k.new_id, v.event_id, v.salt,
        v.doc, v.commitment
      FROM copy k JOIN clinical.board_case c ON c.id = k.old_id
      JOIN clinical.version v ON v.organisation_id = c.organisation_id AND v.entity = 'case' AND v.entity_id = c.id AND v.version = c.version`,
  ]),
];
