import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Refusal } from '#workflow';
import type { FastifyRequest } from 'fastify';
import { MalformedRequest } from './input-refusals.js';

const OUR_TAG = /^"(0|[1-9]\d{0,14})"$/;
const ANY_TAG = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;

/** Someone changed the resource since it was read. */
export class StaleVersion extends Refusal {
  readonly code = 'stale-version';
  readonly kind = 'stale';

  constructor(readonly currentVersion?: number) {
    super(
      'Someone changed this since you read it. Read it again, look at what changed, and repeat your change if it still fits.',
    );
  }
}

/** PUT with `If-None-Match: *` on what exists already. */
export class AlreadyExists extends Refusal {
  readonly code = 'already-exists';
  readonly kind = 'stale';

  constructor() {
    super('This exists already. Read it and send your change with If-Match.');
  }
}

/** A change was sent without saying which version it is based on. */
export class VersionRequired extends Refusal {
  readonly code = 'if-match-required';
  readonly kind = 'precondition-required';

  constructor() {
    super('Send If-Match with the ETag of the version you read, so that nobody’s change is lost.');
  }
}

/** A PUT either makes what is not there (`If-None-Match: *`) or replaces a version (`If-Match`). */
export type PutCondition = { readonly creates: true } | { readonly creates: false; readonly version: number };

/** The version named in `If-Match`; undefined without one, and for `*`, which any existing version meets. */
export function readIfMatch(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;

  const tag = header.trim();
  const version = OUR_TAG.exec(tag)?.[1];
  if (version !== undefined) return Number(version);
  // Well formed, but no tag this server gives: it can match nothing.
  if (ANY_TAG.test(tag)) throw new StaleVersion();
  throw malformedIfMatch();
}

/** What an If-Match is refused with that is no entity tag. */
export function malformedIfMatch(): MalformedRequest {
  return new MalformedRequest(
    'malformed-if-match',
    'Send one version in If-Match, as its ETag was given: If-Match: "3".',
  );
}

/** The version named in `If-Match`, which must be there; `*` names none. */
export function readRequiredIfMatch(header: string | undefined): number {
  const version = readIfMatch(header);
  if (version === undefined) throw new VersionRequired();
  return version;
}

/** What a PUT expects to find. Exactly one of the two headers must be there. */
export function readPutCondition(ifMatch: string | undefined, ifNoneMatch: string | undefined): PutCondition {
  if (ifNoneMatch === undefined) return { creates: false, version: readRequiredIfMatch(ifMatch) };
  if (ifNoneMatch.trim() === '*' && ifMatch === undefined) return { creates: true };
  throw malformedCondition();
}

/** What a PUT is refused with that says neither or both. */
export function malformedCondition(): MalformedRequest {
  return new MalformedRequest(
    'malformed-if-none-match',
    'Send either If-None-Match: * to create, or If-Match with the ETag you read to replace.',
  );
}

/** Refused with 412 unless the current version is the one the change is based on. Without `If-Match` nothing is asked. */
export function requireFresh(current: number, ifMatch: number | undefined): void {
  if (ifMatch !== undefined && ifMatch !== current) throw new StaleVersion(current);
}

/** Refused with 412 unless what the PUT expects is there; `current` is undefined when nothing is. */
export function requirePutCondition(current: number | undefined, condition: PutCondition): void {
  if (condition.creates) {
    if (current !== undefined) throw new AlreadyExists();
  } else if (current !== condition.version) {
    throw new StaleVersion(current);
  }
}

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>();

/** The version in `If-Match`, honoured when sent: for a POST that moves a state. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext) => readIfMatch(requestOf(context).headers['if-match']),
  [documentsHeader('If-Match', { required: false, description: 'Refuses with 412 unless this is still the version.' })],
);

/** The version in `If-Match`, required: for PATCH, PUT and DELETE. */
export const IfMatchRequired = createParamDecorator(
  (_: unknown, context: ExecutionContext) => readRequiredIfMatch(requestOf(context).headers['if-match']),
  [documentsHeader('If-Match', { required: true, description: 'The ETag of the version the change is based on.' })],
);

/** What a PUT expects to find: see `PutCondition`. */
export const IfMatchOrNone = createParamDecorator(
  (_: unknown, context: ExecutionContext) => {
    const { headers } = requestOf(context);
    return readPutCondition(headers['if-match'], headers['if-none-match']);
  },
  [
    documentsHeader('If-Match', { required: false, description: 'To replace: the ETag of the version read.' }),
    documentsHeader('If-None-Match', { required: false, description: 'To create: *', example: '*' }),
  ],
);

function documentsHeader(
  name: string,
  { required, description, example = '"3"' }: { required: boolean; description: string; example?: string },
): ParameterDecorator {
  return (target, method) => {
    const descriptor = method === undefined ? undefined : Object.getOwnPropertyDescriptor(target, method);
    if (method === undefined || !descriptor) return;
    ApiHeader({ name, required, description, schema: { type: 'string', example } })(target, method, descriptor);
  };
}
