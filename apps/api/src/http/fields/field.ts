import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, ValidateIf, ValidateNested, type ValidationArguments } from 'class-validator';
import type { Expectation } from './expectation.js';

/** A class made of fields: a request's data or a response's view. */
export type PartClass = new () => object;

export interface FieldOptions {
  /** The sentence that documents the field. */
  readonly about?: string;
  /** The field may be left out. */
  readonly optional?: boolean;
  /** The field may be null: in a change "take it away", in a view "there is none". */
  readonly nullable?: boolean;
}

export interface Field {
  readonly expectation: Omit<Expectation, 'schema'>;
  /** The class of the object, or of each object of the list, found here. */
  readonly part?: () => PartClass;
}

const declared = new WeakMap<object, Map<string, Field>>();
const complete = new WeakMap<object, Map<string, Field>>();

/** The fields of a class, those of the classes it extends included; empty for a class that declares none. */
export function fieldsOf(type: object): ReadonlyMap<string, Field> {
  const known = complete.get(type);
  if (known) return known;

  const parent: unknown = Object.getPrototypeOf(type);
  const inherited = typeof parent === 'function' ? fieldsOf(parent) : [];
  const fields = new Map([...inherited, ...(declared.get(type) ?? [])]);
  complete.set(type, fields);
  return fields;
}

/** Declares a field to class-validator, to OpenAPI and to the pipe that builds request data. */
export function declareField(
  field: Field,
  documentation: ApiPropertyOptions,
  options: FieldOptions,
): PropertyDecorator {
  const { expectation, part } = field;
  const { about, optional = false, nullable = false } = options;
  const isAbsent = (value: unknown) => value === undefined || (nullable && value === null);
  const decorators = [
    ...(optional ? [] : [isGiven(expectation)]),
    ValidateBy({
      name: expectation.code,
      validator: {
        validate: (value: unknown) => isAbsent(value) || expectation.accepts(value),
        defaultMessage: (at?: ValidationArguments) => `${at?.property} must be ${expectation.sentence}.`,
      },
    }),
    ...(part ? [ValidateNested(), ValidateIf((_, value) => !(nullable && value === null))] : []),
    ApiProperty({
      ...documentation,
      required: !optional,
      ...(about && { description: about }),
      ...(nullable && { nullable }),
    } as ApiPropertyOptions),
  ];

  return (prototype, name) => {
    remember(prototype.constructor, String(name), field);
    for (const decorate of decorators) decorate(prototype, name);
  };
}

function isGiven({ sentence }: Omit<Expectation, 'schema'>): PropertyDecorator {
  return ValidateBy({
    name: 'required',
    validator: {
      validate: (value: unknown) => value !== undefined,
      defaultMessage: (at?: ValidationArguments) => `${at?.property} is required: ${sentence}.`,
    },
  });
}

function remember(type: object, name: string, field: Field): void {
  const fields = declared.get(type) ?? new Map<string, Field>();
  declared.set(type, fields.set(name, field));
}
