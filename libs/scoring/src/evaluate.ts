import type { Facts } from './facts.js';
import type { Answer, Applicability, Band, CompiledItem, Instrument, Option } from './instrument.js';
import type { Category, ItemResult, MissingItem, Range, ScoreResult } from './result.js';

/** One instrument applied to facts that are taken as checked; for SINS and ESCC, to one of their lesions. */
export function evaluateFacts(instrument: Instrument, facts: Facts, lesion?: number): ScoreResult {
  const answers = answersFrom(instrument, facts, lesion);
  return evaluate(instrument, answers, lesion, instrument.applies?.(facts, lesion));
}

/** What the facts say about each item of an instrument, in the order of its items. */
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
  const { items, missing, notScorable } = tally;
  const complete = missing.length === 0;
  const possible = range && !notScorable ? tally.within(range) : null;
  const total = complete && possible ? possible.min : null;
  const band = complete ? bandFor(instrument, total, items) : undefined;

  return {
    system: id,
    version,
    complete,
    total,
    category: complete ? categoryOf(band, items) : null,
    items,
    missing: notScorable ? [] : missing,
    possible,
    prognosis: band?.prognosis ?? null,
    evidence,
    notes,
    notScorable,
    lesion,
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
    if (!applicability) return;
    if ('reason' in applicability) this.notScorable = applicability.reason;
    else this.missing.push({ item: 'compartment', label: applicability.label, from: [applicability.missing] });
  }

  count(item: CompiledItem, answer: Answer): void {
    if (answer.option === null) this.unanswered(item, answer);
    else this.answered(item, item.byId.get(answer.option)!, answer);
  }

  /** The range of the instrument is also its ceiling: the points of NESMS may add up to more, its score may not. */
  within(range: Range): Range {
    return { min: Math.min(this.min, range.max), max: Math.min(this.max, range.max) };
  }

  private answered({ id, label }: CompiledItem, option: Option, { from, note }: Answer): void {
    const { points } = option;
    this.min += points ?? 0;
    this.max += points ?? 0;
    this.items.push({ item: id, label, option: option.id, optionLabel: option.label, points, from, note });
  }

  private unanswered(item: CompiledItem, { from, among, note }: Answer): void {
    const { id, label, lowest, highest } = item;
    if (among?.length === 0) this.notScorable ??= note;
    const options = among ? item.options.filter((option) => among.includes(option.id)) : item.options;
    this.min += among ? Math.min(...points(options)) : lowest;
    this.max += among ? Math.max(...points(options)) : highest;
    this.missing.push({ item: id, label, options, from, note });
  }
}

const points = (options: readonly Option[]) => options.map((option) => option.points ?? 0);

function bandFor({ bandAt, bandOf }: Instrument, total: number | null, items: readonly ItemResult[]): Band | undefined {
  return total === null ? bandOf.get(items[0]!.option) : bandAt[total];
}

/** The band a result falls into; a scale without bands (KPS, ECOG, Frankel, AIS) is its own category. */
function categoryOf(band: Band | undefined, [grade]: readonly ItemResult[]): Category {
  if (!band) return { id: grade!.option, label: grade!.optionLabel };
  const { id, label, advice } = band;
  return advice === undefined ? { id, label } : { id, label, advice };
}
