import type { Evidence, InstrumentId, Option, Prognosis } from './instrument.js';

export interface Category {
  readonly id: string;
  readonly label: string;
  readonly advice?: string;
}

/** One answered item, with the facts its answer was read from. */
export interface ItemResult {
  readonly item: string;
  readonly label: string;
  readonly option: string;
  readonly optionLabel: string;
  readonly points: number | null;
  /** Paths of facts, for example `lesions[0].collapse`; `inputs.pain` when scored from a form. */
  readonly from: readonly string[];
  readonly note?: string;
}

/** One item still to be answered, and the facts that would answer it. */
export interface MissingItem {
  readonly item: string;
  readonly label: string;
  /** The answers still possible, where the item has options. */
  readonly options?: readonly Option[];
  readonly from: readonly string[];
  readonly note?: string;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** One instrument applied to one assessment or, where `lesion` is given, to one of its lesions. */
export interface ScoreResult {
  readonly system: InstrumentId;
  readonly version: string;
  readonly complete: boolean;
  /** null while incomplete, and always for a scale of grades (ESCC, Frankel, AIS). */
  readonly total: number | null;
  readonly category: Category | null;
  readonly items: readonly ItemResult[];
  readonly missing: readonly MissingItem[];
  /** The totals still possible; null where the scale has none, or `notScorable` says why there is none. */
  readonly possible: Range | null;
  readonly prognosis: Prognosis | null;
  readonly evidence: Evidence;
  readonly notes: readonly string[];
  /** Why no further fact could complete it, for example KPS 0 in Tokuhashi. */
  readonly notScorable?: string;
  /** Index into `facts.lesions`. */
  readonly lesion?: number;
  /** Of the lesions scored completely, the first with the worst result: the one a case shows. */
  isWorst?: boolean;
}
