/** Events as the ledger writes them, and their places in the log, put in past the server: it would take hours through its routes. */

const AT_ONCE = 50_000;

/**
 * Fills a hospital's log up to so many events.
 * @param {import('pg').Client} client a superuser's
 */
export async function fillWithEvents(client, organisationId, events) {
  const { rows } = await client.query('SELECT count(*)::int AS there FROM audit.event');
  for (let there = rows[0].there; there < events; there += AT_ONCE) {
    await client.query(FILL, [organisationId, Math.min(AT_ONCE, events - there)]);
  }
  // Bulk loading leaves what autovacuum would have tidied up long since: pages without statistics, an index's list of things to do.
  await client.query('VACUUM (ANALYZE) audit.event');
  await client.query('VACUUM (ANALYZE) audit.entry');
  await client.query('CHECKPOINT');
}

const FILL = `
  WITH raw AS MATERIALIZED (
    SELECT uuidv7() AS event_id, md5('case ' || i % 50000)::uuid AS entity_id, md5('patient ' || i % 50000)::uuid AS patient,
      md5('person ' || i % 200)::uuid AS actor
    FROM generate_series(1, $2::int) i),
  events AS (
    INSERT INTO audit.event (organisation_id, event_id, leaf, type, actor_id, entity, entity_id, patients, outcome)
    SELECT $1::uuid, event_id, convert_to(format('{"actor":"%s","after":null,"auth":"password+totp","before":null,"client":"bench","entity":"case",'
      || '"entityId":"%s","id":"%s","ipHash":null,"occurredAt":"2026-03-02T08:00:00.000Z","onBehalfOf":null,"organisation":"%s","outcome":"done",'
      || '"patients":["%s"],"purpose":null,"reasonCode":null,"recordedAt":"%s","req":"%s","role":"specialist","session":null,'
      || '"type":"patients.disclosed","v":1,"version":null}', actor, entity_id, event_id, $1, patient, audit.instant(transaction_timestamp()),
      event_id), 'UTF8'),
      'patients.disclosed', actor, 'case', entity_id, ARRAY[patient], 'done' FROM raw
    RETURNING event_id, leaf_hash)
  INSERT INTO audit.entry (organisation_id, position, event_id, leaf_hash)
  SELECT $1::uuid, (SELECT coalesce(max(position), -1) FROM audit.entry WHERE organisation_id = $1) + row_number() OVER (ORDER BY event_id),
    event_id, leaf_hash
  FROM events`;
