import type { OpenAPIObject } from '@nestjs/swagger';

export type Schemas = Readonly<Record<string, Schema>>;
export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
export type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly operation: Operation;
}

export const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];

/** Every operation of the document with its method and path. */
export function routesOf({ paths }: OpenAPIObject): Route[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method, path, operation }] : [];
    }),
  );
}

/** Whether the route is documented as open to those who have not signed in. */
export function isPublic({ security }: Operation): boolean {
  return security?.some((requirement) => Object.keys(requirement).length === 0) ?? false;
}

/** The schema a reference points at, or the schema itself. */
export function resolve(schema: Schema, schemas: Schemas): Exclude<Schema, { $ref: string }> {
  if (!('$ref' in schema)) return schema;
  const target = schemas[schema.$ref.replace('#/components/schemas/', '')];
  if (!target) throw new Error(`The document names ${schema.$ref} and does not hold it.`);
  return resolve(target, schemas);
}
