import type { OpenAPIObject, ResponseObject } from '@nestjs/swagger';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { checkDocument } from '../src/http/openapi/check-document.js';
import { routesOf } from '../src/http/openapi/operations.js';
import { startServer, type TestServer } from './support/server.js';
import { compilerComplaints } from './support/type-check.js';

/** What everything later is built on: names that are fixed. What a path is called by is not. */
const CORE_ROUTES = `
  POST /auth/login, POST /auth/refresh, POST /auth/logout, GET /auth/me, POST /auth/step-up
  GET /scores/systems, GET /scores/systems/{}, GET /scores/systems/{}/schema, GET /scores/systems/{}/questionnaire
  GET /scores/systems/{}/code-system, POST /scores, POST /scores/{}
  POST /patients, POST /patients/search, GET /patients/{}, PATCH /patients/{}
  POST /cases, GET /cases, POST /cases/search, GET /cases/{}, GET /cases/{}/history
  POST /cases/{}/accept, POST /cases/{}/decline, POST /cases/{}/ready, POST /cases/{}/defer, POST /cases/{}/relist
  POST /cases/{}/close, POST /cases/{}/reopen, POST /cases/{}/lane, POST /cases/{}/readiness/{}/waive
  POST /cases/{}/assessments, GET /cases/{}/assessments, POST /clocks/{}/stop
  POST /cases/{}/treatments, POST /treatments/{}/complete, PATCH /recommendations/{}
  GET /users, POST /users, PATCH /users/{}
  GET /boards, GET /boards/{}, PATCH /boards/{}, POST /boards/{}/members, POST /boards/{}/parameters/{}/confirm
  GET /boards/{}/meetings, POST /boards/{}/meetings, GET /meetings/{}, PATCH /meetings/{}
  POST /meetings/{}/close-agenda, POST /meetings/{}/start, POST /meetings/{}/end, POST /meetings/{}/cancel
  POST /meetings/{}/agenda, PATCH /meetings/{}/agenda/{}, DELETE /meetings/{}/agenda/{}
  POST /meetings/{}/agenda/{}/open, POST /meetings/{}/agenda/{}/adjourn
  POST /meetings/{}/attendance, GET /meetings/{}/quorum
  PUT /agenda-items/{}/preliminary-plans/mine, GET /agenda-items/{}/preliminary-plans
  POST /cases/{}/decisions, GET /cases/{}/decisions, POST /cases/{}/emergency-decisions
  GET /decisions/{}, PUT /decisions/{}, GET /decisions/{}/checks, POST /decisions/{}/overrides
  POST /decisions/{}/propose, POST /decisions/{}/return, POST /decisions/{}/revise, POST /decisions/{}/withdraw
  POST /decisions/{}/ratify, POST /decisions/{}/reject
  POST /decisions/{}/signing-statements, POST /decisions/{}/signatures
  POST /decisions/{}/signatures/{}/revoke, POST /decisions/{}/dissents/{}/accept
  GET /cases/{}/follow-up, GET /cases/{}/follow-up/proposal, PUT /cases/{}/follow-up/policy
  GET /imaging-orders, POST /cases/{}/imaging-orders
  POST /imaging-orders/{}/book, POST /imaging-orders/{}/perform, POST /imaging-orders/{}/report
  POST /imaging-orders/{}/acknowledge, POST /imaging-orders/{}/cancel
`;

/** Outside /api/v1, for those who run the server. */
const OPERATORS_ROUTES = ['GET /health/live', 'GET /health/ready'];

/** A program that uses the client's types: each marked line must be refused, everything else accepted. */
const CONSUMER = `
import type { paths } from './client.js';

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never;
type Problem<T> = T extends { content: { 'application/problem+json': infer Body } } ? Body : never;

type Refer = paths['/api/v1/cases']['post'];
type Show = paths['/api/v1/cases/{caseId}']['get'];

export const referral: Json<Refer['requestBody']> = {
  boardId: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07',
  patientId: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e08',
  question: 'Radiotherapy alone, or stabilisation first?',
  suspicion: { suspectedAt: '2026-03-02T08:00:00Z', painFeatures: ['nocturnal'] },
};

// @ts-expect-error a referral asks a question
export const silent: Json<Refer['requestBody']> = { boardId: '', patientId: '' };

export function describe(answer: Json<Show['responses'][200]>): string {
  return 'known' in answer ? answer.asOf : answer.patient.familyName + answer.state;
}

export function explain({ code, detail, errors = [] }: Problem<Show['responses'][404]>): string {
  return [code, detail, ...errors.map(({ pointer }) => pointer)].join(' ');
}

// @ts-expect-error there is no such route
export type Beds = paths['/api/v1/beds'];
`;

describe('the interface’s document', () => {
  let server: TestServer;
  let document: OpenAPIObject;

  beforeAll(async () => {
    server = await startServer();
    const response = await server.app.inject({ url: '/api/openapi.json' });
    document = response.json<OpenAPIObject>();
  });

  afterAll(() => server.close());

  it('leaves no route without summary, schemas, problems and examples', () => {
    expect(checkDocument(document)).toEqual([]);
  });

  it('holds every core route', () => {
    const documented = routesOf(document).map(({ method, path }) => nameOf(method, path));
    const promised = [...CORE_ROUTES.matchAll(/[A-Z]+ \S+(?=,|\n)/g)].map(([route]) => route);

    expect(promised.filter((route) => !documented.includes(route))).toEqual([]);
    expect(documented).toEqual(expect.arrayContaining(OPERATORS_ROUTES));
  });

  it('shows each problem as it would be answered', () => {
    const examples = routesOf(document).flatMap(({ operation }) => problemExamplesOf(document, operation.responses));

    expect(examples.length).toBeGreaterThan(300);
    for (const { status, value } of examples) {
      expect(value).toMatchObject({ status, type: `urn:consilium:problem:${String(value.code)}` });
      expect(value.detail).toMatch(/[.?!]$/);
    }
  });

  it('makes a client that the compiler accepts, and that refuses what the server would', async () => {
    const client = astToString(await openapiTypescript(document as OpenAPI3));

    expect(compilerComplaints({ 'client.ts': client, 'consumer.ts': CONSUMER })).toEqual([]);
  });
});

function nameOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/^\/api\/v1/, '').replaceAll(/\{\w+\}/g, '{}')}`;
}

interface ProblemExample {
  readonly status: number;
  readonly value: Readonly<Record<string, unknown>> & { readonly detail: string };
}

type Reference = { readonly $ref: string };

/** Each documented problem of an operation, wherever in the document it stands. */
function problemExamplesOf(document: OpenAPIObject, responses: object): ProblemExample[] {
  return Object.entries(responses).flatMap(([status, response]) => {
    const { content } = follow<ResponseObject>(document, response);
    const examples = Object.values(content?.['application/problem+json']?.examples ?? {});
    return examples.map((example) => {
      const { value } = follow<{ value?: unknown }>(document, example);
      return { status: Number(status), value: value as ProblemExample['value'] };
    });
  });
}

function follow<T extends object>({ components }: OpenAPIObject, found: T | Reference): T {
  if (!('$ref' in found)) return found;
  const [kind, name] = found.$ref.split('/').slice(2) as ['responses' | 'examples', string];
  return components?.[kind]?.[name] as T;
}
