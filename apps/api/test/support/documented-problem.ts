import type { OpenAPIObject, ResponseObject } from '@nestjs/swagger';
import type { Answered, Entrance } from './every-route.js';

/** Longer than any machine needs: what takes so long hangs. How fast an answer is, the bench says. */
const LONGEST_MILLISECONDS = 40_000;

export interface Expected {
  /** One of these. */
  readonly status?: number | readonly number[];
  readonly code?: string;
  /** Where the fault is. */
  readonly pointer?: string;
}

/**
 * What is wrong with a refusal, if anything: it must be a problem of RFC 9457 that the document promises for this operation,
 * with a sentence, a request id, the expected status, in good time.
 */
export function faultWithProblem(
  document: OpenAPIObject,
  entrance: Entrance,
  { status, headers, body, milliseconds }: Answered,
  expected: Expected = {},
): string | undefined {
  const told = `${status} ${body?.code ?? JSON.stringify(body)?.slice(0, 200)}`;
  const statuses = [expected.status ?? status].flat();
  const { type, title, detail, requestId } = body ?? {};

  if (status < 400 || status > 499) return `answered ${told}`;
  if (!statuses.includes(status)) return `answered ${told} instead of ${statuses.join(' or ')}`;
  if (expected.code !== undefined && body.code !== expected.code) return `answered ${told} instead of ${expected.code}`;
  if (!String(headers['content-type']).startsWith('application/problem+json')) return `${told} is no problem+json`;
  if (body.status !== status || type !== `urn:consilium:problem:${body.code}` || !title) return `${told} is no problem`;
  if (typeof detail !== 'string' || !/^[\p{Lu}\d].*[.!?]$/su.test(detail)) return `${told} says no sentence: ${detail}`;
  if (requestId !== headers['x-request-id']) return `${told} has lost its request id`;
  if (!codesOf(document, entrance, status).includes(body.code)) return `${told} is not documented`;
  if (expected.pointer !== undefined && !pointsAt(body.errors, expected.pointer)) {
    return `${told} points at ${JSON.stringify(body.errors?.map(({ pointer }: { pointer: string }) => pointer))}`;
  }
  return milliseconds > LONGEST_MILLISECONDS ? `${told} took ${Math.round(milliseconds)} ms` : undefined;
}

function codesOf({ components }: OpenAPIObject, { operation }: Entrance, status: number): string[] {
  const response = operation.responses[status];
  const name = response && '$ref' in response ? response.$ref.replace('#/components/responses/', '') : undefined;
  const documented = (name ? components?.responses?.[name] : response) as ResponseObject | undefined;
  return Object.keys(documented?.content?.['application/problem+json']?.examples ?? {});
}

/** The fault itself, what holds it, or what it holds. */
function pointsAt(errors: readonly { readonly pointer: string }[] | undefined, place: string): boolean {
  return (errors ?? []).some(({ pointer }) => `${place}/`.startsWith(`${pointer}/`) || pointer.startsWith(`${place}/`));
}
