import { deepFreeze } from './deep-freeze.js';
import type { Facts } from './facts.js';
import type {
  Applicability,
  Band,
  Definition,
  Evidence,
  InstrumentId,
  Item,
  Option,
  Prognosis,
  Reckoning,
} from './instrument.js';
import type { Category, ItemResult, MissingItem, Range } from './result.js';

/** An instrument ready to be evaluated: its definition, and the look-ups made from it once so that scoring only reads them. */
export interface Instrument {
  readonly definition: Definition;
  readonly id: InstrumentId;
  readonly version: string;
  readonly evidence: Evidence;
  readonly notes: readonly string[];
  readonly range: Range | null;
  readonly isPerLesion: boolean;
  readonly items: readonly CompiledItem[];
  /** The items as one lesion answers them, its index in the path of every fact. */
  readonly itemsOfLesion: (lesion: number) => readonly CompiledItem[];
  readonly outcomeAt: readonly (Outcome | undefined)[];
  readonly outcomeOf: ReadonlyMap<string, Outcome>;
  readonly applies: ((facts: Facts, lesion?: number) => Applicability) | undefined;
  readonly reckoning: Reckoning | undefined;
}

/** What a total, or a grade, means. Shared by every result that has it. */
export interface Outcome {
  readonly category: Category;
  readonly prognosis: Prognosis | null;
}

export interface CompiledItem extends Item {
  readonly byId: ReadonlyMap<string, Option>;
  /** The result of each option when it was read from the item's own facts. Frozen, because every assessment shares it. */
  readonly answered: ReadonlyMap<string, ItemResult>;
  /** The item while its facts do not answer. Frozen, because every assessment shares it. */
  readonly unanswered: MissingItem;
  /** Where an answer on a form comes from. */
  readonly fromForm: readonly string[];
  readonly lowest: number;
  readonly highest: number;
}

type InstrumentSpec = Omit<Definition, 'items'> & {
  readonly items: readonly Item[];
  readonly applies?: (facts: Facts, lesion?: number) => Applicability;
  readonly reckoning?: Reckoning;
};

/** Makes an instrument of its definition and its readers; called when its module is loaded. */
export function defineInstrument({ applies, reckoning, items, ...rest }: InstrumentSpec): Instrument {
  const { id, version, evidence, notes, range, bands, perLesion = false } = rest;
  return {
    definition: deepFreeze({
      ...rest,
      items: items.map(({ read: _read, measure: _measure, ...definition }) => definition),
    }),
    id,
    version,
    evidence,
    notes,
    range,
    isPerLesion: perLesion,
    items: items.map(compile),
    itemsOfLesion: remembered((lesion) => items.map((item) => compile(atLesion(item, lesion)))),
    outcomeAt: outcomesByTotal(bands, range),
    outcomeOf: new Map(bands.length ? bands.flatMap(outcomesOfOptions) : items.flatMap(ownOutcomes)),
    applies,
    reckoning,
  };
}

const atLesion = (item: Item, lesion: number): Item => ({
  ...item,
  from: item.from.map((path) => path.replace('lesions[]', `lesions[${lesion}]`)),
});

/** Cases have few lesions: what the first of them need is kept, whatever index may be asked for. */
const REMEMBERED_LESIONS = 32;

function remembered<Value>(make: (lesion: number) => Value): (lesion: number) => Value {
  const made: Value[] = [];
  return (lesion) => (lesion < REMEMBERED_LESIONS ? (made[lesion] ??= make(lesion)) : make(lesion));
}

// Every property is written out, absent or not, so that all items have one hidden class and the engine reads them fast.
function compile({ id, label, options, from, number, units, refused, note, read, measure }: Item): CompiledItem {
  const points = options.map((option) => option.points ?? 0);
  return {
    id,
    label,
    options,
    from,
    number,
    units,
    refused,
    note,
    read,
    measure,
    byId: new Map(options.map((option) => [option.id, option])),
    answered: new Map(options.map((option) => [option.id, deepFreeze(itemResult(id, label, option, from))])),
    unanswered: deepFreeze({ item: id, label, options, from, note: undefined }),
    fromForm: [`inputs.${id}`],
    lowest: Math.min(...points),
    highest: Math.max(...points),
  };
}

/** One answered item of a result. */
export function itemResult(
  item: string,
  label: string,
  option: Option,
  from: readonly string[],
  note?: string,
): ItemResult {
  return { item, label, option: option.id, optionLabel: option.label, points: option.points, from, note };
}

function outcomesByTotal(bands: readonly Band[], range: Range | null): (Outcome | undefined)[] {
  const outcomes: (Outcome | undefined)[] = Array.from({ length: (range?.max ?? -1) + 1 });
  for (const band of bands) {
    if (band.max !== undefined) outcomes.fill(outcomeOf(band), band.min, band.max + 1);
  }
  return outcomes;
}

function outcomesOfOptions(band: Band): (readonly [string, Outcome])[] {
  const outcome = outcomeOf(band);
  return (band.options ?? []).map((id) => [id, outcome]);
}

/** A scale without bands (KPS, ECOG, Frankel, AIS): each grade is its own category. */
const ownOutcomes = ({ options }: Item) => options.map((option) => [option.id, outcomeOf(option)] as const);

function outcomeOf({ id, label, advice, prognosis }: Pick<Band, 'id' | 'label' | 'advice' | 'prognosis'>): Outcome {
  const category = deepFreeze(advice === undefined ? { id, label } : { id, label, advice });
  return { category, prognosis: prognosis ?? null };
}
