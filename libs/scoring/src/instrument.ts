import type { Facts, Quantity } from './facts.js';

export const INSTRUMENT_IDS = [
  'tokuhashi-1990', 'tokuhashi-2005', 'tomita', 'bauer', 'modified-bauer', 'nesms', 'katagiri', 'van-der-linden', 'mizumoto',
  'rades-2013', 'mstfi', 'sins', 'escc', 'kps', 'ecog', 'frankel', 'ais', 'eq-5d-3l', 'eq-5d-5l', 'sosgoq', 'pain-response',
  'noms',
] as const; // prettier-ignore
export type InstrumentId = (typeof INSTRUMENT_IDS)[number];

/**
 * How well a table or a statement is known. `verified`: read in the primary abstract or an official reproduction, or in two
 * independent sources that agree. `partial`: one secondary source, or only part of it. `unverified`: professional knowledge.
 */
export type EvidenceGrade = 'verified' | 'partial' | 'unverified';

export interface Evidence {
  readonly grade: EvidenceGrade;
  readonly notes: readonly string[];
}

export interface Citation {
  readonly text: string;
  readonly doi?: string;
  readonly pmid?: string;
}

export type Direction = 'higher-is-better' | 'higher-is-worse';
export type Purpose =
  | 'prognosis'
  | 'stability'
  | 'compression'
  | 'performance'
  | 'neurology'
  | 'treatment'
  | 'frailty'
  | 'quality-of-life'
  | 'response';

/** One answer to an item. `min` and `max` bound the number it stands for, both inclusive. */
export interface Option {
  readonly id: string;
  readonly label: string;
  /** null where the scale has grades and no points. */
  readonly points: number | null;
  readonly min?: number;
  readonly max?: number;
}

/** How an item may be answered besides by an option's id. */
export interface NumberAnswer {
  readonly min: number;
  readonly max?: number;
  /** The number must be a whole multiple of it. */
  readonly step: number;
}

export interface ItemDefinition {
  readonly id: string;
  readonly label: string;
  readonly options: readonly Option[];
  /** The facts that supply it. */
  readonly from: readonly string[];
  readonly number?: NumberAnswer;
  /** Units of a laboratory value, which is answered as `{ value, unit }`. */
  readonly units?: readonly string[];
  /** Answers that people give and the paper does not have, each with the sentence that refuses it. */
  readonly refused?: Readonly<Record<string, string>>;
  readonly note?: string;
}

export interface SurvivalAt {
  readonly atMonths: number;
  readonly percent: number;
}

/** What the source says about survival; a figure is present only where the source states it. */
export interface Prognosis {
  readonly statement: string;
  readonly medianMonths?: number;
  /** The source expects survival below this. */
  readonly belowMonths?: number;
  /** The source expects survival of at least this. */
  readonly atLeastMonths?: number;
  readonly survival?: readonly SurvivalAt[];
  readonly evidence: EvidenceGrade;
}

/**
 * What a source advises for a category, told apart only as far as instruments can contradict each other. An operation for local
 * control is an excision, or another operation whose source names local control as its aim.
 */
export const STRATEGIES = ['non-operative', 'palliative-surgery', 'surgery-for-local-control'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** A category of totals, `min` to `max` inclusive, or of the grades named in `options`. */
export interface Band {
  readonly id: string;
  readonly label: string;
  readonly min?: number;
  readonly max?: number;
  readonly options?: readonly string[];
  readonly advice?: string;
  /** Every strategy that the advice allows; absent where the source advises none. */
  readonly strategies?: readonly Strategy[];
  readonly prognosis?: Prognosis;
  readonly evidence: EvidenceGrade;
}

/** A published instrument as data: serialisable, and everything a reader needs to hold the paper beside it. */
export interface Definition {
  readonly id: InstrumentId;
  readonly version: string;
  readonly name: string;
  readonly purpose: Purpose;
  /** null where nothing is graded: a framework suggests. */
  readonly direction: Direction | null;
  readonly citations: readonly Citation[];
  /** The patients it was derived from, and where that was read; of a scale or a rule that has none, that it has none. */
  readonly cohort: string;
  /** What is known to limit its use, one sentence each; empty where the sources read state nothing. */
  readonly limits: readonly string[];
  readonly evidence: Evidence;
  readonly items: readonly ItemDefinition[];
  readonly bands: readonly Band[];
  /** Possible totals; null where the scale has grades and no total. */
  readonly range: { readonly min: number; readonly max: number } | null;
  /** Scored once for each extradural lesion. */
  readonly perLesion?: boolean;
  /** Its points are unverified: left out of `scoreAll`, and scored only when asked for by name. */
  readonly onlyByName?: boolean;
  readonly notes: readonly string[];
}

/** How an instrument that is not a sum of points comes to its result. */
export interface Reckoning {
  /** The least and the greatest total, given the options still open for each item, in order; one option is an answer. */
  readonly totals?: (open: readonly (readonly Option[])[]) => { readonly min: number; readonly max: number };
  /** The id of the band that complete answers, in the order of the items, amount to; null where none is published. */
  readonly band: (answers: readonly Option[]) => string | null;
}

/** What the facts, or a filled-in form, say about one item, in full. */
export interface Answer {
  /** An option's id; null while the facts do not answer. */
  readonly option: string | null;
  /** Answered: the facts it was read from. Not answered: the facts that would supply it. */
  readonly from: readonly string[];
  /** The options the facts leave open when not answered; absent means all, empty means the instrument has no row for the fact. */
  readonly among?: readonly string[];
  readonly note?: string;
}

/**
 * What an item reads from the facts: an option's id, or a number that lies within the bounds of one, both taken as read from
 * the item's own `from`; undefined while the facts do not answer; an `Answer` where there is more to say.
 */
export type Reading = string | number | undefined | Answer;

/** An item with the function that reads it from the facts. `lesion` is an index into `facts.lesions`. */
export interface Item extends ItemDefinition {
  readonly read: (facts: Facts, lesion?: number) => Reading;
  /** For an item with units: reads a measured value given in one of them, or says in a sentence why it is impossible. */
  readonly measure?: (value: Quantity, from: readonly string[]) => Answer | string;
}

/** Whether an instrument may be used on a lesion: yes, no with the reason, or a fact that has to be known first. */
export type Applicability = { readonly reason: string } | { readonly missing: string; readonly label: string } | null;
