import { ScoringInputError } from '../findings.js';
import { namesIn } from '../fact-values.js';
import type { Facts } from '../facts.js';
import type { OpenFact } from './possible-values.js';

/** How many readings of uncertain facts are tried in one go, over all instruments; some tens of milliseconds. */
export const MOST_READINGS = 20_000;

/**
 * Chooses a value for every open fact that is looked at, and keeps to it until the reading is over; then changes the last choice
 * that has a value left. So every combination is met that makes a difference to who looks, and no other.
 */
class Choices {
  /** The open facts in the order in which they were looked at, and which of its values each has. */
  private readonly made: { readonly fact: number; chosen: number }[] = [];
  private readonly chosenOf = new Map<number, { chosen: number }>();
  readonly lookedAt = new Set<number>();

  constructor(private readonly open: readonly OpenFact[]) {}

  valueOf(fact: number): unknown {
    let choice = this.chosenOf.get(fact);
    if (!choice) {
      const made = { fact, chosen: 0 };
      this.made.push(made);
      this.chosenOf.set(fact, made);
      this.lookedAt.add(fact);
      choice = made;
    }
    return this.open[fact]!.values[choice.chosen];
  }

  /** False once every combination was met. */
  advance(): boolean {
    for (let last = this.made.at(-1); last; last = this.made.at(-1)) {
      if (++last.chosen < this.open[last.fact]!.values.length) return true;
      this.made.pop();
      this.chosenOf.delete(last.fact);
    }
    return false;
  }
}

/** How many readings may still be tried. */
export interface Budget {
  left: number;
}

export interface Readings<Value> {
  readonly values: readonly Value[];
  /** The paths of the open facts that were looked at in any reading. */
  readonly dependsOn: readonly string[];
}

/**
 * What a function of the facts answers for every combination of the open facts that it looks at. A fact that it looks at twice has
 * one value, so what depends on one fact varies together.
 * @throws ScoringInputError when the budget does not suffice, naming the open facts
 */
export function everyReading<Value>(
  facts: Facts,
  open: readonly OpenFact[],
  budget: Budget,
  evaluate: (facts: Facts) => Value,
): Readings<Value> {
  const choices = new Choices(open);
  const reading = readThrough(facts, open, choices);
  const values: Value[] = [];
  do {
    if (--budget.left < 0) refuseTooMany(open);
    values.push(evaluate(reading));
  } while (choices.advance());
  return { values, dependsOn: open.filter((_, index) => choices.lookedAt.has(index)).map(({ path }) => path) };
}

/** The same facts, but for each open one the value chosen at the moment. */
function readThrough(facts: Facts, open: readonly OpenFact[], choices: Choices): Facts {
  const reading: Record<string, unknown> = { ...facts };
  if (facts.lesions) reading['lesions'] = facts.lesions.map((lesion) => ({ ...lesion }));
  const copied = new Set(['lesions']);
  open.forEach(({ path }, index) => {
    const [section, ...names] = namesIn(path);
    if (!copied.has(section!)) reading[section!] = { ...(reading[section!] as object | undefined) };
    copied.add(section!);
    const holder = names.length === 2 ? (reading[section!] as object[])[Number(names[0])] : reading[section!];
    Object.defineProperty(holder, names.at(-1)!, { get: () => choices.valueOf(index), enumerable: true });
  });
  return reading;
}

function refuseTooMany(open: readonly OpenFact[]): never {
  const facts = open.map(({ path, values }) => `${path} (${values.length})`).join(', ');
  const message = `More than ${MOST_READINGS} combinations would have to be tried: settle or narrow some of ${facts}.`;
  throw new ScoringInputError([{ item: 'uncertain', code: 'too-many', message }]);
}
