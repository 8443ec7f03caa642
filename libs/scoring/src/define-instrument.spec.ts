import { assessment } from '../test/given.js';
import { defineInstrument, itemResult } from './define-instrument.js';
import type { Band, Item } from './instrument.js';
import { INSTRUMENTS } from './registry.js';
import { scoreInstrument } from './score-instrument.js';
import { sins } from './sins/sins.js';

const item: Item = {
  id: 'size',
  label: 'Size',
  options: [
    { id: 'small', label: 'Small', points: 1 },
    { id: 'large', label: 'Large', points: 3 },
  ],
  from: ['lesions[].levels', 'pain.character'],
  read: () => 'small',
};

const made = (patch: Partial<Parameters<typeof defineInstrument>[0]> = {}) =>
  defineInstrument({
    id: 'sins',
    version: '1.2.3',
    name: 'Made up',
    purpose: 'stability',
    direction: null,
    citations: [],
    cohort: 'a board that was made up.',
    limits: [],
    evidence: { grade: 'partial', notes: ['A note.'] },
    items: [item],
    bands: [],
    range: { min: 1, max: 3 },
    notes: ['Another note.'],
    ...patch,
  });

const band = (id: string, rest: Partial<Band>): Band => ({ id, label: id.toUpperCase(), evidence: 'partial', ...rest });

describe('an instrument', () => {
  it('keeps its definition without the functions that read it, so that it can be sent', () => {
    const { definition } = made({ items: [{ ...item, measure: () => 'impossible' }] });
    expect(definition.items).toEqual([{ id: 'size', label: 'Size', options: item.options, from: item.from }]);
    expect(Object.keys(definition.items[0]!)).toEqual(['id', 'label', 'options', 'from']);
  });

  it('has ready for each item what an answer, or its absence, amounts to', () => {
    const [compiled] = made().items;
    expect(compiled!.answered.get('large')).toEqual({
      item: 'size',
      label: 'Size',
      option: 'large',
      optionLabel: 'Large',
      points: 3,
      from: ['lesions[].levels', 'pain.character'],
    });
    expect(compiled!.unanswered).toEqual({
      item: 'size',
      label: 'Size',
      options: item.options,
      from: ['lesions[].levels', 'pain.character'],
    });
    expect(compiled!.fromForm).toEqual(['inputs.size']);
    expect([compiled!.lowest, compiled!.highest]).toEqual([1, 3]);
    const shared = [compiled!.answered.get('small')!, compiled!.unanswered];
    for (const each of [...shared, ...shared.map(({ from }) => from), ...compiled!.unanswered.options!]) {
      expect(Object.isFrozen(each)).toBe(true);
    }
  });

  it('counts a grade without points as none', () => {
    const options = [
      { id: 'a', label: 'A', points: null },
      { id: 'b', label: 'B', points: 2 },
    ];
    expect(made({ items: [{ ...item, options }] }).items[0]).toMatchObject({ lowest: 0, highest: 2 });
  });

  it('names the facts of one lesion by its index, and remembers that for the first 32', () => {
    const { itemsOfLesion } = made({ perLesion: true });
    expect(itemsOfLesion(7)[0]!.from).toEqual(['lesions[7].levels', 'pain.character']);
    expect(itemsOfLesion(40)[0]!.from).toEqual(['lesions[40].levels', 'pain.character']);
    expect(itemsOfLesion(0)).toBe(itemsOfLesion(0));
    expect(itemsOfLesion(31)).toBe(itemsOfLesion(31));
    expect(itemsOfLesion(32)).not.toBe(itemsOfLesion(32));
  });

  it('is applied once to an assessment unless it is said to be applied to each lesion', () => {
    expect(made().isPerLesion).toBe(false);
    expect(made({ perLesion: true }).isPerLesion).toBe(true);
  });

  it('finds the band of every total, and none beside them', () => {
    const { outcomeAt } = made({ bands: [band('low', { min: 1, max: 2 }), band('high', { min: 3, max: 3 })] });
    expect(outcomeAt.map((outcome) => outcome?.category.id)).toEqual([undefined, 'low', 'low', 'high']);
    expect(made({ range: null }).outcomeAt).toEqual([]);
    expect(made().outcomeAt.filter(Boolean)).toEqual([]);
  });

  it('finds the band of a grade by the grades that it names', () => {
    const { outcomeOf } = made({ bands: [band('either', { options: ['small', 'large'] }), band('none', {})] });
    expect([...outcomeOf].map(([id, { category }]) => [id, category.id])).toEqual([
      ['small', 'either'],
      ['large', 'either'],
    ]);
  });

  it('without bands has each grade as its own category', () => {
    expect([...made().outcomeOf]).toEqual([
      ['small', { category: { id: 'small', label: 'Small' }, prognosis: null }],
      ['large', { category: { id: 'large', label: 'Large' }, prognosis: null }],
    ]);
  });

  it('says the advice and the prognosis of a band, where it has them', () => {
    const prognosis = { statement: 'Long', evidence: 'partial' } as const;
    const { outcomeAt } = made({
      bands: [band('low', { min: 1, max: 1, advice: 'Wait', prognosis }), band('high', { min: 2, max: 3 })],
    });
    expect(outcomeAt[1]).toEqual({ category: { id: 'low', label: 'LOW', advice: 'Wait' }, prognosis });
    expect(outcomeAt[2]).toEqual({ category: { id: 'high', label: 'HIGH' }, prognosis: null });
    expect(Object.keys(outcomeAt[2]!.category)).toEqual(['id', 'label']);
    for (const each of [outcomeAt[1]!.category, outcomeAt[1]!.prognosis]) expect(Object.isFrozen(each)).toBe(true);
  });

  it('shares evidence and notes that nobody can change', () => {
    const { evidence, notes } = made();
    for (const each of [evidence, evidence.notes, notes]) expect(Object.isFrozen(each)).toBe(true);
  });

  it('carries its evidence, its notes and its version into every result', () => {
    expect(scoreInstrument(made(), assessment())[0]).toMatchObject({
      system: 'sins',
      version: '1.2.3',
      evidence: { grade: 'partial', notes: ['A note.'] },
      notes: ['Another note.'],
    });
    expect(sins.evidence).toBe(INSTRUMENTS.sins.definition.evidence);
  });
});

describe('one answered item', () => {
  it('names its option, its points, its facts and what is said of it', () => {
    expect(itemResult('size', 'Size', item.options[0]!, ['pain.character'], 'A note.')).toEqual({
      item: 'size',
      label: 'Size',
      option: 'small',
      optionLabel: 'Small',
      points: 1,
      from: ['pain.character'],
      note: 'A note.',
    });
  });
});
