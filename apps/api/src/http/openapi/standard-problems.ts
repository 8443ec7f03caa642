import { DatabaseBusy, IdempotencyKeyInUse, IdempotencyKeyReused, SessionEnded } from '#database';
import { Forbidden, type Refusal } from '#workflow';
import { malformedAddress } from '../address.js';
import { acceptsIdempotencyKey, keyNotAccepted, malformedKey } from '../idempotency.js';
import { InvalidBody, InvalidQuery, NothingHere } from '../input-refusals.js';
import { MALFORMED_BODIES } from '../json-body.js';
import {
  AlreadyExists,
  malformedCondition,
  malformedIfMatch,
  StaleVersion,
  VersionRequired,
} from '../preconditions.js';
import { factsOfRefusal, STANDARD_PROBLEMS, type ProblemFacts } from '../problem.js';
import { isPublic, type Route } from './operations.js';

const UNKNOWN_FIELD = {
  pointer: '/surprise',
  message: 'surprise is not known here. Leave it out.',
  code: 'unknown-field',
};

/** What a route can answer because of its shape: what it takes, whom it lets in, what it changes. */
export function standardProblemsOf(route: Route): ProblemFacts[] {
  const { method, path, operation } = route;
  const changes = method !== 'get';
  return [
    ...(changes ? bodyProblems() : []),
    ...told(new InvalidQuery([UNKNOWN_FIELD]), malformedAddress()),
    ...(isPublic(operation) ? [standard(429)] : told(new SessionEnded(), new Forbidden('case:read'))),
    ...(isPublic(operation) ? [] : [standard(401)]),
    ...(path.includes('{') ? told(new NothingHere()) : []),
    ...versionProblems(route),
    ...keyProblems(route),
    ...told(new DatabaseBusy()),
    standard(503),
  ];
}

function bodyProblems(): ProblemFacts[] {
  return [...told(new InvalidBody([UNKNOWN_FIELD]), ...MALFORMED_BODIES), standard(413), standard(415)];
}

/** Two changes at the same moment can meet even where no version is named. */
function versionProblems({ method, operation }: Route): ProblemFacts[] {
  const takes = headersOf(operation);
  return [
    ...(takes.has('if-none-match') ? told(new AlreadyExists(), malformedCondition(), new VersionRequired()) : []),
    ...(takes.has('if-match') ? told(malformedIfMatch()) : []),
    ...(takes.get('if-match') ? told(new VersionRequired()) : []),
    ...(method === 'get' || isPublic(operation) ? [] : told(new StaleVersion(4))),
  ];
}

function keyProblems({ method, path, operation }: Route): ProblemFacts[] {
  if (method !== 'post') return [];
  if (!acceptsIdempotencyKey(path)) return told(keyNotAccepted());
  if (isPublic(operation)) return told(malformedKey());
  return told(malformedKey(), new IdempotencyKeyInUse(), new IdempotencyKeyReused());
}

function told(...refusals: readonly Refusal[]): ProblemFacts[] {
  return refusals.map(factsOfRefusal);
}

/** With the wait that an answer of its status carries. */
function standard(status: number): ProblemFacts {
  const facts = STANDARD_PROBLEMS[status]!;
  return status === 429 || status === 503 ? { ...facts, retryAfterSeconds: 1 } : facts;
}

/** The headers a route takes, in lower case, with whether they are required. */
function headersOf({ parameters = [] }: Route['operation']): Map<string, boolean> {
  const headers = parameters.flatMap((each) => ('in' in each && each.in === 'header' ? [each] : []));
  return new Map(headers.map(({ name, required = false }) => [name.toLowerCase(), required]));
}
