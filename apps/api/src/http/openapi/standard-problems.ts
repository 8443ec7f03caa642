import { InvalidBody, InvalidQuery, MalformedRequest, NothingHere } from '../input-refusals.js';
import { StaleVersion, VersionRequired } from '../preconditions.js';
import { factsOfRefusal, STANDARD_PROBLEMS, type ProblemFacts } from '../problem.js';
import { isPublic, type Route } from './operations.js';

const UNKNOWN_FIELD = {
  pointer: '/surprise',
  message: 'surprise is not known here. Leave it out.',
  code: 'unknown-field',
};
const RETRY = { retryAfterSeconds: 1 };

const KEY_REUSED: ProblemFacts = {
  status: 422,
  code: 'idempotency-key-reused',
  detail:
    'This Idempotency-Key was used for another request. Take a new key for a new request, or repeat the first one unchanged.',
};
const KEY_IN_USE: ProblemFacts = {
  status: 409,
  code: 'idempotency-key-in-use',
  detail: 'The first request with this Idempotency-Key is still running. Ask again in a moment.',
  ...RETRY,
};

/** What a route can answer because of its shape: what it takes, whom it lets in, what it changes. */
export function standardProblemsOf({ path, operation }: Pick<Route, 'path' | 'operation'>): ProblemFacts[] {
  const takes = parametersOf(operation);
  const standard = (status: number): ProblemFacts => STANDARD_PROBLEMS[status]!;

  return [
    factsOfRefusal(operation.requestBody ? new InvalidBody([UNKNOWN_FIELD]) : new InvalidQuery([UNKNOWN_FIELD])),
    ...(operation.requestBody ? [standard(413), standard(415)] : []),
    ...(isPublic(operation) ? [] : [standard(401), standard(403)]),
    ...(path.includes('{') ? [factsOfRefusal(new NothingHere())] : []),
    ...(takes.has('if-match') ? [factsOfRefusal(new StaleVersion(4)), malformed('malformed-if-match')] : []),
    ...(takes.get('if-match') ? [factsOfRefusal(new VersionRequired())] : []),
    ...(takes.has('idempotency-key') ? [KEY_IN_USE, KEY_REUSED] : []),
    { ...standard(503), ...RETRY },
  ];
}

function malformed(code: string): ProblemFacts {
  return factsOfRefusal(
    new MalformedRequest(code, 'Send one version in If-Match, as its ETag was given: If-Match: "3".'),
  );
}

/** The headers a route takes, in lower case, with whether they are required. */
function parametersOf({ parameters = [] }: Route['operation']): Map<string, boolean> {
  const headers = parameters.flatMap((each) => ('in' in each && each.in === 'header' ? [each] : []));
  return new Map(headers.map(({ name, required = false }) => [name.toLowerCase(), required]));
}
