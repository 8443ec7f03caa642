import type { OpenAPIObject } from '@nestjs/swagger';
import {
  isPublic,
  resolve,
  routesOf,
  type Operation,
  type Schema,
  type Schemas,
} from '../../src/http/openapi/operations.js';
import type { Person } from './person.js';
import type { TestServer } from './server.js';

export type Ids = Readonly<Record<string, string>>;

/** One operation of the interface's document, and a request for it that is right in everything. */
export interface Entrance {
  /** `POST /cases/{caseId}/accept`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly isPublic: boolean;
  readonly operation: Operation;
  readonly body?: { readonly schema: Schema; readonly example: object; readonly isRequired: boolean };
  /** A raw mail, and no JSON. */
  readonly takesMail: boolean;
  /** A body that is no JSON, as it is sent. */
  readonly raw?: { readonly type: string; readonly bytes: string };
  readonly query: readonly { readonly name: string; readonly schema: Exclude<Schema, { $ref: string }> }[];
  readonly needsIfMatch: boolean;
  readonly takesIfMatch: boolean;
}

export interface Ask {
  readonly as?: Person;
  readonly path?: string;
  readonly query?: string;
  /** An undefined one is not sent. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  /** Sent as it is. */
  readonly bytes?: Buffer | string;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: ReturnType<typeof JSON.parse>;
  readonly milliseconds: number;
}

const PREFIX = '/api/v1';

/** Every operation below /api/v1. */
export function entrancesOf(document: OpenAPIObject): Entrance[] {
  const routes = routesOf(document).filter(({ path }) => path.startsWith(PREFIX));
  return routes.map(({ method, path, operation }) => {
    const parameters = (operation.parameters ?? []).flatMap((each) => ('in' in each ? [each] : []));
    const ifMatch = parameters.find(({ name }) => name === 'If-Match');
    const media = operation.requestBody && 'content' in operation.requestBody && operation.requestBody.content;
    const json = media ? media['application/json'] : undefined;
    return {
      name: `${method.toUpperCase()} ${path.slice(PREFIX.length)}`,
      method: method.toUpperCase() as Entrance['method'],
      path,
      isPublic: isPublic(operation),
      operation,
      ...(json?.schema && { body: bodyOf(json.schema, json.example ?? firstOf(json.examples), schemasOf(document)) }),
      takesMail: media ? 'message/rfc822' in media : false,
      ...(media && !json && { raw: rawOf(media) }),
      query: parameters.filter(({ in: place }) => place === 'query') as Entrance['query'],
      needsIfMatch: ifMatch?.required === true,
      takesIfMatch: ifMatch !== undefined,
    };
  });
}

function firstOf(examples: object = {}): object {
  return Object.values(examples)[0]?.value;
}

function rawOf(media: Readonly<Record<string, { readonly example?: unknown }>>): Entrance['raw'] {
  const [[type, { example }] = ['', {}]] = Object.entries(media);
  return { type, bytes: String(example) };
}

function bodyOf(schema: Schema, example: object, schemas: Schemas): Entrance['body'] {
  return { schema, example, isRequired: (resolve(schema, schemas).required?.length ?? 0) > 0 };
}

/** The names of a path's parameters. */
export function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
}

/** A path with its parameters filled in. */
export function pathWith(path: string, ids: Ids): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`Nothing is arranged for {${name}} of ${path}.`);
    return id;
  });
}

/** A documented example with ids that exist: each by the name of its field, `deputyIds` and `ownerId` as a user's. */
export function exampleWith(example: unknown, ids: Ids): unknown {
  return JSON.parse(JSON.stringify(example), (name, value: unknown) =>
    typeof value === 'string' ? (ids[name] ?? value) : value,
  );
}

/** Where nobody in particular asks from: somewhere else each time, because one address is let in only so often a minute. */
let strangers = 0;
const strangersAddress = () => `10.${++strangers >> 16}.${(strangers >> 8) & 255}.${strangers & 255}`;

/** Sends what a well-behaved client would never send: any bytes, any headers. */
export async function ask(server: TestServer, entrance: Entrance, ids: Ids, asked: Ask): Promise<Answered> {
  const { as, query = '', headers = {}, body, bytes = body === undefined ? undefined : JSON.stringify(body) } = asked;
  const started = performance.now();
  const sent = {
    ...(as && { authorization: `Bearer ${await server.as(as).accessToken()}` }),
    ...(bytes !== undefined && { 'content-type': 'application/json' }),
    ...headers,
  };
  const response = await server.app.inject({
    method: entrance.method,
    url: (asked.path ?? pathWith(entrance.path, ids)) + query,
    payload: bytes,
    ...(!as && { remoteAddress: strangersAddress() }),
    headers: Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)),
  });
  const { statusCode: status, payload } = response;
  const isJson = payload !== '' && /\bjson\b/.test(String(response.headers['content-type']));
  return {
    status,
    headers: response.headers,
    body: isJson ? JSON.parse(payload) : undefined,
    milliseconds: performance.now() - started,
  };
}

export function schemasOf({ components }: OpenAPIObject): Schemas {
  return components?.schemas ?? {};
}
