import type { LaboratoryTest } from '../facts.js';
import type { Definition, ItemDefinition, NumberAnswer } from '../instrument.js';
import { limitsIn } from '../units/convert.js';

/** A JSON Schema, draft 2020-12, of what `score` takes for one instrument. */
export interface InputsSchema {
  readonly $schema: 'https://json-schema.org/draft/2020-12/schema';
  readonly $id: string;
  readonly title: string;
  readonly description: string;
  readonly type: 'object';
  readonly properties: Readonly<Record<string, ItemSchema>>;
  readonly additionalProperties: false;
}

/** How one item may be answered. */
export interface ItemSchema {
  readonly title: string;
  readonly description?: string;
  readonly anyOf: readonly object[];
}

/**
 * The JSON Schema of an instrument's form, made from its definition: it accepts exactly what `score` accepts. Nothing is required,
 * because an item left out is missing and not wrong.
 */
export function inputsSchema({ id, version, name, items }: Definition): InputsSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:consilium:score-inputs:${id}:${version}`,
    title: name,
    description: `The answers to the items of ${name}, version ${version}. An item left out is missing, not wrong.`,
    type: 'object',
    properties: Object.fromEntries(items.map((item) => [item.id, itemSchema(item)])),
    additionalProperties: false,
  };
}

function itemSchema(item: ItemDefinition): ItemSchema {
  const { label, note, options, number, units } = item;
  return {
    title: label,
    ...(note && { description: note }),
    anyOf: [
      ...options.map((option) => ({ const: option.id, title: option.label })),
      ...(number ? [numberSchema(number)] : []),
      ...(units ?? []).map((unit) => quantitySchema(testOf(item), unit)),
    ],
  };
}

function numberSchema({ min, max, step }: NumberAnswer): object {
  return {
    type: 'integer',
    minimum: min,
    ...(max !== undefined && { maximum: max }),
    ...(step !== 1 && { multipleOf: step }),
  };
}

function quantitySchema(test: LaboratoryTest, unit: string): object {
  const { lowest, highest } = limitsIn(test, unit);
  return {
    type: 'object',
    properties: { value: { type: 'number', minimum: lowest, maximum: highest }, unit: { const: unit } },
    required: ['value', 'unit'],
  };
}

/** An item with units is read from the one laboratory value that it names. */
const testOf = ({ from }: ItemDefinition) => from[0]!.replace('laboratory.', '') as LaboratoryTest;
