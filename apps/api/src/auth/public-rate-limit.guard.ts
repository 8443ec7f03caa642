import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequests } from './auth.errors.js';
import { ROUTE_ACCESS, type RouteAccess } from './route-access.js';

/** Per caller's address and route, in each process: enough for a hospital behind one address, too little for guessing. */
const PUBLIC_RATE = { points: 600, duration: 60 };

/** Slows down routes that anybody may call; whoever has signed in is known, and answers for what they ask. */
@Injectable()
export class PublicRateLimitGuard implements CanActivate {
  private readonly limiter = new RateLimiterMemory(PUBLIC_RATE);

  constructor(private readonly reflector: Reflector) {}

  /** @throws TooManyRequests */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<RouteAccess | undefined>(ROUTE_ACCESS, context.getHandler());
    if (access?.to !== 'anybody') return true;

    const { ip, routeOptions } = context.switchToHttp().getRequest<FastifyRequest>();
    try {
      await this.limiter.consume(`${ip} ${routeOptions.url}`);
      return true;
    } catch (limit) {
      if (limit instanceof RateLimiterRes) throw new TooManyRequests(Math.ceil(limit.msBeforeNext / 1000));
      throw limit;
    }
  }
}
