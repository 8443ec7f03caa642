/** Checking the bundle of a whole log, beside a bare loop that hashes every entry, node and document once and parses each entry. */
import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Failure } from '../tools/failure.mjs';
import { DIST } from '../tools/paths.mjs';
import { mark } from './report.mjs';

const AT_MOST = 2;
const SIZE = 200_000;
const ROUNDS = 5;
const WAYS = { checking: checkAll, bare: hashAll };

export async function benchVerify() {
  const { writeLargeBundle } = await import('./large-bundle.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'bench-verify-'));
  try {
    const path = join(folder, 'bundle.tar');
    const key = await writeLargeBundle(path, { size: SIZE });
    const rounds = Array.from({ length: ROUNDS }, () => ({
      checking: apart('checking', path, key),
      bare: apart('bare', path, key),
    }));
    if (rounds.some(({ checking, bare }) => checking.root !== bare.root))
      throw new Failure('The two ways find different roots.');

    const [checking, bare] = ['checking', 'bare'].map((way) => median(rounds.map((round) => round[way].seconds)));
    const memory = Math.max(...rounds.map((round) => round.checking.memory));
    const isKept = checking / bare <= AT_MOST;
    console.log(`Checking the bundle of a whole log offline, ${SIZE} entries and ${SIZE / 8} documents
  ours ${checking.toFixed(2)} s, with at most ${(memory / 1e6).toFixed(0)} MB; a bare loop that hashes and parses once ${bare.toFixed(2)} s: ratio ${(checking / bare).toFixed(2)}, at most ${AT_MOST}: ${mark(isKept)}
`);
    return isKept;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In a process of its own, so that the most memory it ever held is the work's. Processor time, of all its threads. */
function apart(way, path, key) {
  return JSON.parse(
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), way, path, key], { encoding: 'utf8' }),
  );
}

async function checkAll(path, key) {
  const ours = (name) => import(pathToFileURL(join(DIST, 'apps', 'verify', 'src', `${name}.js`)).href);
  const [{ openBundle }, { Progress }, { verifyBundle }] = await Promise.all(
    ['bundle/open-bundle', 'progress', 'verify-bundle'].map(ours),
  );
  return () => {
    const bundle = openBundle(path);
    const { signed } = verifyBundle(bundle, { keys: [key], since: null }, new Progress(() => {}, Date.now));
    bundle.close();
    return signed.root.toString('hex');
  };
}

/** Reads the archive once from front to end, and believes it. */
async function hashAll(path) {
  return () => {
    const file = openSync(path, 'r');
    const header = Buffer.alloc(512);
    const leaves = [];
    for (let at = 0; readSync(file, header, 0, 512, at) === 512 && header[0] !== 0;) {
      const size = Number.parseInt(header.toString('latin1', 124, 135), 8);
      const name = header.toString('latin1', 0, header.indexOf(0));
      const bytes = Buffer.allocUnsafe(size);
      readSync(file, bytes, 0, size, at + 512);
      if (name.startsWith('tile/entries/')) hashEntries(bytes, leaves);
      else if (name.startsWith('documents/')) kept[0] = hash('sha256', bytes, 'buffer');
      at += 512 + Math.ceil(size / 512) * 512;
    }
    closeSync(file);
    return rootOf(leaves).toString('hex');
  };
}

/** Kept for a moment, so that no engine may leave out the work. */
const kept = [];

function hashEntries(bytes, leaves) {
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + bytes.readUInt16BE(at);
    const entry = Buffer.concat([Buffer.of(0), bytes.subarray(at + 2, end)]);
    leaves.push(hash('sha256', entry, 'buffer'));
    kept[0] = JSON.parse(entry.toString('utf8', 1));
    at = end;
  }
}

/** A last node without a neighbour rises as it is, which is the same tree. */
function rootOf(row) {
  while (row.length > 1) {
    const above = [];
    for (let at = 0; at < row.length; at += 2) above.push(at + 1 < row.length ? nodeOf(row[at], row[at + 1]) : row[at]);
    row = above;
  }
  return row[0];
}

const PAIR = Buffer.alloc(65, 1);

function nodeOf(left, right) {
  PAIR.set(left, 1);
  PAIR.set(right, 33);
  return hash('sha256', PAIR, 'buffer');
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , way, path, key] = process.argv;
  const work = await WAYS[way](path, key);
  const began = process.cpuUsage();
  const root = work();
  const { user, system } = process.cpuUsage(began);
  const memory = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(JSON.stringify({ root, seconds: (user + system) / 1e6, memory }));
}
