import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { Clock } from '#database';
import type { Role } from '#workflow';
import { AuthOptions } from './auth.options.js';
import type { Method } from './judge-credential.js';
import type { Session } from './sessions.repository.js';

export const ISSUER = 'consilium';
export const AUDIENCE = 'consilium-api';
export const ALGORITHM = 'HS256';
const LIFE_SECONDS = 10 * 60;

/** What an access token says. */
export interface Claims {
  /** User. */
  readonly sub: string;
  readonly org: string;
  /** Session. */
  readonly sid: string;
  readonly roles: readonly Role[];
  /** RFC 8176. */
  readonly amr: readonly string[];
  /** Seconds since 1970; over from that second on. */
  readonly exp: number;
}

/** RFC 8176's names of how somebody signed in. */
const AMR_OF_METHOD: Readonly<Record<Method, readonly string[]>> = {
  password: ['pwd'],
  'password+totp': ['pwd', 'otp'],
  totp: ['otp'],
};

export interface AccessToken {
  readonly accessToken: string;
  /** Seconds from now. */
  readonly expiresIn: number;
}

/** Signs access tokens: ten minutes, and never longer than the session. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly options: AuthOptions,
    private readonly clock: Clock,
  ) {}

  async issue(
    holder: { readonly organisationId: string; readonly userId: string; readonly roles: readonly Role[] },
    session: Session,
  ): Promise<AccessToken> {
    const now = Math.floor(this.clock.now().getTime() / 1000);
    const expires = Math.min(now + LIFE_SECONDS, Math.floor(session.expiresAt.getTime() / 1000));
    const claims = {
      org: holder.organisationId,
      sid: session.id,
      roles: [...holder.roles],
      amr: AMR_OF_METHOD[session.method],
    };

    const accessToken = await new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setSubject(holder.userId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(expires)
      .sign(this.options.tokenKey);
    return { accessToken, expiresIn: expires - now };
  }
}

/** How somebody signed in, as the trail says it. */
export function methodOf({ amr }: Pick<Claims, 'amr'>): Method {
  if (!amr.includes('otp')) return 'password';
  return amr.includes('pwd') ? 'password+totp' : 'totp';
}
