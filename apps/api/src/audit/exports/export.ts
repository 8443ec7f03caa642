import type { CanonicalValue } from '#transparency';

/** Of what an export is made: one case, everything between two instants, or all of the organisation. */
export const EXPORT_SCOPES = ['case', 'period', 'organisation'] as const;
export type ExportScope = (typeof EXPORT_SCOPES)[number];

/** An export of the audit trail as it was asked for; never changed. Instants are ISO strings, UTC. */
export interface Export {
  readonly id: string;
  readonly scope: ExportScope;
  /** Of a case: its id. */
  readonly caseId: string | null;
  /** Of a period: its instants. */
  readonly since: string | null;
  readonly until: string | null;
  readonly askedBy: string;
  readonly askedAt: string;
}

/** What of the log an export holds, once the log has signed for the request itself. */
export interface Extent {
  readonly origin: string;
  readonly verifierKey: string;
  /** How many entries the log had. */
  readonly size: number;
  /** The signed note, with the cosignatures of witnesses that came since. */
  readonly note: string;
  /** The places of a period, or of the organisation, `behind` not included; null of a case. */
  readonly first: number | null;
  readonly behind: number | null;
  /** A patient was erased since: documents are gone, and the log up to here does not say so. */
  readonly isOvertaken: boolean;
}

/** How far a download came. */
export interface Download {
  readonly begunAt: string;
  /** Entries and documents that were handed out. */
  readonly entries: number;
  readonly documents: number;
  /** Null while it runs, and where its process was killed. */
  readonly endedAt: string | null;
  /** Whether all of it was handed out; null until it ended. */
  readonly isWhole: boolean | null;
}

/** An export with what there is to say about it now. */
export interface ExportProgress {
  readonly asked: Export;
  /** Null while the log has not signed for the request yet. */
  readonly extent: Extent | null;
  /** The last one; null before the first. */
  readonly download: Download | null;
}

/** The request as its version keeps it. */
export function exportDocument({ id: _id, ...asked }: Export): CanonicalValue {
  return { ...asked };
}
