import type { LesionFacts } from './facts.js';
import type { Answer, Option } from './instrument.js';

/** A fact whose value is an option's id; absent facts leave the item open. */
export function chosen(option: string | undefined, from: readonly string[]): Answer {
  return { option: option ?? null, from };
}

/** A yes-or-no fact whose two answers are named. */
export function decided(fact: boolean | undefined, yes: string, no: string, from: readonly string[]): Answer {
  return { option: fact === undefined ? null : fact ? yes : no, from };
}

/** A number read into the option whose bounds hold it. A number no option holds leaves the instrument unscorable. */
export function banded(
  value: number | undefined,
  options: readonly Option[],
  from: readonly string[],
  outside?: string,
): Answer {
  if (value === undefined) return { option: null, from };
  const option = optionHolding(value, options);
  return option ? { option: option.id, from } : { option: null, from, among: [], note: outside };
}

/** The option within whose inclusive bounds a number lies; without an upper bound it is open, without a lower it holds none. */
export function optionHolding(value: number, options: readonly Option[]): Option | undefined {
  for (const option of options) {
    if (option.min !== undefined && value >= option.min && value <= (option.max ?? Infinity)) return option;
  }
  return undefined;
}

/** The path of one fact of one lesion; without an index, of any lesion. */
export function lesionPath(lesion: number | undefined, fact: keyof LesionFacts): string {
  return lesion === undefined ? `lesions[].${fact}` : `lesions[${lesion}].${fact}`;
}
