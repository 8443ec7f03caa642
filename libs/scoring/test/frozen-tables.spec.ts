import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { checkFacts } from '../src/check-facts.js';
import type { Instrument } from '../src/define-instrument.js';
import { answerOf, evaluate } from '../src/evaluate.js';
import { FACT_VALUES, withFact } from '../src/fact-values.js';
import type { Facts } from '../src/facts.js';
import { INSTRUMENTS, VERSIONS } from '../src/registry.js';
import { score } from '../src/score.js';

/**
 * What each version of each instrument gives, as it was when it was first used: its table for a reader, a digest of the results of
 * many forms, which also holds what is reckoned and not added up, and one of what is read from many facts. A new version adds the entry
 * that the failing test received; an entry that is here never changes.
 */
interface FrozenTable {
  readonly items: Readonly<Record<string, string>>;
  readonly bands: readonly string[];
  readonly forms: string;
  readonly facts: string;
}
type Frozen = Readonly<Record<string, FrozenTable>>;

const FILE = new URL('./frozen-tables.json', import.meta.url);
const frozen = JSON.parse(readFileSync(FILE, 'utf8')) as Frozen;

const STEPS = 2_000;

function tableOf(instrument: Instrument): Pick<FrozenTable, 'items' | 'bands'> {
  const { items, bands } = instrument.definition;
  const pointsOf = ({ id, points, min, max }: (typeof items)[number]['options'][number]) =>
    `${id}${min === undefined ? '' : ` [${min}, ${max ?? '∞'}]`}${points === null ? '' : ` = ${points}`}`;
  return {
    items: Object.fromEntries(items.map(({ id, options }) => [id, options.map(pointsOf).join(' | ')])),
    bands: bands.map(({ id, min, max, options, prognosis }) => JSON.stringify({ id, min, max, options, prognosis })),
  };
}

/** A fixed walk round a list, and past its end, where nothing is answered: the same at every run. */
function pickOf<Value>(values: readonly Value[], step: number, seed: number): Value | undefined {
  return values[Math.floor(((step + 1) * (seed * 2 + 3) * 0.618_033_988_75) % (values.length + 1))];
}

/** What forms with answers and gaps in every mixture give. */
function digestOfForms(instrument: Instrument): string {
  return digest((step) => {
    const readings = instrument.items.map(({ options }, index) => pickOf(options, step, index)?.id);
    const { total, category, possible } =
      instrument === INSTRUMENTS.noms ? score('noms', formOf(instrument, readings)) : evaluate(instrument, readings);
    return [readings, total, category?.id, possible];
  });
}

function formOf({ items }: Instrument, readings: readonly (string | undefined)[]) {
  return Object.fromEntries(items.flatMap(({ id }, index) => (readings[index] ? [[id, readings[index]]] : [])));
}

/** What the items read from facts of every mixture, those only that they name. */
function digestOfFacts({ items }: Instrument): string {
  const paths = [...new Set(items.flatMap(({ from }) => from))].filter((path) => FACT_VALUES.has(path));
  return digest((step) => {
    const facts = paths.reduce((rest, path) => {
      const value = pickOf(FACT_VALUES.get(path)!, step, seedOf(path));
      return value === undefined ? rest : withFact(rest, path.replace('[]', '[0]'), value);
    }, ONE_LESION);
    return checkFacts(facts).length ? null : items.map((item) => answerOf(item, item.read(facts, 0)).option);
  });
}

const ONE_LESION: Facts = { lesions: [{ levels: ['T8'], compartment: 'extradural' }] };

/** Of the path itself, so that a fact that joins the others changes nothing for them. */
const seedOf = (path: string) => [...path].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);

function digest(resultOf: (step: number) => unknown): string {
  const hash = createHash('sha256');
  for (let step = 0; step < STEPS; step++) hash.update(JSON.stringify(resultOf(step)));
  return hash.digest('hex');
}

const versions = [...VERSIONS.values()]
  .flatMap((ofId) => [...ofId.values()])
  .map((instrument) => [`${instrument.id} ${instrument.version}`, instrument] as const);

describe('the points of a version', () => {
  it.each(versions)('of %s stand in the table as they did: a change of them is a new version', (name, instrument) => {
    expect(tableOf(instrument)).toEqual({ items: frozen[name]?.items, bands: frozen[name]?.bands });
  });

  it.each(versions)('of %s give each form what they gave', (name, instrument) => {
    expect(digestOfForms(instrument)).toBe(frozen[name]?.forms);
  });

  it.each(versions)('of %s are read from facts as they were', (name, instrument) => {
    expect(digestOfFacts(instrument)).toBe(frozen[name]?.facts);
  });

  it('are kept for every version that was ever used', () => {
    expect(versions.map(([name]) => name).sort()).toEqual(Object.keys(frozen).sort());
  });
});
