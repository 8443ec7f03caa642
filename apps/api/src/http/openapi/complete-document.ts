import type { ContentObject, OpenAPIObject, ResponseObject } from '@nestjs/swagger';
import { acceptsIdempotencyKey } from '../idempotency.js';
import { BODY_LIMIT } from '../json-body.js';
import type { ProblemFacts } from '../problem.js';
import { exampleOfSchema } from './examples.js';
import { HEADERS, headersOf, RECEIPT_EXTENSION } from './headers.js';
import { isPublic, resolve, routesOf, type Operation, type Route, type Schemas } from './operations.js';
import { exampleOf, problemResponse } from './problem-response.js';
import { standardProblemsOf } from './standard-problems.js';

const JSON_TYPE = 'application/json';
const PROBLEM = 'application/problem+json';

type Reference = { readonly $ref: string };
type Examples = NonNullable<ContentObject[string]['examples']>;

/** What stands once in the document: a standard problem's example, and the response of routes that have no other of its status. */
interface Shared {
  readonly responses: Record<string, ResponseObject>;
  readonly examples: Examples;
}

/** The document with what follows from each route's shape: headers, the problems of its kind, examples. */
export function completeDocument(document: OpenAPIObject): OpenAPIObject {
  const schemas: Schemas = document.components?.schemas ?? {};
  const shared: Shared = { responses: {}, examples: {} };

  for (const route of routesOf(document)) {
    // In this order: which problems there are follows from the headers a route takes.
    addIdempotencyKey(route);
    addProblems(route, shared);
    addRequestExample(route.operation, schemas);
    addAnswerDetails(route.operation, schemas);
  }
  const { responses, examples } = shared;
  for (const [name, response] of Object.entries(responses)) response.headers = headersOf(name.slice(0, 3));
  document.components = { ...document.components, responses, examples, headers: HEADERS };
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

/** What every route of its shape can answer, beside the refusals of its own, which come first. */
function addProblems({ operation, ...route }: Route, shared: Shared): void {
  const standard = Map.groupBy(standardProblemsOf({ ...route, operation }), ({ status }) => String(status));

  for (const [status, facts] of standard) {
    const own = operation.responses[status] as ResponseObject | undefined;
    const response = withSharedExamples(facts, shared);
    operation.responses[status] = own ? merged(own, response) : sharedResponse(status, response, shared);
  }
}

/** The response of standard problems, whose examples stand elsewhere. */
function withSharedExamples(facts: readonly ProblemFacts[], shared: Shared): ResponseObject {
  const examples = facts.map((each): [string, Reference] => {
    const name = `${each.status}.${each.code}`;
    shared.examples[name] ??= exampleOf(each);
    return [each.code, { $ref: `#/components/examples/${name}` }];
  });
  const { description, content } = problemResponse(facts);
  return { description, content: { [PROBLEM]: { ...content?.[PROBLEM], examples: Object.fromEntries(examples) } } };
}

/** Where both know a problem, the route's own example stays. */
function merged(own: ResponseObject, standard: ResponseObject): ResponseObject {
  const ofItsOwn = own.content?.[PROBLEM]?.examples;
  const examples: Examples = { ...ofItsOwn, ...standard.content?.[PROBLEM]?.examples, ...ofItsOwn };
  return {
    description: Object.keys(examples).join(', '),
    content: { [PROBLEM]: { ...standard.content?.[PROBLEM], examples } },
  };
}

/** Routes with the same standard problems, and no other of this status, share one response: `400.1`, `400.2`. */
function sharedResponse(status: string, response: ResponseObject, { responses }: Shared): Reference {
  const alike = Object.keys(responses).filter((name) => name.startsWith(status));
  const known = alike.find((name) => responses[name]?.description === response.description);
  const name = known ?? `${status}.${alike.length + 1}`;
  responses[name] ??= response;
  return { $ref: `#/components/responses/${name}` };
}

function addRequestExample({ requestBody }: Operation, schemas: Schemas): void {
  if (!requestBody || '$ref' in requestBody) return;
  requestBody.description ??= `JSON in UTF-8, at most ${BODY_LIMIT / 1024 / 1024} MiB.`;
  addExamples(requestBody.content, schemas);
}

function addAnswerDetails(operation: Operation, schemas: Schemas): void {
  const { responses } = operation;
  for (const [status, response] of Object.entries(responses as Record<string, ResponseObject | Reference>)) {
    if ('$ref' in response) continue;
    const has = { version: isVersioned(response, schemas), receipt: RECEIPT_EXTENSION in operation };
    response.headers = { ...headersOf(status, has), ...response.headers };
    if (status.startsWith('2')) addExamples(response.content ?? {}, schemas);
  }
}

function addExamples(content: ContentObject, schemas: Schemas): void {
  const media = content[JSON_TYPE];
  if (!media?.schema || media.example !== undefined || media.examples) return;
  const example = exampleOfSchema(media.schema, schemas);
  if (example !== undefined) media.example = example;
}

function isVersioned({ content }: ResponseObject, schemas: Schemas): boolean {
  const schema = content?.[JSON_TYPE]?.schema;
  return schema !== undefined && resolve(schema, schemas).properties?.['version'] !== undefined;
}
