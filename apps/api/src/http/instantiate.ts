import type { FieldError } from '#workflow';
import { isJsonObject } from './fields/collections.js';
import { fieldsOf, type PartClass } from './fields/field.js';
import { pointerTo } from './pointer.js';

/**
 * Plain JSON as an instance of its class, part by part, collecting what no field of the class is called. Values are not
 * judged here. Not class-transformer's work, because that silently drops `constructor`, `toString` and their like.
 */
export function instantiate(type: PartClass, plain: object, unknown: FieldError[], pointer = ''): object {
  const fields = fieldsOf(type);
  const instance: Record<string, unknown> = new type() as Record<string, unknown>;

  for (const [name, value] of Object.entries(plain)) {
    const field = fields.get(name);

    if (!field) {
      unknown.push({
        pointer: pointerTo(pointer, name),
        message: `${name} is not known here. Leave it out.`,
        code: 'unknown-field',
      });
    } else instance[name] = field.part ? shape(field.part(), value, unknown, pointerTo(pointer, name)) : value;
  }
  return instance;
}

function shape(part: PartClass, value: unknown, unknown: FieldError[], pointer: string): unknown {
  if (Array.isArray(value)) return value.map((inner, index) => shape(part, inner, unknown, pointerTo(pointer, index)));
  return isJsonObject(value) ? instantiate(part, value, unknown, pointer) : value;
}
