import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requireReadableAddress } from './address.js';

/** What every request gets before anything else looks at it, and its one line in the log afterwards. */
export function addRequestHooks(fastify: FastifyInstance): void {
  const logger = new Logger('http');

  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('cache-control', 'no-store');
    requireReadableAddress(request.url);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    logger.log(requestLine(request, reply));
  });
}

/** The route's pattern, never the address: ids, searches and names stay out of the log. */
export function routeOf({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): string {
  return routeOptions.url ?? 'no route';
}

function requestLine(request: FastifyRequest, { statusCode, elapsedTime }: FastifyReply): object {
  return {
    requestId: request.id,
    method: request.method,
    route: routeOf(request),
    status: statusCode,
    milliseconds: Math.round(elapsedTime * 10) / 10,
  };
}
