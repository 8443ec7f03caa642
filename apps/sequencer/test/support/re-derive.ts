import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Client } from 'pg';

/** A checkpoint that a sequencer has published. */
export interface Published {
  readonly organisationId: string;
  readonly size: number;
  readonly note: string;
}

interface Rows {
  readonly entries: { position: string; eventId: string; leafHash: Buffer }[];
  readonly events: { eventId: string; leaf: Buffer; isWaiting: boolean }[];
  readonly checkpoints: { size: string; root: Buffer; note: string }[];
  readonly tiles: { level: number; n: string; width: number; hashes: Buffer }[];
}

const FULL = 256;

/**
 * Derives a log anew from its events, by the plain definition of RFC 6962 and nothing of ours, and says what does not fit: each event
 * is in the log once or waits, places have no gap, hashes, tiles and roots are those of the leaves, every checkpoint is signed, and
 * every published one is in the log. Empty where all is well; events that still wait are said as well.
 */
export async function complaintsAbout(
  owner: Client,
  organisationId: string,
  privateKey: KeyObject,
  published: readonly Published[],
): Promise<string[]> {
  const rows = await readAll(owner, organisationId);
  const leafHashes = rows.entries.map(({ eventId }) => {
    const event = rows.events.find((each) => each.eventId === eventId);
    return event ? sha256(Buffer.of(0), event.leaf) : Buffer.alloc(32);
  });
  return [
    ...aboutPlaces(rows),
    ...aboutHashes(rows, leafHashes),
    ...aboutTiles(rows, leafHashes),
    ...aboutCheckpoints(rows, leafHashes, privateKey),
    ...aboutPublished(rows, published),
  ];
}

async function readAll(owner: Client, organisationId: string): Promise<Rows> {
  const ask = async <Row extends object>(sql: string) => (await owner.query<Row>(sql, [organisationId])).rows;
  return {
    entries: await ask(
      `SELECT position, event_id AS "eventId", leaf_hash AS "leafHash" FROM audit.entry WHERE organisation_id = $1 ORDER BY position`,
    ),
    events: await ask(
      `SELECT e.event_id AS "eventId", e.leaf, p.event_id IS NOT NULL AS "isWaiting" FROM audit.event e
       LEFT JOIN audit.pending p USING (organisation_id, event_id) WHERE e.organisation_id = $1`,
    ),
    checkpoints: await ask('SELECT size, root, note FROM audit.checkpoint WHERE organisation_id = $1 ORDER BY size'),
    tiles: await ask('SELECT level, n, width, hashes FROM audit.tile WHERE organisation_id = $1'),
  };
}

function aboutPlaces({ entries, events }: Rows): string[] {
  const placed = new Map<string, number>();
  for (const { eventId } of entries) placed.set(eventId, (placed.get(eventId) ?? 0) + 1);
  return [
    ...entries.flatMap(({ position }, index) =>
      Number(position) === index ? [] : [`there is a gap: place ${position} is the ${index + 1}th`],
    ),
    ...events.flatMap(({ eventId, isWaiting }) => {
      const times = (placed.get(eventId) ?? 0) + (isWaiting ? 1 : 0);
      if (times === 0) return [`event ${eventId} is neither in the log nor waiting`];
      return times > 1 ? [`event ${eventId} has several places`] : isWaiting ? [`event ${eventId} still waits`] : [];
    }),
    ...[...placed.keys()]
      .filter((id) => !events.some(({ eventId }) => eventId === id))
      .map((id) => `${id} is no event`),
  ];
}

function aboutHashes({ entries }: Rows, leafHashes: readonly Buffer[]): string[] {
  return entries.flatMap(({ position, leafHash }, index) =>
    leafHash.equals(leafHashes[index]!) ? [] : [`the hash at place ${position} is not its leaf's`],
  );
}

function aboutTiles({ tiles }: Rows, leafHashes: readonly Buffer[]): string[] {
  const complaints = tiles.flatMap(({ level, n, width, hashes }) => {
    const expected = Buffer.concat(nodesOf(leafHashes, level, Number(n) * FULL, width));
    return hashes.equals(expected)
      ? []
      : [`tile ${n} of level ${level} with ${width} hashes is not that of its leaves`];
  });
  const has = (level: number, n: number, width: number) =>
    tiles.some((tile) => tile.level === level && Number(tile.n) === n && tile.width === width);
  for (let level = 0, size = leafHashes.length; size > 0; level += 1, size = Math.floor(size / FULL)) {
    for (let n = 0; (n + 1) * FULL <= size; n += 1) {
      if (!has(level, n, FULL)) complaints.push(`the full tile ${n} of level ${level} is missing`);
    }
    const rest = size % FULL;
    if (level > 0 && rest > 0 && !has(level, Math.floor(size / FULL), rest)) {
      complaints.push(`the last tile of level ${level} is missing`);
    }
  }
  return complaints;
}

/** Nodes of a level from a place on: each the root of 256 to the power of the level leaves. */
function nodesOf(leafHashes: readonly Buffer[], level: number, from: number, count: number): Buffer[] {
  const span = FULL ** level;
  return Array.from({ length: count }, (_, index) => {
    const begin = (from + index) * span;
    return rootOf(leafHashes.slice(begin, begin + span));
  });
}

function aboutCheckpoints(
  { checkpoints, entries }: Rows,
  leafHashes: readonly Buffer[],
  privateKey: KeyObject,
): string[] {
  const last = Number(checkpoints.at(-1)?.size ?? 0);
  return [
    ...(last === entries.length ? [] : [`${entries.length} entries, and the last checkpoint has ${last}`]),
    ...checkpoints.flatMap(({ size, root, note }) => {
      const expected = rootOf(leafHashes.slice(0, Number(size)));
      const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
      const said = text.split('\n').slice(1, 3).join(' ');
      return [
        ...(root.equals(expected) ? [] : [`the root of size ${size} is not that of its leaves`]),
        ...(said === `${size} ${expected.toString('base64')}` ? [] : [`the note of size ${size} says ${said}`]),
        ...(isSigned(note, text, privateKey) ? [] : [`the note of size ${size} is not signed`]),
      ];
    }),
  ];
}

function isSigned(note: string, text: string, privateKey: KeyObject): boolean {
  const signature = Buffer.from(note.slice(text.length).trim().split(' ')[2] ?? '', 'base64').subarray(4);
  return verify(null, Buffer.from(text), createPublicKey(privateKey), signature);
}

function aboutPublished({ checkpoints }: Rows, published: readonly Published[]): string[] {
  return published.flatMap(({ size, note }) => {
    const kept = checkpoints.find((checkpoint) => Number(checkpoint.size) === size);
    return kept?.note === note ? [] : [`the published checkpoint of size ${size} is contradicted`];
  });
}

/** RFC 6962 §2.1, word for word. */
function rootOf(leafHashes: readonly Buffer[]): Buffer {
  if (leafHashes.length === 0) return sha256();
  if (leafHashes.length === 1) return leafHashes[0]!;
  let half = 1;
  while (half * 2 < leafHashes.length) half *= 2;
  return sha256(Buffer.of(1), rootOf(leafHashes.slice(0, half)), rootOf(leafHashes.slice(half)));
}

function sha256(...parts: Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}
