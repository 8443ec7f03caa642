import { createHash } from 'node:crypto';
import { canonicalJson, type CanonicalValue } from '#transparency';
import type { ErasureReason, ErasureRejection, ErasureState } from '#workflow';

/** The erasure of a patient, from the request to what was removed. Ids, codes and counts; instants are ISO strings, UTC. */
export interface Erasure {
  readonly id: string;
  readonly patientId: string;
  readonly state: ErasureState;
  readonly reasonCode: ErasureReason;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly rejection: ErasureRejection | null;
  readonly removedRows: number | null;
  /** Commitments whose documents and salts are gone, base64: the trail's leaves still name them. */
  readonly commitments: readonly string[];
  /** When it was done again, after a restore had brought the patient back. */
  readonly reappliedAt: string | null;
  readonly version: number;
}

/** What was removed, and under which commitments. */
export interface Removal {
  /** What the trail calls the patient, for its last event. */
  readonly alias: string;
  readonly removedRows: number;
  readonly commitments: readonly string[];
}

/** The whole erasure at one version, as it is committed to: this is where the trail lists the erased commitments. */
export function erasureDocument({ id: _id, version: _version, commitments, ...erasure }: Erasure): CanonicalValue {
  return { ...erasure, commitments: [...commitments] };
}

/** What an approval is bound to: SHA-256, hexadecimal, of who is erased and why. */
export function digestOfErasure({ id, patientId, reasonCode, askedBy }: Erasure): string {
  return createHash('sha256').update(canonicalJson({ id, patientId, reasonCode, askedBy })).digest('hex');
}
