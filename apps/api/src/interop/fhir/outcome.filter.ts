import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js';
import { factsOf, toProblem, traceOf, type Problem } from '../../http/index.js';
import { OWN } from './fhir-codes.js';

export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

/** What a FHIR route refuses is an OperationOutcome that says what a problem would say. */
@Catch()
export class OutcomeFilter implements ExceptionFilter {
  private readonly logger = new Logger('fhir');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const facts = factsOf(error);
    if (!facts) this.logger.error({ requestId: request.id, defect: traceOf(error) });

    if (facts?.status === 401) reply.header('www-authenticate', 'Bearer');
    if (facts?.retryAfterSeconds !== undefined) reply.header('retry-after', Math.ceil(facts.retryAfterSeconds));
    const problem = toProblem(facts, request.id);
    void reply
      .status(problem.status)
      .type(FHIR_JSON)
      .send(JSON.stringify(toOutcome(problem)));
  }
}

function toOutcome({ status, code, detail, requestId, errors = [] }: Problem): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: ISSUE_CODES[status] ?? (status >= 500 ? 'exception' : 'processing'),
        details: { coding: [{ system: OWN.problem, code }], text: detail },
        diagnostics: `X-Request-Id ${requestId}`,
      },
      ...errors.map(({ message, pointer }): OperationOutcomeIssue => ({
        severity: 'error',
        code: 'value',
        details: { text: message },
        expression: [pointer.slice(1)],
      })),
    ],
  };
}

const ISSUE_CODES: Readonly<Record<number, OperationOutcomeIssue['code']>> = {
  400: 'invalid',
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  429: 'throttled',
  503: 'transient',
};
