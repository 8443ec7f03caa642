import { createHash, createPublicKey } from 'node:crypto';
import {
  canonicalJson,
  encodeEntries,
  entriesPath,
  extendTree,
  formatReceipt,
  hashLeaf,
  inclusionProof,
  tilePath,
  TILE_WIDTH,
  type ReadTile,
} from '#transparency';
import { CASE, DECISION, type DecisionStory } from './decision-story.js';
import { HospitalLog, ORGANISATION, ORIGIN } from './hospital-log.js';

/** A bundle by paths; what a test does to it, it does here. */
export type Files = Map<string, Buffer>;

export type Extent =
  | { readonly scope: 'organisation' }
  | { readonly scope: 'period'; readonly from: number; readonly to: number; readonly supporting?: readonly number[] }
  | { readonly scope: 'case'; readonly places: readonly number[] };

export interface Making {
  /** How much of the log it is of; all of it when left out. */
  readonly size?: number;
  /** The signed note; a true one when left out. */
  readonly checkpoint?: string;
  /** The log's verifier key. */
  readonly key?: string;
}

/** The bundle of a story's whole log, with its cosignature. */
export function organisationBundle({ log }: DecisionStory): Promise<Files> {
  return bundleOf(log, { scope: 'organisation' }, { checkpoint: log.checkpoint(undefined, { isCosigned: true }) });
}

/** The bundle of a story's case. */
export async function caseBundle(story: DecisionStory): Promise<Files> {
  const places = [...story.ofCase, ...story.supporting].sort((one, other) => one - other);
  const files = await bundleOf(story.log, { scope: 'case', places });
  addDecisionFiles(files, story);
  return listed(files);
}

/** Makes a bundle as docs/export-format.md says, from that page and the published formats alone. */
export async function bundleOf(log: HospitalLog, extent: Extent, making: Making = {}): Promise<Files> {
  const { size = log.entries.length } = making;
  const files: Files = new Map();
  const checkpoint = making.checkpoint ?? log.checkpoint(size);
  files.set('manifest.json', manifestOf(extent, size));
  files.set('README.txt', Buffer.from('A bundle for tests.\n'));
  files.set('checkpoint', Buffer.from(checkpoint));
  files.set('keys/log', Buffer.from(`${making.key ?? log.key}\n`));
  files.set('keys/log.pem', pemOf(making.key ?? log.key));
  if (checkpoint.includes('witness.example')) files.set('keys/witnesses', Buffer.from(`${log.witnessKey}\n`));
  const readTile = await addTiles(files, log.entries.slice(0, size));
  const places = placesOf(extent, size);
  if (extent.scope === 'organisation') addEntries(files, log.entries.slice(0, size));
  else await addReceipts(files, log, places, { size, checkpoint, readTile });
  addDocuments(files, log, places);
  return listed(files);
}

/** The same files behind their list, made anew. */
export function listed(files: Files): Files {
  files.delete('SHA256SUMS');
  const lines = [...files].map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`);
  const byPath = (one: string, other: string) => (one.slice(66) < other.slice(66) ? -1 : 1);
  return files.set('SHA256SUMS', Buffer.from(lines.sort(byPath).join('')));
}

function manifestOf(extent: Extent, size: number): Buffer {
  const { scope } = extent;
  const manifest = {
    format: 'consilium-export/v1',
    scope,
    origin: ORIGIN,
    organisation: ORGANISATION,
    size,
    madeAt: '2026-03-03T08:00:00.000Z',
    ...(extent.scope === 'case' && { case: CASE }),
    ...(extent.scope === 'period' && {
      period: {
        from: extent.from,
        to: extent.to,
        since: '2026-03-01T00:00:00.000Z',
        until: '2026-03-02T23:00:00.000Z',
      },
    }),
  };
  return Buffer.from(`${canonicalJson(manifest)}\n`);
}

function placesOf(extent: Extent, size: number): number[] {
  switch (extent.scope) {
    case 'organisation':
      return range(0, size);
    case 'case':
      return [...extent.places];
    case 'period':
      return [...range(extent.from, extent.to), ...(extent.supporting ?? [])];
  }
}

async function addTiles(files: Files, entries: readonly Buffer[]): Promise<ReadTile> {
  const nothing: ReadTile = () => Promise.reject(new Error('A tree that begins has no tile.'));
  const { tiles } = await extendTree(0, nothing, entries.map(hashLeaf));
  for (const { level, n, width, hashes } of tiles) files.set(tilePath(level, n, width), hashes);
  return (level, n, width) => Promise.resolve(files.get(tilePath(level, n, width))!);
}

function addEntries(files: Files, entries: readonly Buffer[]): void {
  for (let n = 0; n * TILE_WIDTH < entries.length; n += 1) {
    const some = entries.slice(n * TILE_WIDTH, (n + 1) * TILE_WIDTH);
    files.set(entriesPath(n, some.length), encodeEntries(some));
  }
}

interface Proving {
  readonly size: number;
  readonly checkpoint: string;
  readonly readTile: ReadTile;
}

async function addReceipts(
  files: Files,
  { entries }: HospitalLog,
  places: number[],
  { size, checkpoint, readTile }: Proving,
) {
  for (const index of places) {
    const proof = await inclusionProof(index, size, readTile);
    const receipt = formatReceipt({ extra: entries[index]!, index, proof, checkpoint });
    files.set(`receipts/${index}.tlog-proof`, Buffer.from(receipt));
  }
}

function addDocuments(files: Files, { entries, documents }: HospitalLog, places: readonly number[]): void {
  for (const place of places) {
    const { after } = JSON.parse(entries[place]!.toString()) as { after: string | null };
    const name = after && Buffer.from(after, 'base64').toString('hex');
    const document = name && documents.get(name);
    if (name && document) files.set(`documents/${name.slice(0, 2)}/${name}`, document);
  }
}

interface Decision {
  readonly frozen: Record<string, string>;
  readonly signatures: readonly { id: string; statement: string; assertion: Record<string, string> | null }[];
}

/** What the last version of the decision says, in files for openssl. */
function addDecisionFiles(files: Files, { log }: DecisionStory): void {
  const leaves = log.entries.map((entry) => JSON.parse(entry.toString()) as { entityId: string; after: string });
  const last = leaves.findLast(({ entityId }) => entityId === DECISION)!;
  const document = log.documents.get(Buffer.from(last.after, 'base64').toString('hex'))!.subarray(32).toString();
  const { frozen, signatures } = JSON.parse(document) as Decision;
  const folder = `decisions/${DECISION}`;
  files.set(`${folder}/frozen.json`, Buffer.from(canonicalJson(frozen)));
  for (const { id, statement, assertion } of signatures) {
    const beside = `${folder}/signatures/${id}`;
    files.set(`${beside}/statement.json`, Buffer.from(statement));
    if (!assertion) continue;
    files.set(`${beside}/client-data.json`, Buffer.from(assertion.clientDataJSON!, 'base64url'));
    files.set(`${beside}/authenticator-data.bin`, Buffer.from(assertion.authenticatorData!, 'base64url'));
    files.set(`${beside}/signature.bin`, Buffer.from(assertion.signature!, 'base64url'));
    files.set(`${beside}/public-key.pem`, spkiOf(Buffer.from(assertion.publicKey!, 'base64url')));
  }
}

/** Of keys as these tests make them: the bytes stand at the same places in each. */
function spkiOf(cose: Buffer): Buffer {
  const jwk =
    cose[2] === 0x02
      ? { kty: 'EC', crv: 'P-256', x: text(cose.subarray(10, 42)), y: text(cose.subarray(45)) }
      : { kty: 'OKP', crv: 'Ed25519', x: text(cose.subarray(10)) };
  return Buffer.from(createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }));
}

function pemOf(verifierKey: string): Buffer {
  const bytes = Buffer.from(verifierKey.split('+').slice(2).join('+'), 'base64').subarray(1);
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text(bytes) }, format: 'jwk' });
  return Buffer.from(key.export({ type: 'spki', format: 'pem' }));
}

const text = (bytes: Buffer) => bytes.toString('base64url');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
