import type { DocumentsNow } from '#database';
import { erasureDocument } from './erasure.js';
import { ErasuresRepository } from './erasures.repository.js';

const repository = new ErasuresRepository();

/** Erasures as their rows say them now. */
export const erasuresNow: DocumentsNow = async (tx, ids) => {
  const erasures = await repository.withIds(tx, ids);
  return erasures.map((erasure) => ({ id: erasure.id, version: erasure.version, document: erasureDocument(erasure) }));
};
