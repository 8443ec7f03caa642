import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CrossSiteRequest } from './auth.errors.js';
import { AuthOptions } from './auth.options.js';
import type { Tokens } from './session-opener.js';

const NAME = 'consilium_refresh';
const PATH = '/api/v1/auth';

/**
 * Carries the refresh token where no script reads it. Against requests forged by another page stand, each alone enough:
 * SameSite=Strict, `Sec-Fetch-Site`, bodies that are JSON or none, and that nobody else can read the answer.
 */
@Injectable()
export class RefreshCookie {
  constructor(private readonly options: AuthOptions) {}

  set(reply: FastifyReply, { refreshToken, sessionExpiresAt }: Tokens): void {
    reply.setCookie(NAME, refreshToken, { ...this.attributes, expires: sessionExpiresAt });
  }

  clear(reply: FastifyReply): void {
    reply.clearCookie(NAME, this.attributes);
  }

  /** The token that came, or none. @throws CrossSiteRequest where the browser says that another origin's page asks */
  read({ headers, cookies }: FastifyRequest): string | undefined {
    const from = headers['sec-fetch-site'];
    if (from !== undefined && from !== 'same-origin' && from !== 'none') throw new CrossSiteRequest();
    return cookies[NAME];
  }

  private get attributes() {
    return { path: PATH, httpOnly: true, sameSite: 'strict' as const, secure: this.options.areCookiesSecure };
  }
}
