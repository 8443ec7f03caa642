import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#workflow';
import { UnsupportedEncoding } from './json-body.js';

const MAIL = 'message/rfc822';

/** An answer to an invitation is a few kilobytes; somebody's signature with a picture may be a hundred. */
export const MAIL_LIMIT = 256 * 1024;

/** A body that is no mail, where a mail is asked for. */
export class MailExpected extends Refusal {
  readonly code = 'unsupported-media-type';
  readonly kind = 'unsupported';

  constructor() {
    super(`Send the raw mail as ${MAIL}, without Content-Encoding.`);
  }
}

/** Beside JSON, and only where a route says `@TakesMail()`: a raw mail, as bytes. */
export function acceptMailBodies(fastify: FastifyInstance): void {
  const limits = { parseAs: 'buffer', bodyLimit: MAIL_LIMIT } as const;
  fastify.addContentTypeParser(MAIL, limits, async (request: FastifyRequest, bytes: Buffer) => {
    if (!takesMail(request)) throw new UnsupportedEncoding();
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw new MailExpected();
    if (request.headers['idempotency-key'] !== undefined) request.bodyBytes = bytes;
    return bytes;
  });
}

/** Whether the route of a request does. */
export function takesMail({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { readonly takesMail?: boolean }).takesMail === true;
}

/** The route takes a raw mail and nothing else; `@MailBody()` is its bytes. */
export const TakesMail = (): MethodDecorator =>
  applyDecorators(
    RouteConfig({ takesMail: true }),
    ApiConsumes(MAIL),
    ApiBody({ required: true, schema: { type: 'string', format: 'binary' } }),
  );

/** The raw mail. @throws MailExpected */
export const MailBody = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!Buffer.isBuffer(body)) throw new MailExpected();
  return body;
});
