import type { Tx } from '#database';
import { hashLeaf, TILE_WIDTH } from '#transparency';
import type { SignedCheckpoint } from '../../../log/index.js';
import type { EvidenceRepository, Place } from '../evidence.repository.js';
import type { Faults } from '../faults.js';
import { GrowingTree } from '../growing-tree.js';
import type { Report, Seals } from '../reconciliation.js';
import { SEAL_WIDTH, Sealing } from '../sealing.js';
import { CheckpointCheck } from './check-checkpoints.js';
import { checkEvent } from './check-events.js';
import { checkTiles } from './check-tiles.js';

const AT_ONCE = 1_000;
const HASH = 32;

/** What was found along the way, beside the faults. */
export interface LogChecked {
  readonly events: number;
  readonly tiles: number;
  readonly checkpoints: number;
  readonly seals: { readonly events: Seals; readonly checkpoints: Seals };
}

/**
 * Walks the whole log once: every event against its leaf, every leaf against its place, the tree derived anew from the leaves, every
 * checkpoint against that tree and its signature, every stored tile against it. Holds a thousand events at a time.
 */
export async function checkLog(
  tx: Tx,
  evidence: EvidenceRepository,
  { head, before, faults }: { head: SignedCheckpoint | undefined; before: Report | null; faults: Faults },
): Promise<LogChecked> {
  const tree = new GrowingTree();
  const seals = new Sealing(before?.seals.events ?? null);
  const checkpoints = new CheckpointCheck(tx, evidence, { head, before, faults });

  for (let next = 0; ;) {
    const places = await evidence.places(tx, next, AT_ONCE);
    if (places.length === 0) break;
    for (const place of places) {
      if (place.position > next) await fillGap(tx, evidence, tree, [next, place.position], faults);
      checkEvent(place, tx.actor.organisationId, faults);
      tree.add(await hashFor(tx, evidence, place));
      seals.add(place.event?.keptAside ?? '');
      await checkpoints.reached(tree);
      next = place.position + 1;
    }
  }

  const sealedCheckpoints = await checkpoints.finish(tree);
  const { seals: sealedEvents, broken } = seals.finish();
  sayBroken(broken, faults);
  const tiles = await checkTiles(tx, evidence, { tree, partialTiles: checkpoints.partialTiles, faults });
  return {
    events: tree.size,
    tiles,
    checkpoints: checkpoints.count,
    seals: { events: sealedEvents, checkpoints: sealedCheckpoints },
  };
}

/**
 * The hash that the tree was built from. Where leaf and place disagree, a full tile says which of them was changed, so that one
 * changed leaf is one fault and not one of every checkpoint after it.
 */
async function hashFor(tx: Tx, evidence: EvidenceRepository, { position, leafHash, event }: Place): Promise<Buffer> {
  const hash = event ? hashLeaf(event.leaf) : leafHash;
  if (hash.equals(leafHash)) return hash;
  const tile = await evidence.fullTile(tx, Math.floor(position / TILE_WIDTH));
  return tile && hashAt(tile, position).equals(hash) ? hash : leafHash;
}

async function fillGap(
  tx: Tx,
  evidence: EvidenceRepository,
  tree: GrowingTree,
  [from, until]: readonly [number, number],
  faults: Faults,
): Promise<void> {
  const which = until - from === 1 ? `Position ${from}` : `Positions ${from} to ${until - 1}`;
  faults.add('place', `position ${from}`, `${which} of the log ${until - from === 1 ? 'is' : 'are'} empty.`);
  for (let position = from; position < until; position += 1) {
    const tile = await evidence.fullTile(tx, Math.floor(position / TILE_WIDTH));
    tree.add(tile ? hashAt(tile, position) : Buffer.alloc(HASH));
  }
}

function hashAt(tile: Buffer, position: number): Buffer {
  const offset = (position % TILE_WIDTH) * HASH;
  return tile.subarray(offset, offset + HASH);
}

function sayBroken(blocks: readonly number[], faults: Faults): void {
  for (const block of blocks) {
    const [from, to] = [block * SEAL_WIDTH, (block + 1) * SEAL_WIDTH - 1];
    faults.add(
      'event',
      `positions ${from} to ${to}`,
      `Of an event among positions ${from} to ${to}, what its row says beside its leaf has changed since the reconciliation before: ` +
        'its transaction, or what that was let see; or one is gone.',
    );
  }
}
