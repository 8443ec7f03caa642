import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { InvalidBody, InvalidQuery } from './input-refusals.js';
import { takesMail } from './mail-body.js';
import { pointerTo } from './pointer.js';

interface Declared {
  readonly body: boolean;
  readonly query: boolean;
}

/** A route that declares no body or no query refuses one, as its pipe would refuse an unknown field: nothing is dropped silently. */
@Injectable()
export class DeclaredInputInterceptor implements NestInterceptor {
  private readonly known = new WeakMap<object, Declared>();

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { query, body } = request;
    const takes = this.declaredBy(context);

    const names = takes.query ? [] : Object.keys(query as object);
    if (names.length > 0) {
      const message = 'This route takes no query. Leave it out.';
      throw new InvalidQuery(names.map((name) => ({ pointer: pointerTo('', name), message, code: 'unknown-field' })));
    }
    if (!takes.body && !takesMail(request) && body !== undefined && !isEmptyObject(body)) {
      throw new InvalidBody([
        { pointer: '', message: 'This route takes no body. Leave it out.', code: 'unknown-field' },
      ]);
    }
    return next.handle();
  }

  private declaredBy(context: ExecutionContext): Declared {
    const handler = context.getHandler();
    const known = this.known.get(handler);
    if (known) return known;

    const args = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), handler.name) as object | undefined;
    const has = (type: RouteParamtypes) => Object.keys(args ?? {}).some((key) => key.startsWith(`${type}:`));
    const declared = { body: has(RouteParamtypes.BODY), query: has(RouteParamtypes.QUERY) };
    this.known.set(handler, declared);
    return declared;
  }
}

/** Many clients send `{}` with every POST. */
function isEmptyObject(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body) && Object.keys(body).length === 0;
}
