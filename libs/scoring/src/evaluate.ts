import type { Facts } from './facts.js';
import type { Answer, Applicability, Band, CompiledItem, Instrument, Option } from './instrument.js';
import type { Category, ItemResult, MissingItem, Range, ScoreResult } from './result.js';

/** What the facts say about each item of an instrument, in the order of its items. Facts are taken as checked. */
export function answersFrom(instrument: Instrument, facts: Facts, lesion?: number): Answer[] {
  return instrument.items.map((item) => item.read(facts, lesion));
}

/**
 * Adds up answers, one for each item in order. Incomplete answers are an ordinary result: `missing` and the `possible` range
 * of totals. Never throws; an answer names an option of its item.
 */
export function evaluate(
  instrument: Instrument,
  answers: readonly Answer[],
  lesion?: number,
  applicability: Applicability = null,
): ScoreResult {
  const tally = new Tally(applicability);
  for (let index = 0; index < answers.length; index++) tally.count(instrument.items[index]!, answers[index]!);

  const { id, version, evidence, notes, range } = instrument.definition;
  const possible = range && !tally.notScorable ? tally.within(range) : null;
  const complete = tally.missing.length === 0 && !tally.notScorable;
  const total = complete && possible ? possible.min : null;
  const band = complete ? bandFor(instrument, total, tally.items) : undefined;

  return {
    system: id,
    version,
    complete,
    total,
    category: band ? categoryOf(band) : null,
    items: tally.items,
    missing: tally.missing,
    possible,
    prognosis: band?.prognosis ?? null,
    evidence,
    notes,
    ...(tally.notScorable && { notScorable: tally.notScorable }),
    ...(lesion !== undefined && { lesion }),
  };
}

/** The running sum of one evaluation: its lowest and highest total, what is answered and what is not. */
class Tally {
  readonly items: ItemResult[] = [];
  readonly missing: MissingItem[] = [];
  notScorable: string | undefined;
  private min = 0;
  private max = 0;

  constructor(applicability: Applicability) {
    if (applicability && 'reason' in applicability) this.notScorable = applicability.reason;
    else if (applicability) {
      this.missing.push({ item: 'compartment', label: applicability.label, from: [applicability.missing] });
    }
  }

  count(item: CompiledItem, answer: Answer): void {
    const option = answer.option === null ? undefined : item.byId.get(answer.option)!;
    if (option) this.answered(item, option, answer);
    else this.unanswered(item, answer);
  }

  /** A ceiling (NESMS) is the highest total of the range: the sum may exceed it, the score may not. */
  within(range: Range): Range {
    return { min: Math.min(this.min, range.max), max: Math.min(this.max, range.max) };
  }

  private answered(item: CompiledItem, option: Option, { from, note }: Answer): void {
    const { id, label } = item;
    const { points } = option;
    this.min += points ?? 0;
    this.max += points ?? 0;
    this.items.push({
      item: id,
      label,
      option: option.id,
      optionLabel: option.label,
      points,
      from,
      ...(note && { note }),
    });
  }

  private unanswered(item: CompiledItem, { from, among, note }: Answer): void {
    const { id, label } = item;
    if (among?.length === 0) this.notScorable ??= note;
    const options = among ? item.options.filter((option) => among.includes(option.id)) : item.options;
    this.min += among ? lowestOf(options) : item.lowest;
    this.max += among ? highestOf(options) : item.highest;
    this.missing.push({ item: id, label, options, from, ...(note && { note }) });
  }
}

const lowestOf = (options: readonly Option[]) => Math.min(...options.map(({ points }) => points ?? 0));
const highestOf = (options: readonly Option[]) => Math.max(...options.map(({ points }) => points ?? 0));

function bandFor(instrument: Instrument, total: number | null, items: readonly ItemResult[]): Band | undefined {
  return total === null ? instrument.bandOf.get(items[0]!.option) : instrument.bandAt[total];
}

function categoryOf({ id, label, advice }: Band): Category {
  return advice === undefined ? { id, label } : { id, label, advice };
}
