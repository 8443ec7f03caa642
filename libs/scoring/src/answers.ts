import type { Facts, LesionFacts } from './facts.js';
import type { Option } from './instrument.js';

/** A yes-or-no fact as the option that stands for its answer. */
export function decided(fact: boolean | undefined, yes: string, no: string): string | undefined {
  return fact === undefined ? undefined : fact ? yes : no;
}

/** The option within whose inclusive bounds a number lies; without an upper bound it is open, without a lower it holds none. */
export function optionHolding(value: number, options: readonly Option[]): Option | undefined {
  for (const option of options) {
    if (value >= (option.min ?? Infinity) && value <= (option.max ?? Infinity)) return option;
  }
  return undefined;
}

/** The lesion at an index; undefined without an index, or where there is none. */
export function lesionAt({ lesions }: Facts, lesion: number | undefined): LesionFacts | undefined {
  return lesion === undefined ? undefined : lesions?.[lesion];
}

/** The path of one fact of one lesion; without an index, of any lesion. */
export function lesionPath(lesion: number | undefined, fact: keyof LesionFacts): string {
  return lesion === undefined ? `lesions[].${fact}` : `lesions[${lesion}].${fact}`;
}
