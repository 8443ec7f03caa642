import { Injectable } from '@nestjs/common';
import { Clock, type RequestContext } from '#database';
import type { FastifyRequest } from 'fastify';
import { Environment } from '../environment.js';
import { requestContextOf } from '../http/request-context.js';

/** What of each request the trail keeps. */
@Injectable()
export class RequestContexts {
  constructor(
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  of(request: FastifyRequest): RequestContext {
    return requestContextOf(request, this.clock.now(), this.environment.addressKey);
  }
}
