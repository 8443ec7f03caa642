import type { ExampleObject, OpenAPIObject } from '@nestjs/swagger';
import { acceptsIdempotencyKey } from '../idempotency.js';
import { BODY_LIMIT } from '../json-body.js';
import { exampleOfSchema } from './examples.js';
import { isPublic, resolve, routesOf, type Operation, type Route, type Schemas } from './operations.js';
import { problemResponse } from './problem-response.js';
import { standardProblemsOf } from './standard-problems.js';

const JSON_TYPE = 'application/json';

type Content = Record<string, { schema?: object; example?: unknown; examples?: Record<string, ExampleObject> }>;
type Response = { description: string; headers?: Record<string, object>; content?: Content };

/** The document with what follows from each route's shape: headers, the problems of its kind, examples. */
export function completeDocument(document: OpenAPIObject): OpenAPIObject {
  const schemas: Schemas = document.components?.schemas ?? {};
  for (const route of routesOf(document)) {
    // The order matters: a problem follows from the headers a route takes.
    addIdempotencyKey(route);
    addProblems(route);
    addRequestExample(route.operation, schemas);
    addAnswerDetails(route.operation, schemas);
  }
  return document;
}

function addIdempotencyKey({ method, path, operation }: Route): void {
  if (method !== 'post' || isPublic(operation) || !acceptsIdempotencyKey(path)) return;

  operation.parameters = [
    ...(operation.parameters ?? []),
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description: 'Makes the request safe to repeat for 24 hours: a new key for each new request.',
      schema: { type: 'string', minLength: 1, maxLength: 255, example: '0198f3a2-9b40-7d11-8c2e-5a7d3f1b6e90' },
    },
  ];
}

/** The route's own refusals come first; what every route of its shape can answer is added. */
function addProblems({ method, path, operation }: Route): void {
  const standard = Map.groupBy(standardProblemsOf({ method, path, operation }), ({ status }) => String(status));

  for (const [status, facts] of standard) {
    const own = operation.responses[status] as Response | undefined;
    const added = problemResponse(facts) as Response;
    const examples = { ...examplesOf(own), ...examplesOf(added) };

    operation.responses[status] = {
      description: Object.keys(examples).join(', '),
      content: {
        'application/problem+json': { schema: added.content?.['application/problem+json']?.schema, examples },
      },
    };
  }
}

function examplesOf(response: Response | undefined): Record<string, ExampleObject> {
  return response?.content?.['application/problem+json']?.examples ?? {};
}

function addRequestExample({ requestBody }: Operation, schemas: Schemas): void {
  if (!requestBody || '$ref' in requestBody) return;
  requestBody.description ??= `JSON in UTF-8, at most ${BODY_LIMIT / 1024 / 1024} MiB.`;
  addExamples(requestBody.content as Content, schemas);
}

function addAnswerDetails({ responses }: Operation, schemas: Schemas): void {
  for (const [status, response] of Object.entries(responses as Record<string, Response>)) {
    const later = status === '429' || status === '503';
    response.headers = {
      'X-Request-Id': header('The id of this request, also in the log and the trail.', 'uuid'),
      ...(later && { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', example: 1 } } }),
      ...(isVersioned(response, schemas) && { ETag: header('The version, for If-Match.', undefined, '"3"') }),
      ...response.headers,
    };
    if (status.startsWith('2')) addExamples(response.content ?? {}, schemas);
  }
}

function addExamples(content: Content, schemas: Schemas): void {
  const media = content[JSON_TYPE];
  if (!media?.schema || media.example !== undefined || media.examples) return;
  const example = exampleOfSchema(media.schema, schemas);
  if (example !== undefined) media.example = example;
}

function isVersioned({ content }: Response, schemas: Schemas): boolean {
  const schema = content?.[JSON_TYPE]?.schema;
  return schema !== undefined && resolve(schema, schemas).properties?.['version'] !== undefined;
}

function header(description: string, format?: string, example = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07'): object {
  return { description, schema: { type: 'string', ...(format && { format }), example } };
}
