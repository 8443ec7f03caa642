import type { CanonicalValue } from '#transparency';
import type { BreakGlassFinding, BreakGlassReason } from '#workflow';

/** One breaking of the glass, with its review. Instants are ISO strings, UTC. */
export interface Grant {
  readonly id: string;
  readonly userId: string;
  /** Null where the identifier was nobody's, or the patient has been erased since. */
  readonly patientId: string | null;
  /** What the audit trail calls the patient. Never leaves the server in an answer. */
  readonly patientAlias: string | null;
  readonly caseIds: readonly string[];
  readonly reasonCode: BreakGlassReason;
  readonly reasonText: string;
  /** How identity was proved. */
  readonly method: string;
  readonly grantedAt: string;
  readonly expiresAt: string;
  /** Null while an auditor has still to review it. */
  readonly review: Review | null;
  readonly version: number;
}

/** What an auditor found. */
export interface Review {
  readonly finding: BreakGlassFinding;
  readonly note: string;
  readonly reviewedBy: string;
  readonly reviewedAt: string;
}

/** The whole grant at one version, as it is committed to. */
export function grantDocument(grant: Grant): CanonicalValue {
  const { userId, patientId, caseIds, reasonCode, reasonText, method, grantedAt, expiresAt, review } = grant;
  return {
    userId,
    patientId,
    caseIds: [...caseIds],
    reasonCode,
    reasonText,
    method,
    grantedAt,
    expiresAt,
    review: review && { ...review },
  };
}
