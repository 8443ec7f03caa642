import type { OpenAPIObject } from '@nestjs/swagger';
import { isOfType } from './examples.js';
import { isPublic, resolve, routesOf, type Route, type Schema, type Schemas } from './operations.js';

const JSON_TYPE = 'application/json';
const PROBLEM = 'application/problem+json';

type Media = { schema?: Schema; example?: unknown; examples?: object };
type Answer = { content?: Record<string, Media> };

/** What the interface's document still lacks, a line each; empty when it is complete. For tests. */
export function checkDocument(document: OpenAPIObject): string[] {
  const schemas: Schemas = document.components?.schemas ?? {};
  const routes = routesOf(document);
  return [
    ...routes.flatMap((route) =>
      gapsOf(route, document).map((gap) => `${route.method.toUpperCase()} ${route.path}: ${gap}`),
    ),
    ...repeatedIds(routes).map((id) => `${id}: this operationId stands twice`),
    ...Object.entries(schemas).flatMap(([name, schema]) => gapsOfSchema(name, schema, schemas)),
  ];
}

function gapsOf({ path, operation }: Route, { components }: OpenAPIObject): string[] {
  const { summary, tags, responses, requestBody, parameters = [] } = operation;
  const answers = Object.entries(responses).map(([status, answer]): [string, Answer] => [
    status,
    follow(answer, components),
  ]);
  const successes = answers.filter(([status]) => status.startsWith('2'));
  const problems = answers.filter(([status]) => /^[45]/.test(status));
  const statuses = new Set(problems.map(([status]) => status));
  const expected = [
    '400',
    ...(isPublic(operation) ? [] : ['401', '403']),
    ...(path.includes('{') ? ['404'] : []),
    '503',
  ];
  const taken = requestBody && !('$ref' in requestBody) ? (requestBody.content as Record<string, Media>) : {};
  const isBodyShown = isExemplified(taken[JSON_TYPE]) || Object.values(taken).some(isBinary);

  return [
    ...gap(!summary, 'no summary'),
    ...gap(!tags?.length, 'no tag'),
    ...gap(successes.length === 0, 'no answer of the 200s'),
    ...successes.flatMap(([status, answer]) => gap(!isShown(status, answer), `${status} without schema or example`)),
    ...expected.flatMap((status) => gap(!statuses.has(status), `no ${status}`)),
    ...problems.flatMap(([status, { content }]) => gap(!content?.[PROBLEM]?.examples, `${status} without example`)),
    ...gap(requestBody !== undefined && !isBodyShown, 'a body without schema or example'),
    ...parameters.flatMap((each) =>
      'name' in each ? gap(!hasExample(each.schema), `the parameter ${each.name} without example`) : [],
    ),
  ];
}

function follow(answer: object | undefined, components: OpenAPIObject['components']): Answer {
  if (!answer || !('$ref' in answer)) return answer ?? {};
  const name = String(answer.$ref).replace('#/components/responses/', '');
  return (components?.responses?.[name] ?? {}) as Answer;
}

function isShown(status: string, { content }: Answer): boolean {
  if (status === '204') return content === undefined;
  // What is no JSON (a PDF, an archive) is shown by its schema: an example of bytes would help nobody.
  return content?.[JSON_TYPE] ? isExemplified(content[JSON_TYPE]) : Object.values(content ?? {}).some(isBinary);
}

function isBinary({ schema }: Media): boolean {
  return schema !== undefined && 'format' in schema && schema.format === 'binary';
}

function isExemplified(media: Media | undefined): boolean {
  return media?.schema !== undefined && (media.example !== undefined || media.examples !== undefined);
}

/** Each field of a schema is an object of its own or has an example. */
function gapsOfSchema(name: string, schema: Schema, schemas: Schemas): string[] {
  const { properties = {} } = resolve(schema, schemas);
  return Object.entries(properties).flatMap(([field, inner]) =>
    gap(!hasExample(inner) && !isMadeOfParts(inner), `${name}.${field}: no example`),
  );
}

function hasExample(schema: Schema | undefined): boolean {
  return schema !== undefined && !('$ref' in schema) && (schema.example !== undefined || schema.enum !== undefined);
}

function isMadeOfParts(schema: Schema): boolean {
  if ('$ref' in schema) return true;
  const { type, items, allOf, anyOf, oneOf } = schema;
  const inner = allOf ?? anyOf ?? oneOf;
  return (
    (isOfType(type, 'array') && items !== undefined && isMadeOfParts(items)) || (inner?.some(isMadeOfParts) ?? false)
  );
}

function repeatedIds(routes: readonly Route[]): string[] {
  const ids = routes.map(({ operation }) => operation.operationId ?? '');
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

function gap(isMissing: boolean, what: string): string[] {
  return isMissing ? [what] : [];
}
