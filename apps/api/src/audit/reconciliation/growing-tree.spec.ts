import { createHash } from 'node:crypto';
import { extendTree, hashLeaf, rootOf, TILE_WIDTH } from '#transparency';
import { GrowingTree } from './growing-tree.js';

const leaves = Array.from({ length: 600 }, (_, index) => hashLeaf(Buffer.from(`event ${index}`)));

function grown(size: number): GrowingTree {
  const tree = new GrowingTree();
  for (const leaf of leaves.slice(0, size)) tree.add(leaf);
  return tree;
}

describe('a tree that is derived anew', () => {
  it('has the root of RFC 6962 at every size', () => {
    const tree = new GrowingTree();
    expect(tree.root()).toEqual(createHash('sha256').digest());
    for (const [index, leaf] of leaves.entries()) {
      tree.add(leaf);
      expect(tree.root()).toEqual(rootOf(leaves.slice(0, index + 1)));
    }
  });

  it('has the tiles that the sequencer writes', async () => {
    const { tiles } = await extendTree(0, () => Promise.reject(new Error('nothing is read')), leaves);
    const tree = grown(leaves.length);

    expect(tree.levels).toBe(2);
    for (const { level, n, width, hashes } of tiles) {
      if (level > 0) expect(tree.tile(level, n, width)).toEqual(hashes);
      if (level === 0 && width === TILE_WIDTH)
        expect(tree.rootOfFullTile(n)).toEqual(rootOf(leaves.slice(n * 256, n * 256 + 256)));
    }
    expect([tree.widthOf(0), tree.widthOf(1), tree.widthOf(2)]).toEqual([600, 2, 0]);
  });

  it('has no tile beyond its leaves', () => {
    expect(grown(600).tile(1, 0, 3)).toBeUndefined();
    expect(grown(600).rootOfFullTile(2)).toBeUndefined();
    expect(grown(255).tile(1, 0, 1)).toBeUndefined();
  });
});
