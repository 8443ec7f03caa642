import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createRequire } from 'node:module';
import { formatCheckpoint } from './checkpoint.js';
import { extendTree } from './extend-tree.js';
import { inclusionProof } from './make-proofs.js';
import { signNote } from './signed-note.js';
import type { ReadTile } from './tiles.js';
import { hashLeaf } from './tree-hash.js';
import { keyIdOf } from './verifier-key.js';

/** What sigstore's verifier reads of an entry of a log. */
interface TLogEntry {
  readonly logId: { readonly keyId: Buffer };
  readonly canonicalizedBody: Buffer;
  readonly inclusionProof: {
    readonly logIndex: string;
    readonly hashes: readonly Buffer[];
    readonly checkpoint: { readonly envelope: string };
  };
}

interface Sigstore {
  verifyTLogInclusion(
    entry: TLogEntry,
    logs: readonly { baseURL: string; logID: Buffer; publicKey: ReturnType<typeof createPublicKey> }[],
  ): void;
}

/** The judge: sigstore's own verifier of transparency logs, which knows nothing of us. */
const sigstore = createRequire(import.meta.url)('@sigstore/verify/dist/tlog/index.js') as Sigstore;

const ORIGIN = 'board.example.org/log';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const logID = Buffer.concat([keyIdOf(ORIGIN, publicKey), createHash('sha256').update('the rest of its id').digest()]);
const logs = [{ baseURL: `https://${ORIGIN}`, logID, publicKey }];

const entries = Array.from({ length: 600 }, (_, index) => Buffer.from(`{"entry":${index}}`));

/** The log of the first `size` entries, and what sigstore is given of one of them. */
async function entryOf(index: number, size: number): Promise<TLogEntry> {
  const empty: ReadTile = () => Promise.reject(new Error('an empty log has no tiles'));
  const { root, tiles } = await extendTree(0, empty, entries.slice(0, size).map(hashLeaf));
  const read: ReadTile = async (level, n) => tiles.find((tile) => tile.level === level && tile.n === n)!.hashes;
  return {
    logId: { keyId: logID },
    canonicalizedBody: entries[index]!,
    inclusionProof: {
      logIndex: String(index),
      hashes: await inclusionProof(index, size, read),
      checkpoint: {
        envelope: signNote(formatCheckpoint({ origin: ORIGIN, size, root }), { name: ORIGIN, privateKey }),
      },
    },
  };
}

describe('sigstore’s verifier', () => {
  it.each([
    [0, 1],
    [0, 2],
    [6, 7],
    [255, 256],
    [256, 257],
    [300, 600],
    [599, 600],
  ])('finds entry %d in a log of %d, and its checkpoint signed', async (index, size) => {
    const entry = await entryOf(index, size);
    expect(() => sigstore.verifyTLogInclusion(entry, logs)).not.toThrow();
  });

  it('finds no other entry, at no other place, and under no other signature', async () => {
    const right = await entryOf(300, 600);
    const { inclusionProof: proof } = right;
    const envelope = proof.checkpoint.envelope.replace('\n600\n', '\n599\n');

    const wrong: TLogEntry[] = [
      { ...right, canonicalizedBody: entries[301]! },
      { ...right, inclusionProof: { ...proof, logIndex: '301' } },
      { ...right, inclusionProof: { ...proof, hashes: proof.hashes.slice(1) } },
      { ...right, inclusionProof: { ...proof, checkpoint: { envelope } } },
    ];
    for (const entry of wrong) expect(() => sigstore.verifyTLogInclusion(entry, logs)).toThrow();
  });
});
