import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';

/**
 * A view that carries `version` answers with it as its ETag, for `If-Match`. Never 304: an answer may show more than the aggregate
 * whose version it carries (a case with its scores), and nobody keeps patient data to compare with.
 */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((view: unknown) => {
        const version = versionOf(view);
        if (version !== undefined) reply.header('etag', `"${version}"`);
        return view;
      }),
    );
  }
}

function versionOf(view: unknown): number | undefined {
  if (typeof view !== 'object' || view === null || !('version' in view)) return undefined;
  return typeof view.version === 'number' ? view.version : undefined;
}
