import type { DocumentsNow } from '#database';
import { assessmentDocument, ONLY_VERSION } from './assessment.js';
import { AssessmentsRepository } from './assessments.repository.js';

const repository = new AssessmentsRepository();

/** Assessments as their rows say them now. */
export const assessmentsNow: DocumentsNow = async (tx, ids) => {
  const stored = await repository.withIds(tx, ids);
  return stored.map(({ recordedAt: _recordedAt, supersededById: _superseded, ...assessment }) => ({
    id: assessment.id,
    version: ONLY_VERSION,
    document: assessmentDocument(assessment),
  }));
};
