import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';

/**
 * A view that carries `version` answers with it as its ETag. A GET whose `If-None-Match` still holds answers 304: the
 * read has happened and left its event all the same.
 */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next.handle().pipe(map((view) => tagged(view, http.getRequest(), http.getResponse())));
  }
}

function tagged(view: unknown, { method, headers }: FastifyRequest, reply: FastifyReply): unknown {
  const version = versionOf(view);
  if (version === undefined) return view;

  const etag = `"${version}"`;
  reply.header('etag', etag);
  if (method !== 'GET' || !isMatchedBy(headers['if-none-match'], etag)) return view;

  reply.status(304);
  return undefined;
}

function versionOf(view: unknown): number | undefined {
  if (typeof view !== 'object' || view === null || !('version' in view)) return undefined;
  return typeof view.version === 'number' ? view.version : undefined;
}

/** Weak comparison (RFC 9110 13.1.2): a W/ before the tag makes no difference. */
function isMatchedBy(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
