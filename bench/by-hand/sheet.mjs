/** What the hand-written instruments write on: the running sums, and the result in the library's own shape and wording. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST } from '../../tools/paths.mjs';

export const library = await import(pathToFileURL(join(DIST, 'libs', 'scoring', 'src', 'index.js')).href);

export class Sheet {
  items = [];
  missing = [];
  min = 0;
  max = 0;
  notScorable = undefined;
}

/** An instrument's labels and advice, laid out for look-up. */
export function wordingOf(system) {
  const { version, evidence, notes, items, bands, range } = library.INSTRUMENTS[system].definition;
  const graded = items[0].options.map(({ id, label }) => [id, { category: { id, label }, prognosis: null }]);
  const banded = bands.map(({ id, label, advice, prognosis = null }) => [
    id,
    { category: advice === undefined ? { id, label } : { id, label, advice }, prognosis },
  ]);
  return {
    system,
    version,
    evidence,
    notes,
    highest: range?.max ?? 0,
    items: Object.fromEntries(items.map((item) => [item.id, laidOut(item)])),
    outcomes: Object.fromEntries(bands.length > 0 ? banded : graded),
  };
}

function laidOut(item) {
  const labels = Object.fromEntries(item.options.map(({ id, label }) => [id, label]));
  return { ...item, labels, highest: Math.max(...item.options.map(({ points }) => points ?? 0)) };
}

export function answered(sheet, wording, item, option, points, from, note) {
  const { label, labels, from: ownFacts } = wording.items[item];
  sheet.items.push({ item, label, option, optionLabel: labels[option], points, from: from ?? ownFacts, note });
  sheet.min += points;
  sheet.max += points;
}

export function unknown(sheet, wording, item, lowest, highest, from, note, among) {
  const { label, options, from: ownFacts } = wording.items[item];
  const open = among ? options.filter(({ id }) => among.includes(id)) : options;
  sheet.missing.push({ item, label, options: open, from: from ?? ownFacts, note });
  sheet.min += lowest;
  sheet.max += highest;
}

/** `ceiling` null: a scale of grades, without totals. */
export function toResult({ system, version, evidence, notes, outcomes }, sheet, band, ceiling, lesion) {
  const { items, missing, notScorable } = sheet;
  const complete = missing.length === 0 && !notScorable;
  const possible =
    ceiling === null || notScorable ? null : { min: Math.min(sheet.min, ceiling), max: Math.min(sheet.max, ceiling) };
  const outcome = complete ? outcomes[band] : undefined;
  return {
    system,
    version,
    complete,
    total: complete && possible ? possible.min : null,
    category: outcome ? outcome.category : null,
    items,
    missing: notScorable ? [] : missing,
    possible,
    prognosis: outcome ? outcome.prognosis : null,
    evidence,
    notes,
    notScorable,
    lesion,
    isWorst: undefined,
  };
}
