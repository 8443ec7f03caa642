import { HttpException } from '@nestjs/common';
import { Refusal, type FieldError, type RefusalKind } from '#workflow';

/** What is answered when the program says no: RFC 9457, `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
  readonly [field: string]: unknown;
}

/** Everything of a problem that does not depend on the request it answers. */
export interface ProblemFacts {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export const STATUS_OF_KIND: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'precondition-required': 428,
  unprocessable: 422,
  'too-large': 413,
  unsupported: 415,
  'too-many': 429,
  unavailable: 503,
};

const RETRY_AFTER_SECONDS = 1;

/** What Nest, Fastify and passport refuse on their own, in our words: theirs may repeat the address or the body. */
export const STANDARD_PROBLEMS: Readonly<Record<number, ProblemFacts>> = Object.fromEntries(
  (
    [
      [
        400,
        'malformed-request',
        'The request cannot be read. Check its address, headers and body against the documentation.',
      ],
      [401, 'not-signed-in', 'Sign in and send the access token: your sign-in is missing, over or not valid.'],
      [403, 'not-allowed', 'Your role does not allow this. Ask someone whose role does.'],
      [
        404,
        'not-found',
        'There is nothing at this address, or you may not know of it. Check the address and the ids in it.',
      ],
      [405, 'method-not-allowed', 'This address does not take this method. The documentation lists what it takes.'],
      [408, 'request-timeout', 'The request did not arrive in time. Send it again.'],
      [409, 'conflict', 'This does not fit what is there now. Read it again.'],
      [413, 'body-too-large', 'The body is larger than 1 MiB. Send less.'],
      [414, 'address-too-long', 'The address is too long. Searches by name or identifier are POST bodies.'],
      [415, 'unsupported-media-type', 'Send the body as application/json in UTF-8.'],
      [422, 'unprocessable', 'The request is understood and cannot be carried out as it stands.'],
      [429, 'too-many-requests', 'Too many requests. Wait as long as Retry-After says and send it again.'],
      [431, 'headers-too-large', 'The headers are too large. Send fewer or shorter ones.'],
      [503, 'unavailable', 'The service cannot answer just now. Wait as long as Retry-After says and send it again.'],
    ] as const
  ).map(([status, code, detail]) => [status, { status, code, detail }]),
);

const DEFECT: ProblemFacts = {
  status: 500,
  code: 'defect',
  detail: 'Something is wrong on our side; nothing was changed. Report the request id to the operator.',
};

/** The facts of the problem behind anything thrown; undefined when it is a defect and must be logged. */
export function factsOf(error: unknown): ProblemFacts | undefined {
  if (error instanceof Refusal) return factsOfRefusal(error);

  const status = statusOf(error);
  const standard = status === undefined ? undefined : STANDARD_PROBLEMS[status];
  if (standard) return withRetry(standard);
  // A refusal of the framework that nobody foresaw is still the client's, not a defect.
  return status !== undefined && status < 500 ? { ...STANDARD_PROBLEMS[400]!, status } : undefined;
}

/** The problem as answered. Without facts it is the one answer that every defect gets. */
export function toProblem(facts: ProblemFacts = DEFECT, requestId: string): Problem {
  const { status, code, detail, fields, errors } = facts;
  return {
    ...fields,
    type: `urn:consilium:problem:${code}`,
    title: titleOf(code),
    status,
    detail,
    code,
    requestId,
    ...(errors && { errors }),
  };
}

/** The facts of a refusal, its kind turned into a status. */
export function factsOfRefusal(refusal: Refusal): ProblemFacts {
  const { code, kind, message, fields, errors, retryAfterSeconds } = refusal;
  return withRetry({ status: STATUS_OF_KIND[kind], code, detail: message, fields, errors, retryAfterSeconds });
}

function withRetry(facts: ProblemFacts): ProblemFacts {
  const isForLater = facts.status === 429 || facts.status === 503;
  return isForLater ? { ...facts, retryAfterSeconds: facts.retryAfterSeconds ?? RETRY_AFTER_SECONDS } : facts;
}

/** Nest's exceptions carry their status in a method; Fastify's errors carry `FST_…` and `statusCode`. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return undefined;
  const isOfFastify = typeof error.code === 'string' && error.code.startsWith('FST_');
  return isOfFastify && typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** `quorum-not-met` is "Quorum not met". */
function titleOf(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
