import type { DocumentsNow } from '#database';
import { followUpDocument } from './follow-up.js';
import { FollowUpRepository } from './follow-up.repository.js';

const repository = new FollowUpRepository();

/** Follow-ups with their orders as their rows say them now; the id is the case's. */
export const followUpsNow: DocumentsNow = async (tx, ids) => {
  const found = await repository.ofCases(tx, ids);
  return found.map((followUp) => ({
    id: followUp.caseId,
    version: followUp.version,
    document: followUpDocument(followUp),
  }));
};
