import { createSecretKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import passport from 'passport';
import { ExtractJwt, Strategy as BearerStrategy } from 'passport-jwt';
import { Strategy as PasswordStrategy } from 'passport-local';
import { Clock, type Actor } from '#database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ALGORITHM, AUDIENCE, ISSUER, methodOf, type Claims } from './access-tokens.js';
import { AuthOptions } from './auth.options.js';
import type { LoginDto } from './dto/login.dto.js';
import { RequestContexts } from './request-contexts.js';
import type { SignedIn } from './enter-account.js';
import { SignIn } from './sign-in.js';

type StrategyName = 'password' | 'bearer';

/**
 * The two ways in. A passport of its own, because the package's shared one would mix up two servers in one process; and
 * without its express middleware, which Fastify has no use for.
 */
@Injectable()
export class Authenticator {
  private readonly passport = new passport.Passport();

  constructor(
    signIn: SignIn,
    options: AuthOptions,
    private readonly clock: Clock,
    private readonly contexts: RequestContexts,
  ) {
    this.passport.use('password', this.passwordStrategy(signIn));
    this.passport.use('bearer', this.bearerStrategy(options));
  }

  /** Who sends this access token; nobody without one that is ours and still good. */
  findActor(request: FastifyRequest, reply: FastifyReply): Promise<Actor | undefined> {
    return this.ask('bearer', request, reply);
  }

  /** Signs in with the email and password of the body. @throws what `SignIn` throws */
  signIn(request: FastifyRequest, reply: FastifyReply): Promise<SignedIn | undefined> {
    return this.ask('password', request, reply);
  }

  private passwordStrategy(signIn: SignIn): PasswordStrategy {
    const fields = {
      usernameField: 'email',
      passwordField: 'password',
      passReqToCallback: true,
      session: false,
    } as const;
    return new PasswordStrategy(fields, (request: unknown, email: string, password: string, done) => {
      const fastifyRequest = request as FastifyRequest;
      const { totp } = fastifyRequest.body as LoginDto;
      signIn.execute(this.contexts.of(fastifyRequest), { email, password, totp }).then(
        (signedIn) => done(null, signedIn),
        (refusal: unknown) => done(refusal),
      );
    });
  }

  private bearerStrategy({ tokenKey }: AuthOptions): BearerStrategy {
    const options = {
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // The library takes a key as well as bytes, which its types leave out; bytes it would first try to read as a public key, each time.
      secretOrKey: createSecretKey(tokenKey) as unknown as Buffer,
      algorithms: [ALGORITHM as 'HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      // The library reads the machine's time; ours comes from the clock.
      ignoreExpiration: true,
      passReqToCallback: true as const,
    };
    return new BearerStrategy(
      options,
      (request: unknown, claims: Claims, done: (error: null, actor: Actor | false) => void) => {
        const isOver = this.clock.now().getTime() >= claims.exp * 1000;
        done(null, isOver ? false : this.actorOf(claims, request as FastifyRequest));
      },
    );
  }

  private actorOf(claims: Claims, request: FastifyRequest): Actor {
    const { org: organisationId, sub: userId, sid: sessionId, roles } = claims;
    return { organisationId, userId, sessionId, roles, auth: methodOf(claims), request: this.contexts.of(request) };
  }

  private ask<Person>(strategy: StrategyName, request: unknown, reply: unknown): Promise<Person | undefined> {
    return new Promise((resolve, reject) => {
      const decide = (error: unknown, person: Person | false) => (error ? reject(error) : resolve(person || undefined));
      const attempt = this.passport.authenticate(strategy, { session: false }, decide) as PassportHandler;
      attempt(request, reply, reject);
    });
  }
}

type PassportHandler = (request: unknown, reply: unknown, next: (error: unknown) => void) => void;
