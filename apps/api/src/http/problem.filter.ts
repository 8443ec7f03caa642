import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { factsOf } from './problem.js';
import { routeOf } from './request-hooks.js';
import { sendProblem } from './send-problem.js';
import { traceOf } from './trace.js';

/** The one place where something thrown becomes an answer. A defect is logged here, once, and says nothing of itself. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const facts = factsOf(error);

    if (!facts) this.logger.error({ requestId: request.id, route: routeOf(request), defect: traceOf(error) });
    else if (facts.status === 503) this.logger.warn({ requestId: request.id, unavailable: traceOf(error) });
    if (!reply.sent) sendProblem(facts, request, reply);
  }
}
