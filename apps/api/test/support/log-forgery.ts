import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { extendTree, formatCheckpoint, hashLeaf, rootOf, signNote, verifierKeyOf } from '#transparency';
import { createPublicKey } from 'node:crypto';
import type { Client } from 'pg';

/** Tables that whoever forges a log writes anew. */
export const LOG_TABLES = ['audit.event', 'audit.entry', 'audit.tile', 'audit.checkpoint', 'audit.log'] as const;

/** Signs every checkpoint with a key of one's own, and says that it was always the log's. */
export async function signAnew(owner: Client, organisationId: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { rows } = await owner.query<{ origin: string }>('SELECT origin FROM audit.log WHERE organisation_id = $1', [
    organisationId,
  ]);
  const { origin } = rows[0]!;
  const key = verifierKeyOf(origin, createPublicKey(privateKey));
  await owner.query('UPDATE audit.log SET verifier_key = $2 WHERE organisation_id = $1', [organisationId, key]);
  await signWith(owner, organisationId, origin, privateKey);
}

/** Changes the leaf at a position, and builds the tree, the tiles and every checkpoint after it anew, with the log's own key. */
export async function writeAnew(
  owner: Client,
  organisationId: string,
  position: number,
  privateKey: KeyObject,
): Promise<void> {
  await owner.query(
    `UPDATE audit.event e SET leaf = replace(convert_from(e.leaf, 'UTF8'), '"v":1', '"v":2')::bytea,
       leaf_hash = sha256('\\x00'::bytea || replace(convert_from(e.leaf, 'UTF8'), '"v":1', '"v":2')::bytea)
     FROM audit.entry n WHERE n.organisation_id = $1 AND n.position = $2 AND e.organisation_id = $1 AND e.event_id = n.event_id`,
    [organisationId, position],
  );
  await owner.query(
    `UPDATE audit.entry n SET leaf_hash = e.leaf_hash FROM audit.event e
     WHERE n.organisation_id = $1 AND n.position = $2 AND e.organisation_id = $1 AND e.event_id = n.event_id`,
    [organisationId, position],
  );
  const leaves = await leafHashes(owner, organisationId);
  const { tiles } = await extendTree(0, () => Promise.reject(new Error('nothing is read')), leaves);
  for (const { level, n, width, hashes } of tiles) {
    await owner.query(
      'UPDATE audit.tile SET hashes = substr($5::bytea, 1, 32 * width) WHERE organisation_id = $1 AND level = $2 AND n = $3 AND width <= $4',
      [organisationId, level, n, width, hashes],
    );
  }
  const { rows } = await owner.query<{ origin: string }>('SELECT origin FROM audit.log WHERE organisation_id = $1', [
    organisationId,
  ]);
  await signWith(owner, organisationId, rows[0]!.origin, privateKey);
}

async function signWith(owner: Client, organisationId: string, origin: string, privateKey: KeyObject): Promise<void> {
  const leaves = await leafHashes(owner, organisationId);
  const { rows } = await owner.query<{ size: string }>('SELECT size FROM audit.checkpoint WHERE organisation_id = $1', [
    organisationId,
  ]);
  for (const size of rows.map((row) => Number(row.size))) {
    const root = rootOf(leaves.slice(0, size));
    const note = signNote(formatCheckpoint({ origin, size, root }), { name: origin, privateKey });
    await owner.query('UPDATE audit.checkpoint SET root = $3, note = $4 WHERE organisation_id = $1 AND size = $2', [
      organisationId,
      size,
      root,
      note,
    ]);
  }
}

async function leafHashes(owner: Client, organisationId: string): Promise<Buffer[]> {
  const { rows } = await owner.query<{ leaf: Buffer }>(
    `SELECT e.leaf FROM audit.entry n JOIN audit.event e ON e.organisation_id = n.organisation_id AND e.event_id = n.event_id
     WHERE n.organisation_id = $1 ORDER BY n.position`,
    [organisationId],
  );
  return rows.map(({ leaf }) => hashLeaf(leaf));
}
