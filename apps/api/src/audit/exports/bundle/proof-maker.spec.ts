import { extendTree, hashLeaf, verifyInclusion, type ReadTile } from '#transparency';
import { ProofMaker } from './proof-maker.js';

describe('proofs for many places', () => {
  const leaves = (size: number) => Array.from({ length: size }, (_, index) => hashLeaf(Buffer.from(`entry ${index}`)));

  async function treeOf(size: number) {
    const { tiles, root } = await extendTree(0, () => Promise.reject(new Error('nothing to read')), leaves(size));
    const stored = new Map(tiles.map(({ level, n, hashes }) => [`${level}/${n}`, hashes]));
    const read: string[] = [];
    const readTile: ReadTile = async (level, n) => {
      read.push(`${level}/${n}`);
      return stored.get(`${level}/${n}`)!;
    };
    return { root, readTile, read, tiles: tiles.length };
  }

  it.each([1, 2, 3, 7, 255, 256, 257, 1_000, 65_537])(
    'hold in a log of %i, each, and read no tile twice',
    async (size) => {
      const { root, readTile, read, tiles } = await treeOf(size);
      const proofs = new ProofMaker(size);
      const hashes = leaves(size);
      const step = size > 2_000 ? 97 : 1;

      for (let index = 0; index < size; index += step) {
        const proof = await proofs.proof(index, readTile);
        expect(() => verifyInclusion({ index, size, leafHash: hashes[index]!, proof, root })).not.toThrow();
      }
      // Level by level, a tile may be read again once others have pushed it out; never more than once over.
      expect(read.length).toBeLessThanOrEqual(tiles + 64);
    },
  );
});
