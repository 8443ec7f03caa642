import Ajv2020 from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { INSTRUMENT_IDS, type InstrumentId } from '../instrument.js';
import { INSTRUMENTS } from '../registry.js';
import { checkInputs } from '../score.js';
import { inputsSchema } from './inputs-schema.js';

const ajv = new Ajv2020.default({ strict: true, allErrors: false });
const validatorOf = (id: InstrumentId) => ajv.compile(inputsSchema(INSTRUMENTS[id].definition));

/** What people, and programs that are wrong, might send for an item: its answers, its numbers and their neighbours, anything. */
function anyAnswer(id: InstrumentId, index: number) {
  const { options, refused = {}, units = [] } = INSTRUMENTS[id].items[index]!;
  const bounds = options.flatMap(({ min = 0, max = 100 }) => [min - 1, min, max, max + 1, min + 0.5]);
  const values = [0, 0.1, 0.05, 0.099_99, 1, 3.5, 10, 10.01, 35, 100, 15.037_593_985, 1e4, -1, 1e300];
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...options.map((option) => option.id)) },
    { weight: 2, arbitrary: fc.constantFrom(...bounds, 1e21, -0) },
    fc.constantFrom('', 'constructor', '0', ...Object.keys(refused)),
    fc.record({
      value: fc.oneof(fc.constantFrom(...values), fc.double({ noNaN: true, noDefaultInfinity: true })),
      unit: fc.constantFrom(...units, 'mg'),
    }),
    fc.record({
      value: fc.constantFrom(...values),
      unit: fc.constantFrom(...units, 'g/dL'),
      takenOn: fc.constant('2026-03-01'),
    }),
    fc.jsonValue(),
  );
}

function anyForm(id: InstrumentId) {
  const items = INSTRUMENTS[id].items;
  const answers = Object.fromEntries(items.map((item, index) => [item.id, anyAnswer(id, index)]));
  const sound = Object.fromEntries(
    items.map((item) => [item.id, fc.constantFrom(...item.options.map((option) => option.id))]),
  );
  return fc.oneof(
    fc.record(answers, { requiredKeys: [] }),
    fc.tuple(fc.record(sound, { requiredKeys: [] }), fc.record(answers, { requiredKeys: [] })).map(([most, few]) => {
      const [changed] = Object.entries(few);
      return changed ? { ...most, [changed[0]]: changed[1] } : most;
    }),
    fc
      .tuple(fc.record(sound), fc.constantFrom('mood', '__proto__', 'inputs'))
      .map(([form, name]) => ({ ...form, [name]: 'slow' })),
    fc.jsonValue(),
  );
}

describe.each(INSTRUMENT_IDS.map((id) => [id]))('the JSON Schema of the form of %s', (id) => {
  it('accepts exactly the forms that are scored', () => {
    const accepts = validatorOf(id);
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(anyForm(id), (form) => {
        const isScored = checkInputs(id, form).length === 0;
        seen[isScored ? 'accepted' : 'refused']++;
        expect(accepts(form)).toBe(isScored);
      }),
      { numRuns: 400 },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(20);
  });
});

describe('the JSON Schema of a form', () => {
  it('says how each item is answered', () => {
    expect(inputsSchema(INSTRUMENTS.nesms.definition)).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:consilium:score-inputs:nesms:1.0.0',
      title: 'New England Spinal Metastasis Score (2015)',
      description:
        'The answers to the items of New England Spinal Metastasis Score (2015), version 1.0.0. An item left out is missing, not wrong.',
      type: 'object',
      additionalProperties: false,
      properties: {
        'modified-bauer': {
          title: 'Modified Bauer score',
          anyOf: [
            { const: '0-2', title: 'Modified Bauer score 0-2' },
            { const: '3-4', title: 'Modified Bauer score 3-4' },
            { type: 'integer', minimum: 0, maximum: 4 },
          ],
        },
        ambulation: {
          title: 'Ambulation',
          anyOf: [
            { const: 'independent', title: 'Independent' },
            { const: 'with-aid', title: 'With an aid' },
            { const: 'not-ambulatory', title: 'Not ambulatory' },
          ],
        },
        albumin: {
          title: 'Serum albumin',
          anyOf: [
            { const: 'below-3.5', title: 'Below 3.5 g/dL' },
            { const: 'at-least-3.5', title: '3.5 g/dL or more' },
            {
              type: 'object',
              properties: { value: { type: 'number', minimum: 0.1, maximum: 10 }, unit: { const: 'g/dL' } },
              required: ['value', 'unit'],
            },
            {
              type: 'object',
              properties: { value: { type: 'number', minimum: 1, maximum: 100 }, unit: { const: 'g/L' } },
              required: ['value', 'unit'],
            },
            {
              type: 'object',
              properties: {
                value: { type: 'number', minimum: 15.037593985, maximum: 1503.7593985 },
                unit: { const: 'umol/L' },
              },
              required: ['value', 'unit'],
            },
          ],
        },
      },
    });
  });

  it('says what is said of an item, and nothing of one that has no note', () => {
    const { properties } = inputsSchema(INSTRUMENTS['eq-5d-3l'].definition);
    expect(properties['value-set']!.description).toBe('Chosen by name, never by default.');
    expect(Object.keys(properties['mobility']!)).toEqual(['title', 'anyOf']);
  });

  it('leaves a count open above', () => {
    const { properties } = inputsSchema(INSTRUMENTS['tokuhashi-2005'].definition);
    expect(properties['extraspinal-bone-metastases']!.anyOf.at(-1)).toStrictEqual({ type: 'integer', minimum: 0 });
  });

  it('names the step of a number that goes by tens', () => {
    const { properties } = inputsSchema(INSTRUMENTS.kps.definition);
    expect(properties['kps']!.anyOf.at(-1)).toEqual({ type: 'integer', minimum: 0, maximum: 100, multipleOf: 10 });
  });
});
