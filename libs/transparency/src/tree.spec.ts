import fc from 'fast-check';
import { extendTree } from './extend-tree.js';
import { consistencyProof, inclusionProof } from './make-proofs.js';
import { ProofFault } from './proof-fault.js';
import { rootFromTiles } from './tile-tree.js';
import { type ReadTile } from './tiles.js';
import { EMPTY_ROOT, hashLeaf, hashNode, rootOf } from './tree-hash.js';
import { verifyConsistency, verifyInclusion } from './verify-proofs.js';

/** The reference entries of certificate transparency's own tests, and the roots of their first 1 to 8. */
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const leavesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => hashLeaf(Buffer.from(`entry ${index}`)));

/** A log kept in tiles, as they are published: a tile stays after a fuller one has come. */
class Log {
  readonly kept = new Map<string, Buffer>();
  size = 0;
  root = EMPTY_ROOT;

  readonly read: ReadTile = async (level, n, width) => {
    const tile = this.kept.get(`${level}/${n}/${width}`);
    if (!tile) throw new Error(`Nobody published tile ${level}/${n} of ${width}.`);
    return tile;
  };

  async append(hashes: readonly Buffer[]): Promise<void> {
    const { size, root, tiles } = await extendTree(this.size, this.read, hashes);
    for (const { level, n, width, hashes: bytes } of tiles) this.kept.set(`${level}/${n}/${width}`, bytes);
    Object.assign(this, { size, root });
  }

  static async of(...batches: number[]): Promise<Log> {
    const log = new Log();
    const leaves = leavesOf(batches.reduce((sum, count) => sum + count, 0));
    for (const count of batches) await log.append(leaves.slice(log.size, log.size + count));
    return log;
  }
}

describe('the tree', () => {
  it('has the roots that certificate transparency publishes for its reference entries', () => {
    const leaves = ENTRIES.map((hex) => hashLeaf(Buffer.from(hex, 'hex')));
    expect(ROOTS.map((_, index) => rootOf(leaves.slice(0, index + 1)).toString('hex'))).toEqual(ROOTS);
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('has the root of its definition however it grows, across tiles and levels of tiles', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 6 }), async (batches) => {
        const log = await Log.of(...batches);
        expect(log.root).toEqual(rootOf(leavesOf(log.size)));
        expect(await rootFromTiles(log.size, log.read)).toEqual(log.root);
      }),
      { numRuns: 25 },
    );
  });

  it('reaches a third level of tiles, where proofs still hold', async () => {
    const log = await Log.of(65_536, 300);
    expect(log.kept.get('2/0/1')).toBeDefined();
    const [index, leaf] = [65_700, hashLeaf(Buffer.from('entry 65700'))];
    const proof = await inclusionProof(index, log.size, log.read);
    expect(() => verifyInclusion({ index, size: log.size, leafHash: leaf, proof, root: log.root })).not.toThrow();
  });

  it('hashes nothing but whole hashes', () => {
    expect(() => hashNode(EMPTY_ROOT.subarray(1), EMPTY_ROOT)).toThrow('A hash of the tree has not 32 bytes.');
    expect(() => hashNode(EMPTY_ROOT, Buffer.alloc(33))).toThrow('A hash of the tree has not 32 bytes.');
  });

  it('refuses a tile that is too short', async () => {
    const log = await Log.of(300);
    const short: ReadTile = async (level, n, width) =>
      (await log.read(level, n, width)).subarray(0, level === 0 ? -32 : undefined);
    await expect(rootFromTiles(300, short)).rejects.toThrow('Tile 0/1 holds 1376 bytes where 44 hashes are needed.');
  });
});

describe('a proof of inclusion', () => {
  it('holds for every entry of every log of up to 130', async () => {
    const log = await Log.of(...Array.from({ length: 130 }, () => 1));
    const leaves = leavesOf(130);
    for (let size = 1; size <= 130; size++) {
      const root = rootOf(leaves.slice(0, size));
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(index, size, log.read);
        verifyInclusion({ index, size, leafHash: leaves[index]!, proof, root });
      }
    }
    expect(log.root).toEqual(rootOf(leaves));
  });

  it('is refused with any other byte, index, size, length or root', async () => {
    const log = await Log.of(100);
    const leaves = leavesOf(100);
    const proof = await inclusionProof(41, 100, log.read);
    const right = { index: 41, size: 100, leafHash: leaves[41]!, proof, root: log.root };
    const flipped = (bytes: Buffer, at: number) => {
      const copy = Buffer.from(bytes);
      copy[at % copy.length]! ^= 1 << (at % 8);
      return copy;
    };
    verifyInclusion(right);

    const wrong = [
      { ...right, index: 40 },
      { ...right, index: 42 },
      { ...right, size: 42 },
      { ...right, proof: proof.slice(1) },
      { ...right, proof: [...proof, proof[0]!] },
      { ...right, proof: [...proof].reverse() },
      { ...right, proof: proof.map((hash) => hash.subarray(1)) },
      ...Array.from({ length: 32 }, (_, at) => ({ ...right, leafHash: flipped(leaves[41]!, at) })),
      ...Array.from({ length: 32 }, (_, at) => ({ ...right, root: flipped(log.root, at) })),
      ...proof.flatMap((hash, place) =>
        Array.from({ length: 32 }, (_, at) => ({ ...right, proof: proof.with(place, flipped(hash, at)) })),
      ),
    ];
    for (const claim of wrong) expect(() => verifyInclusion(claim)).toThrow(ProofFault);
  });

  it.each([
    [5, 5, 'There is no entry 5 in a log of 5.'],
    [-1, 5, 'There is no entry -1 in a log of 5.'],
    [0, 0, 'There is no entry 0 in a log of 0.'],
    [0.5, 5, 'There is no entry 0.5 in a log of 5.'],
    [0, -1, 'A tree’s size is a whole number, not -1.'],
    [0, 2 ** 53, 'A tree’s size is a whole number, not 9007199254740992.'],
  ])('of entry %d in a log of %d is refused before anything is hashed', async (index, size, sentence) => {
    const nothing: ReadTile = () => Promise.reject(new Error('read'));
    await expect(async () => inclusionProof(index, size, nothing)).rejects.toThrow(sentence);
    expect(() => verifyInclusion({ index, size, leafHash: EMPTY_ROOT, proof: [], root: EMPTY_ROOT })).toThrow(sentence);
  });
});

describe('a proof of consistency', () => {
  it('holds between every two logs of up to 100', async () => {
    const log = await Log.of(...Array.from({ length: 100 }, () => 1));
    const roots = Array.from({ length: 101 }, (_, size) => rootOf(leavesOf(size)));
    for (let to = 0; to <= 100; to++) {
      for (let from = 0; from <= to; from++) {
        const proof = await consistencyProof(from, to, log.read);
        verifyConsistency({ from, to, proof, oldRoot: roots[from]!, newRoot: roots[to]! });
      }
    }
    expect(log.root).toEqual(roots[100]);
  });

  it('is refused with any other root, size, length or byte', async () => {
    const log = await Log.of(37, 63);
    const oldRoot = rootOf(leavesOf(37));
    const proof = await consistencyProof(37, 100, log.read);
    const right = { from: 37, to: 100, proof, oldRoot, newRoot: log.root };
    verifyConsistency(right);

    const wrong = [
      { ...right, from: 36 },
      { ...right, oldRoot: log.root },
      { ...right, newRoot: oldRoot },
      { ...right, proof: proof.slice(1) },
      { ...right, proof: [...proof, oldRoot] },
      { from: 100, to: 100, proof: [], oldRoot, newRoot: log.root },
      { from: 0, to: 100, proof: [], oldRoot, newRoot: log.root },
      ...proof.map((hash, place) => ({ ...right, proof: proof.with(place, hashLeaf(hash)) })),
    ];
    for (const claim of wrong) expect(() => verifyConsistency(claim)).toThrow(ProofFault);
  });

  it('finds a log whose past was written anew', async () => {
    const log = await Log.of(40);
    const forked = new Log();
    await forked.append([...leavesOf(12), hashLeaf(Buffer.from('another')), ...leavesOf(40).slice(13), ...leavesOf(3)]);
    const proof = await consistencyProof(40, 43, forked.read);

    expect(() => verifyConsistency({ from: 40, to: 43, proof, oldRoot: log.root, newRoot: forked.root })).toThrow(
      'The proof does not lead to the root of the log of 40.',
    );
  });

  it('is refused where the older log is the larger', async () => {
    const log = await Log.of(5);
    await expect(async () => consistencyProof(6, 5, log.read)).rejects.toThrow('A log of 5 cannot continue one of 6.');
  });
});
