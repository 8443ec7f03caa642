import fc from 'fast-check';
import { extendTree, hashLeaf, rootOf, sha256, type ReadTile } from '#transparency';
import { GrowingTree } from '../src/log/growing-tree.js';
import { PackedTable } from '../src/packed-table.js';
import { readNumberedMap } from '../src/webauthn/cbor.js';
import { readCoseKey } from '../src/webauthn/cose-key.js';

const NOTHING: ReadTile = () => Promise.reject(new Error('A tree that begins has no tile.'));
const leaves = (size: number) => Array.from({ length: size }, (_, index) => hashLeaf(Buffer.from(String(index))));

describe('the tree that grows leaf by leaf', () => {
  it('has the root that RFC 6962 defines, at every size', () => {
    const hashes = leaves(700);
    const tree = new GrowingTree(() => {});
    for (let size = 0; size <= hashes.length; size += 1) {
      expect(tree.root()).toEqual(rootOf(hashes.slice(0, size)));
      if (size < hashes.length) tree.add(hashes[size]!);
    }
  });

  it.each([1, 255, 256, 257, 512, 65_536, 65_800])('of %i leaves has the tiles that the server makes', async (size) => {
    const made: string[] = [];
    const tree = new GrowingTree(({ level, n, width, hashes }) => {
      made.push(`${level}/${n}/${width}/${sha256(hashes).toString('hex')}`);
    });
    leaves(size).forEach((hash) => tree.add(hash));
    tree.finish();

    const { tiles, root } = await extendTree(0, NOTHING, leaves(size));
    expect(tree.root()).toEqual(root);
    expect(made.sort()).toEqual(
      tiles.map(({ level, n, width, hashes }) => `${level}/${n}/${width}/${sha256(hashes).toString('hex')}`).sort(),
    );
  });
});

describe('the packed table', () => {
  it('finds what was put in, the first under each key, as a Map would', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3000), fc.nat(255)), { maxLength: 5000 }), (puts) => {
        const table = new PackedTable(32, 33);
        const model = new Map<number, number>();
        for (const [key, value] of puts) {
          table.add(sha256(String(key)), Buffer.of(value));
          if (!model.has(key)) model.set(key, value);
        }
        for (let key = 0; key <= 3000; key += 7) {
          const number = table.find(sha256(String(key)));
          expect(number === undefined ? undefined : table.valueOf(number)[0]).toBe(model.get(key));
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('a key that a passkey is said to have', () => {
  it('is read or refused, whatever its bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const map = readNumberedMap(Buffer.from(bytes));
        expect(map === undefined || map.size <= 50).toBe(true);
        expect(readCoseKey(Buffer.from(bytes))).toBeUndefined();
      }),
    );
  });

  it('is no key off its curve', () => {
    const off = `a5010203262001215820${'11'.repeat(32)}225820${'22'.repeat(32)}`;
    expect(readCoseKey(Buffer.from(off, 'hex'))).toBeUndefined();
  });
});
