import type { DocumentsNow } from '#database';
import { caseDocument } from './case-document.js';
import { CasesRepository } from './cases.repository.js';

const cases = new CasesRepository();

/** Cases as their rows say them now. */
export const casesNow: DocumentsNow = async (tx, ids) => {
  const files = await cases.withIds(tx, ids);
  return files.map((file) => ({ id: file.caseId, version: file.version, document: caseDocument(file) }));
};
