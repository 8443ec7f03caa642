import type { FastifyReply, FastifyRequest } from 'fastify';
import { factsOf, PROBLEM_TYPE, toProblem, type ProblemFacts } from './problem.js';

/** Answers with the problem; without facts, with the one answer that every defect gets. */
export function sendProblem(facts: ProblemFacts | undefined, request: FastifyRequest, reply: FastifyReply): void {
  if (facts?.status === 401) reply.header('www-authenticate', 'Bearer');
  if (facts?.retryAfterSeconds !== undefined) reply.header('retry-after', Math.ceil(facts.retryAfterSeconds));

  const problem = toProblem(facts, request.id);
  void reply
    .status(problem.status)
    .header('x-request-id', request.id)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problem));
}

/** Answers an address that the router cannot read, which it refuses before any hook runs. */
export function answerUnroutable(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(factsOf(error), request, reply);
}
