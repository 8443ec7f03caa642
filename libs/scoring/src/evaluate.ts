import type { Facts } from './facts.js';
import { optionHolding } from './answers.js';
import { type CompiledItem, type Instrument, itemResult } from './define-instrument.js';
import type { Answer, Applicability, Option, Reading } from './instrument.js';
import type { ItemResult, MissingItem, Range, ScoreResult } from './result.js';

/** One instrument applied to facts that are taken as checked; for SINS and ESCC, to one of their lesions. */
export function evaluateFacts(instrument: Instrument, facts: Facts, lesion?: number): ScoreResult {
  return resultOf(instrument, tallyFacts(instrument, facts, lesion), lesion);
}

/** The sums behind a result, for an instrument that builds on another: its range of totals before any ceiling, and its items. */
export function tallyFacts(instrument: Instrument, facts: Facts, lesion?: number): Tally {
  const tally = new Tally(instrument.applies?.(facts, lesion));
  const items = lesion === undefined ? instrument.items : instrument.itemsOfLesion(lesion);
  for (const item of items) tally.count(item, item.read(facts, lesion));
  return tally;
}

/** Adds up readings, one for each item in order; each names an option of its item. */
export function evaluate(instrument: Instrument, readings: readonly Reading[]): ScoreResult {
  const tally = new Tally(null);
  readings.forEach((reading, index) => tally.count(instrument.items[index]!, reading));
  return resultOf(instrument, tally);
}

/** Incomplete answers are an ordinary result: what is `missing`, and the range of totals still `possible`. */
function resultOf(instrument: Instrument, tally: Tally, lesion?: number): ScoreResult {
  const { range } = instrument;
  const { items, missing, notScorable } = tally;
  const complete = missing.length === 0 && !notScorable;
  const possible = range && !notScorable ? totalsOf(instrument, tally, range) : null;
  const total = complete && possible ? possible.min : null;
  const outcome = complete ? outcomeOf(instrument, total, items) : undefined;

  return {
    system: instrument.id,
    version: instrument.version,
    complete,
    total,
    category: outcome ? outcome.category : null,
    items,
    missing: notScorable ? [] : missing,
    possible,
    prognosis: outcome ? outcome.prognosis : null,
    evidence: instrument.evidence,
    notes: instrument.notes,
    notScorable,
    lesion,
    isWorst: undefined,
  };
}

/** By the band of the total; where there is none, by the grade itself. */
function outcomeOf(instrument: Instrument, total: number | null, items: readonly ItemResult[]) {
  const { outcomeAt, outcomeOf, reckoning } = instrument;
  if (reckoning) {
    const answers = openOptions(instrument, items, []).map(([answer]) => answer!);
    return outcomeOf.get(reckoning.band(answers) ?? '');
  }
  return (total === null ? undefined : outcomeAt[total]) ?? outcomeOf.get(items[0]!.option);
}

/** The totals that the answers leave open: a sum of points, unless the instrument reckons otherwise. */
function totalsOf(instrument: Instrument, { items, missing, min, max }: Tally, range: Range): Range {
  const totals = instrument.reckoning?.totals;
  return totals ? totals(openOptions(instrument, items, missing)) : within(range, min, max);
}

/** For each item in order the options still open: the one answered, or all that the facts leave. */
function openOptions(
  instrument: Instrument,
  items: readonly ItemResult[],
  missing: readonly MissingItem[],
): (readonly Option[])[] {
  let answered = 0;
  let open = 0;
  // Both lists are in the order of the instrument, and none that reckons is scored per lesion, where a compartment may be missing too.
  return instrument.items.map(({ id, byId, options }) => {
    if (items[answered]?.item === id) return [byId.get(items[answered++]!.option)!];
    return missing[open++]!.options ?? options;
  });
}

/** The range of the instrument is also its ceiling: the points of NESMS may add up to more, its score may not. */
function within(range: Range, min: number, max: number): Range {
  return { min: Math.min(min, range.max), max: Math.min(max, range.max) };
}

/** The running sum of one evaluation: its lowest and highest total, what is answered and what is not. */
class Tally {
  readonly items: ItemResult[] = [];
  readonly missing: MissingItem[] = [];
  notScorable: string | undefined;
  min = 0;
  max = 0;

  constructor(applicability: Applicability | undefined) {
    if (!applicability) return;
    if ('reason' in applicability) this.notScorable = applicability.reason;
    else this.missing.push({ item: 'compartment', label: applicability.label, from: [applicability.missing] });
  }

  count(item: CompiledItem, reading: Reading): void {
    const option = typeof reading === 'number' ? optionHolding(reading, item.options)?.id : reading;
    if (typeof option === 'string') this.add(item.answered.get(option)!);
    else if (reading === undefined) this.lack(item.unanswered, item.lowest, item.highest);
    else this.countAnswer(item, answerOf(item, reading));
  }

  private countAnswer(item: CompiledItem, { option, from, among, note }: Answer): void {
    if (option !== null) {
      this.add(itemResult(item.id, item.label, item.byId.get(option)!, from, note));
      return;
    }
    if (among?.length === 0) this.notScorable ??= note;
    const options = among ? item.options.filter(({ id }) => among.includes(id)) : item.options;
    const points = options.map((each) => each.points ?? 0);
    this.lack({ item: item.id, label: item.label, options, from, note }, Math.min(...points), Math.max(...points));
  }

  private add(result: ItemResult): void {
    this.min += result.points ?? 0;
    this.max += result.points ?? 0;
    this.items.push(result);
  }

  private lack(item: MissingItem, lowest: number, highest: number): void {
    this.min += lowest;
    this.max += highest;
    this.missing.push(item);
  }
}

/** What a reading says in full. A number that no option holds leaves the instrument without a row for the patient. */
export function answerOf(item: CompiledItem, reading: Reading): Answer {
  const { from, options, refused } = item;
  if (typeof reading === 'object') return reading;
  if (typeof reading !== 'number') return { option: reading ?? null, from };
  const option = optionHolding(reading, options);
  return option ? { option: option.id, from } : { option: null, from, among: [], note: refused?.[reading] };
}
