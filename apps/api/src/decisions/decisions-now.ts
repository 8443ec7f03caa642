import type { DocumentsNow } from '#database';
import { draftDocument } from './drafts/draft.js';
import { DraftsRepository } from './drafts/drafts.repository.js';
import { recommendationDocument } from './recommendations/recommendation.js';
import { RecommendationsRepository } from './recommendations/recommendations.repository.js';
import { revisionDocument } from './revision.js';
import { RevisionsRepository } from './revisions.repository.js';
import { treatmentDocument } from './treatments/treatment.js';
import { TreatmentsRepository } from './treatments/treatments.repository.js';

const drafts = new DraftsRepository();
const revisions = new RevisionsRepository();
const recommendations = new RecommendationsRepository();
const treatments = new TreatmentsRepository();

/** Drafts as their rows say them now. */
export const draftsNow: DocumentsNow = async (tx, ids) => {
  const found = await drafts.withIds(tx, ids);
  return found.map((draft) => ({ id: draft.id, version: draft.version, document: draftDocument(draft) }));
};

/** Revisions as their rows say them now, with their events and signatures. */
export const revisionsNow: DocumentsNow = async (tx, ids) => {
  const found = await revisions.withIds(tx, ids);
  return found.map((revision) => ({
    id: revision.id,
    version: revision.version,
    document: revisionDocument(revision),
  }));
};

/** Recommendations as their rows say them now. */
export const recommendationsNow: DocumentsNow = async (tx, ids) => {
  const found = await recommendations.withIds(tx, ids);
  return found.map((each) => ({ id: each.id, version: each.version, document: recommendationDocument(each) }));
};

/** Treatments as their rows say them now. */
export const treatmentsNow: DocumentsNow = async (tx, ids) => {
  const found = await treatments.withIds(tx, ids);
  return found.map((treatment) => ({
    id: treatment.id,
    version: treatment.version,
    document: treatmentDocument(treatment),
  }));
};
