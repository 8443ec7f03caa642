import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { FieldError, Refusal } from '#workflow';
import { validateSync, type ValidationError } from 'class-validator';
import { isJsonObject } from './fields/collections.js';
import { fieldsOf, type PartClass } from './fields/field.js';
import { InvalidBody, InvalidQuery, NothingHere } from './input-refusals.js';
import { instantiate } from './instantiate.js';
import { pointerTo } from './pointer.js';
import { rememberValidationMetadata } from './remember-validation-metadata.js';

const MAX_ERRORS = 100;

rememberValidationMetadata();

/**
 * Every body, query and set of path parameters becomes an instance of its class, or a refusal that names each fault.
 * Unknown fields are refused; nothing is converted, except that a query's text is read as its field says.
 */
@Injectable()
export class RequestDataPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom') return value;

    const dataClass = requireDataClass(metatype, type);
    const { instance, errors } = readData(
      dataClass,
      type === 'query' ? readQuery(dataClass, value) : value === undefined ? {} : value,
    );
    if (errors.length > 0) throw refusalOf(type, errors.slice(0, MAX_ERRORS));
    return instance;
  }
}

/** The instance of the class with everything that is wrong with it. Exported for tests of request classes. */
export function readData(type: PartClass, value: unknown): { instance: object; errors: FieldError[] } {
  if (!isJsonObject(value)) {
    return { instance: {}, errors: [{ pointer: '', message: 'Send a JSON object.', code: 'object' }] };
  }
  const errors: FieldError[] = [];
  const instance = instantiate(type, value, errors);
  for (const error of validateSync(instance, { stopAtFirstError: true })) errors.push(...fieldErrorsOf(error, ''));
  return { instance, errors };
}

function fieldErrorsOf(error: ValidationError, parent: string): FieldError[] {
  const pointer = pointerTo(parent, error.property);
  const within = faultsWithin(error, pointer);
  const own = Object.entries(error.constraints ?? {}).map(([code, message]) => ({ pointer, message, code }));
  const children = (error.children ?? []).flatMap((child) => fieldErrorsOf(child, pointer));
  return [...(within.length > 0 ? within : own), ...children];
}

/** class-validator judges a list as a whole; the answer points at the elements. */
function faultsWithin({ target, property, value, constraints }: ValidationError, pointer: string): FieldError[] {
  if (!target || !constraints || value === undefined) return [];
  const faults = fieldsOf(target.constructor).get(property)?.expectation.faultsWithin?.(value) ?? [];
  return faults.map(({ path, sentence, code }) => ({
    pointer: pointerTo(pointer, path),
    message: `${property}[${path}] must be ${sentence}.`,
    code,
  }));
}

/** In a query everything arrives as text; each field knows how to read itself. */
function readQuery(type: PartClass, query: unknown): Record<string, unknown> {
  const fields = fieldsOf(type);
  const read = ([name, typed]: [string, unknown]): [string, unknown] => {
    const fromQuery = fields.get(name)?.expectation.fromQuery;
    if (!fromQuery || (typeof typed !== 'string' && !Array.isArray(typed))) return [name, typed];
    return [name, typeof typed === 'string' ? fromQuery(typed) : typed.flatMap(fromQuery)];
  };
  return Object.fromEntries(Object.entries(query ?? {}).map(read));
}

function refusalOf(type: ArgumentMetadata['type'], errors: FieldError[]): Refusal {
  if (type === 'param') return new NothingHere();
  return type === 'query' ? new InvalidQuery(errors) : new InvalidBody(errors);
}

/** A defect, not a refusal: `import type` of a request class erases it, and everything would be let through. */
function requireDataClass(metatype: ArgumentMetadata['metatype'], type: string): PartClass {
  if (metatype && fieldsOf(metatype).size > 0) return metatype as PartClass;
  throw new TypeError(`A ${type} has no class with fields: declare one and import it as a value, not as a type.`);
}
