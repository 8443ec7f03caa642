import type { InstrumentId } from '../src/instrument.js';
import { score } from '../src/score.js';
import * as eq5d from './second-table/eq-5d.js';
import { bandOf, everyForm, type PrintedTable } from './second-table/printed-table.js';
import * as prognosis from './second-table/prognosis.js';
import * as other from './second-table/surgery-and-care.js';

const TABLES: [InstrumentId, PrintedTable, forms: number, lowest: number, highest: number][] = [
  ['tokuhashi-1990', prognosis.TOKUHASHI_1990, 2_673, 0, 12],
  ['tokuhashi-2005', prognosis.TOKUHASHI_2005, 4_131, 0, 15],
  ['tomita', prognosis.TOMITA, 18, 2, 10],
  ['bauer', prognosis.BAUER, 80, 0, 5],
  ['modified-bauer', prognosis.MODIFIED_BAUER, 40, 0, 4],
  ['nesms', prognosis.NESMS, 12, 0, 3],
  ['katagiri', prognosis.KATAGIRI, 216, 0, 10],
  ['van-der-linden', prognosis.VAN_DER_LINDEN, 24, 0, 6],
  ['mizumoto', prognosis.MIZUMOTO, 128, 0, 14],
  ['rades-2013', other.RADES_2013, 320, 6, 25],
  ['mstfi', other.MSTFI, 512, 0, 9],
  ['sins', other.SINS, 1_296, 0, 18],
];

// Compared before they are expected: a matcher on each of some ten thousand results would take minutes.
describe.each(TABLES)('every form of %s', (id, table, forms, lowest, highest) => {
  it('adds up to the total, and falls into the category, of the paper', () => {
    const wrong = everyForm(table).filter(({ form, total }) => {
      const result = score(id, form);
      return !result.complete || result.total !== total || result.category?.id !== bandOf(table, total);
    });

    expect(wrong).toEqual([]);
    expect(everyForm(table)).toHaveLength(forms);
    expect(score(id, {}).possible).toEqual({ min: lowest, max: highest });
  });

  it('says item by item what the paper gives for the answer', () => {
    const wrong = everyForm(table).flatMap(({ form }) =>
      score(id, form).items.filter(({ item, points }) => points !== table.items[item]![form[item]!]),
    );
    expect(wrong).toEqual([]);
  });

  it('leaves exactly the totals possible that the open item allows', () => {
    const wrong = Object.keys(table.items).flatMap((open) => {
      const points = Object.values(table.items[open]!);
      const closed = { ...table, items: { ...table.items, [open]: { '': 0 } }, ceiling: Infinity };
      return everyForm(closed).filter(({ form, total }) => {
        const { [open]: _open, ...answered } = form;
        const { possible, missing } = score(id, answered);
        const [min, max] = [Math.min(...points), Math.max(...points)].map((each) => Math.min(total + each, highest));
        return possible?.min !== min || possible?.max !== max || missing.map(({ item }) => item).join() !== open;
      });
    });
    expect(wrong).toEqual([]);
  });
});

/** Every state of five dimensions. */
function everyState(levels: number): string[] {
  let states = [''];
  for (let dimension = 0; dimension < 5; dimension++) {
    states = states.flatMap((state) => Array.from({ length: levels }, (_, index) => `${state}${index + 1}`));
  }
  return states;
}

const DIMENSIONS = ['mobility', 'self-care', 'usual-activities', 'pain-discomfort', 'anxiety-depression'];
const formOf = (state: string, valueSet: string) =>
  Object.fromEntries([['value-set', valueSet], ...DIMENSIONS.map((id, index) => [id, state[index]!])]);

describe.each([
  ['eq-5d-3l', 3, eq5d.EQ5D_3L, eq5d.thousandths3L],
  ['eq-5d-5l', 5, eq5d.EQ5D_5L, eq5d.thousandths5L],
] as const)('every state of %s', (id, levels, rows, thousandths) => {
  it.each(Object.entries(rows))('has the index that the table of %s gives it', (valueSet, row) => {
    const wrong = everyState(levels).filter((state) => {
      const { complete, total } = score(id, formOf(state, valueSet));
      return !complete || total !== thousandths(row, state) / 1_000;
    });
    expect(wrong).toEqual([]);
  });
});
