import type { DocumentsNow } from '#database';
import { grantDocument } from './grant.js';
import { GrantsRepository } from './grants.repository.js';

const repository = new GrantsRepository();

/** Break-glass grants as their rows say them now. */
export const grantsNow: DocumentsNow = async (tx, ids) => {
  const grants = await repository.withIds(tx, ids);
  return grants.map((grant) => ({ id: grant.id, version: grant.version, document: grantDocument(grant) }));
};
