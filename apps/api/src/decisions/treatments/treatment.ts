import type { Modality } from '#pathway';
import type { VertebralLevel } from '#scoring';
import type { CanonicalValue } from '#transparency';

/** What was done. Instants are ISO strings, UTC. */
export interface Treatment {
  readonly boardId: string;
  readonly caseId: string;
  readonly id: string;
  /** The recommendation that it carries out; null for one that nobody recommended here. */
  readonly recommendationId: string | null;
  readonly modality: Modality;
  readonly levels: readonly VertebralLevel[];
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly note: string | null;
  readonly recordedBy: string;
  readonly version: number;
}

/** The whole treatment at one version, as it is committed to. */
export function treatmentDocument(treatment: Treatment): CanonicalValue {
  const { boardId: _board, id: _id, version: _version, ...document } = treatment;
  return { ...document, levels: [...document.levels] };
}
