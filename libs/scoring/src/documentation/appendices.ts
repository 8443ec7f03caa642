/** What a page shows besides the definition: tables that are looked up and not added up. */

import { VALUE_SETS_3L, VALUE_SETS_5L, type ValueSet } from '../eq-5d/value-sets.js';
import type { InstrumentId } from '../instrument.js';
import { NOMS_SUGGESTIONS, NOMS_TABLE } from '../noms/noms-table.js';
import { page, section, table } from './markdown.js';

const APPENDICES: Partial<Record<InstrumentId, () => string>> = {
  noms: () => section('The table', nomsTable()),
  'eq-5d-3l': () => section('Value sets', valueSets(VALUE_SETS_3L)),
  'eq-5d-5l': () => section('Value sets', valueSets(VALUE_SETS_5L)),
};

/** The section of an instrument's own tables; empty where its items and categories say it all. */
export const appendixOf = (id: InstrumentId): string => APPENDICES[id]?.() ?? '';

function nomsTable(): string {
  const rows = NOMS_TABLE.map(({ neurologic, oncologic, mechanical, systemic, suggestion }) => [
    neurologic,
    oncologic.join(' or '),
    mechanical,
    systemic ?? 'any',
    NOMS_SUGGESTIONS[suggestion],
  ]);
  return table(['Neurologic', 'Oncologic', 'Mechanical', 'Systemic', 'Suggested'], rows);
}

const DIMENSIONS = ['Mobility', 'Self-care', 'Usual activities', 'Pain or discomfort', 'Anxiety or depression'];

function valueSets(sets: Readonly<Record<string, ValueSet>>): string {
  return page([
    'What each level of a dimension, from level 2 on, takes from full health, 1; and what is taken once where any dimension is above level 1, and once more where any is at level 3 (N3).',
    table(['Value set', ...DIMENSIONS, 'Any problem', 'N3'], Object.values(sets).map(valueSetRow)),
  ]);
}

function valueSetRow({ label, dimensions, anyProblem, anyExtreme }: ValueSet): string[] {
  const decrements = dimensions.map((byLevel) => byLevel.slice(1).join(' '));
  return [label, ...decrements, `${anyProblem}`, `${anyExtreme}`];
}
