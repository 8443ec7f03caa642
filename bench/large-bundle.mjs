/** Makes the bundle of a whole log, of any size, for measuring: a year of a busy hospital without its server. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST } from '../tools/paths.mjs';

const log = await import(pathToFileURL(join(DIST, 'libs', 'transparency', 'src', 'index.js')).href);
const { canonicalJson, encodeEntries, entriesPath, extendTree, formatCheckpoint, hashLeaf, sha256 } = log;
const { signNote, tilePath, TILE_WIDTH, verifierKeyOf } = log;

const ORGANISATION = '0198f3a2-7c1e-7b60-9d4e-000000000001';
const ORIGIN = `bench.example/${ORGANISATION}`;
const FINDINGS = 'Pain at night, better when lying; no deficit. '.repeat(20);

/** One act in so many changes a record; the others read. */
const CHANGES_ONE_IN = 8;

/**
 * Writes the archive of a log of `size` entries, and answers with the log's key.
 * @param {string} path
 * @param {{ size: number }} options
 */
export async function writeLargeBundle(path, { size }) {
  const keys = generateKeyPairSync('ed25519');
  const key = verifierKeyOf(ORIGIN, keys.publicKey);
  const archive = new Archive(path);
  const root = await writeTree(archive, size);
  const note = signNote(formatCheckpoint({ origin: ORIGIN, size, root }), {
    name: ORIGIN,
    privateKey: keys.privateKey,
  });
  const manifest = {
    format: 'consilium-export/v1',
    scope: 'organisation',
    origin: ORIGIN,
    organisation: ORGANISATION,
    size,
  };
  archive.add('manifest.json', `${canonicalJson({ ...manifest, madeAt: '2026-03-02T09:00:00.000Z' })}\n`);
  archive.add('checkpoint', note);
  archive.add('keys/log', `${key}\n`);
  archive.add('keys/log.pem', keys.publicKey.export({ type: 'spki', format: 'pem' }));
  archive.finish();
  return key;
}

/** Tiles, entries and documents, some thousand entries at a time. */
async function writeTree(archive, size) {
  const known = new Map();
  const read = (level, n) => Promise.resolve(known.get(`${level}/${n}`));
  let root;
  for (let from = 0; from < size; from += 16 * TILE_WIDTH) {
    const entries = Array.from({ length: Math.min(16 * TILE_WIDTH, size - from) }, (_, index) =>
      entryAt(archive, from + index),
    );
    const grown = await extendTree(from, read, entries.map(hashLeaf));
    for (const { level, n, hashes } of grown.tiles) known.set(`${level}/${n}`, hashes);
    root = grown.root;
    for (let at = 0; at < entries.length; at += TILE_WIDTH) {
      const some = entries.slice(at, at + TILE_WIDTH);
      archive.add(entriesPath((from + at) / TILE_WIDTH, some.length), encodeEntries(some));
    }
  }
  for (const [name, hashes] of known) {
    const [level, n] = name.split('/').map(Number);
    archive.add(tilePath(level, n, hashes.length / 32), hashes);
  }
  return root;
}

function entryAt(archive, place) {
  const isChange = place % CHANGES_ONE_IN === 0;
  const at = new Date(Date.UTC(2026, 0, 1) + place * 250).toISOString();
  return Buffer.from(
    canonicalJson({
      v: 1,
      id: idOf(place),
      recordedAt: at.replace('Z', '250Z'),
      occurredAt: at,
      type: isChange ? 'assessment.recorded' : 'case.opened',
      actor: idOf(place % 40),
      role: 'specialist',
      onBehalfOf: null,
      auth: 'password+totp',
      session: idOf(place % 400),
      client: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      ipHash: 'qZk1lqn1Hq0o5xQmJ3m8Cw',
      req: idOf(place + 1),
      outcome: 'done',
      purpose: null,
      organisation: ORGANISATION,
      patients: [idOf(place % 5000)],
      entity: isChange ? 'assessment' : 'case',
      entityId: idOf(isChange ? place : place % 5000),
      version: isChange ? 1 : null,
      before: null,
      after: isChange ? writeDocument(archive, place) : null,
      reasonCode: null,
    }),
  );
}

function writeDocument(archive, place) {
  const document = Buffer.from(canonicalJson({ findings: FINDINGS, kps: '80', place }));
  const bytes = Buffer.concat([randomBytes(32), document]);
  const commitment = sha256(bytes);
  const name = commitment.toString('hex');
  archive.add(`documents/${name.slice(0, 2)}/${name}`, bytes);
  return commitment.toString('base64');
}

const idOf = (number) => `0198f3a2-7c1e-7b60-8d4e-${String(number).padStart(12, '0')}`;

/** A tar archive (ustar) with the list of its files' sums at its end. */
class Archive {
  sums = [];
  waiting = [];
  bytes = 0;

  constructor(path) {
    this.file = openSync(path, 'w');
  }

  add(path, content) {
    const bytes = Buffer.from(content);
    if (path !== 'SHA256SUMS') this.sums.push(`${path} ${sha256(bytes).toString('hex')}`);
    this.put(headerOf(path, bytes.length), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512));
  }

  finish() {
    const lines = this.sums.sort().map((line) => line.replace(/^(\S+) (\S+)$/, '$2  $1\n'));
    this.add('SHA256SUMS', lines.join(''));
    this.put(Buffer.alloc(1024));
    this.flush();
    closeSync(this.file);
  }

  put(...pieces) {
    this.waiting.push(...pieces);
    this.bytes += pieces.reduce((sum, { length }) => sum + length, 0);
    if (this.bytes > 1 << 22) this.flush();
  }

  flush() {
    writeSync(this.file, Buffer.concat(this.waiting));
    [this.waiting, this.bytes] = [[], 0];
  }
}

function headerOf(path, size) {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write('0000644\0', 100);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('0', 156);
  header.write('ustar\x0000', 257, 'latin1');
  header.fill(' ', 148, 156);
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return header;
}
