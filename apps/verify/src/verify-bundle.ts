import type { Bundle, BundleFile } from './bundle/bundle.js';
import { FileSums, SUMS } from './bundle/file-sums.js';
import { Fault } from './fault.js';
import { checkReceipts } from './log/check-receipts.js';
import { checkHashTiles, checkWholeLog, type KeptCheckpoint } from './log/check-tree.js';
import { readKeys, type KnownKeys } from './log/known-keys.js';
import { MANIFEST, readManifest, type Manifest } from './log/manifest.js';
import { readKeptCheckpoint, readSignedEnd, type SignedEnd } from './log/signed-end.js';
import { Trail } from './log/trail.js';
import type { Progress } from './progress.js';
import { DECISIONS, DecisionFiles } from './records/decision-files.js';
import { Documents, DOCUMENTS } from './records/documents.js';

/** What the one who checks brings along. */
export interface Given {
  /** Verifier keys: the log's, and those of witnesses. */
  readonly keys: readonly string[];
  /** A checkpoint or receipt that was kept, and the name of its file. */
  readonly since: { readonly text: string; readonly where: string } | null;
}

/** Everything that was found to hold. */
export interface Proof {
  readonly manifest: Manifest;
  readonly keys: KnownKeys;
  readonly signed: SignedEnd;
  readonly kept: KeptCheckpoint | null;
  readonly trail: Trail;
  readonly documents: Documents;
  readonly files: number;
  /** SHA-256 of the bundle's list of files: the name of the bundle as a whole. */
  readonly listSum: string;
}

/** Files that people read and that prove nothing. */
const UNPROVEN = /^(README\.txt$|schema\/|readable\/)/;

/**
 * Checks a bundle with nothing but itself and what was given: who signed, the tree, the entries, the documents, decisions and signatures, and
 * that nothing else is in it. @throws Fault at the first thing that does not hold
 */
export function verifyBundle(bundle: Bundle, given: Given, progress: Progress): Proof {
  const sums = new FileSums(bundle);
  const manifest = manifestOf(bundle, sums);
  const { scope } = manifest;
  const keys = readKeys(bundle, sums, given.keys);
  const signed = readSignedEnd(bundle, sums, manifest, keys);
  const kept = given.since && {
    ...readKeptCheckpoint(given.since.text, keys.log, given.since.where),
    where: given.since.where,
  };

  const trail = new Trail(manifest.organisation);
  const check = { bundle, sums, signed, kept, progress };
  if (scope.kind === 'organisation') {
    checkWholeLog(check, trail);
  } else {
    checkHashTiles(check);
    checkReceipts({ ...check, scope }, trail);
  }
  trail.versions.requireChained({ mayBeginAnywhere: scope.kind === 'period' });

  const documents = new Documents(trail.versions, sums, scope.kind === 'case' ? new DecisionFiles() : null);
  for (const file of bundle.files()) {
    meet(file, sums, documents);
    progress.tell('files', sums.count);
  }
  documents.finish();

  return { manifest, keys, signed, kept, trail, documents, files: sums.count, listSum: sums.compareWithList() };
}

function manifestOf(bundle: Bundle, sums: FileSums): Manifest {
  const file = bundle.find(MANIFEST);
  if (!file) throw new Fault(MANIFEST, 'This is no bundle of an audit trail: it has no manifest.');
  return readManifest(sums.read(file));
}

/** Whatever was not read yet. */
function meet(file: BundleFile, sums: FileSums, documents: Documents): void {
  const { path } = file;
  if (path === SUMS) return;
  if (path.startsWith(DOCUMENTS)) documents.check(file);
  else if (path.startsWith(DECISIONS) && documents.decisionFiles) documents.decisionFiles.meet(path, sums.hash(file));
  else if (UNPROVEN.test(path)) sums.hash(file);
  else if (!sums.has(path)) throw new Fault(path, 'This file has no place in such a bundle: it was added.');
}
