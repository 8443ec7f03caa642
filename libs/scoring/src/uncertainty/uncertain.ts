import type { Facts, LesionFacts, Quantity } from '../facts.js';

type Section = Exclude<keyof Facts, 'lesions'>;
type FactsOf<Name extends Section> = NonNullable<Facts[Name]>;

/** The path of one fact: `general.kps`, `lesions[0].collapse`. EQ-5D is one fact, `patientReported.eq5d`. */
export type FactPath =
  { [Name in Section]: `${Name}.${keyof FactsOf<Name> & string}` }[Section] | `lesions[${number}].${keyof LesionFacts}`;

type FactAt<Path> = Path extends `lesions[${number}].${infer Fact extends keyof LesionFacts}`
  ? NonNullable<LesionFacts[Fact]>
  : Path extends `${infer Name extends Section}.${infer Fact}`
    ? Fact extends keyof FactsOf<Name>
      ? NonNullable<FactsOf<Name>[Fact]>
      : never
    : never;

/** Each of these may be true, and nothing else. */
export interface AnyOf<Value = unknown> {
  readonly anyOf: readonly Value[];
}

/** Anything from one to the other may be true, both included: a count or a grade, or a laboratory value in its unit. */
export interface FromTo {
  readonly from: number;
  readonly to: number;
  readonly unit?: string;
}

type FromToOf<Value> = Value extends number
  ? FromTo
  : Value extends Quantity<infer Unit>
    ? FromTo & { readonly unit: Unit }
    : never;

/**
 * What is uncertain about one assessment, beside its facts, by the path of each fact: `{ 'general.kps': { from: 60, to: 80 } }`,
 * `{ 'burden.visceralMetastases': { anyOf: ['treatable', 'untreatable'] } }`. A fact that is recorded as well is the likely value,
 * and is one of the possible ones. Each fact varies by itself; the same fact has the same value wherever it is read.
 */
export type Uncertain = { readonly [Path in FactPath]?: AnyOf<FactAt<Path>> | FromToOf<FactAt<Path>> };
