import { formatReceipt, type ReadTile } from '#transparency';
import type { ExportedEntry } from '../exports.repository.js';
import { fileOf, type BundleFile } from './bundle-file.js';
import type { ProofMaker } from './proof-maker.js';

export const RECEIPTS = 'receipts/';

export function receiptPath(place: number): string {
  return `${RECEIPTS}${place}.tlog-proof`;
}

/** One entry with the proof that it stands at its place, ending in the very bytes of the bundle's checkpoint. */
export async function receiptOf(
  { position, leaf }: ExportedEntry,
  checkpoint: string,
  proofs: ProofMaker,
  readTile: ReadTile,
): Promise<BundleFile> {
  const proof = await proofs.proof(position, readTile);
  const text = formatReceipt({ extra: leaf, index: position, proof, checkpoint });
  return { ...fileOf(receiptPath(position), text), place: position };
}
