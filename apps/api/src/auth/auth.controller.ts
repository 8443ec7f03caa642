import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { SessionEnded, type Actor } from '#database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers, AnswersNothing } from '../http/index.js';
import * as errors from './auth.errors.js';
import * as views from './auth.views.js';
import { Authenticator } from './authenticator.js';
import { LoginDto } from './dto/login.dto.js';
import type { SignedIn } from './enter-account.js';
import { RefreshCookie } from './refresh-cookie.js';
import { RefreshSession } from './refresh-session.js';
import { RequestContexts } from './request-contexts.js';
import { AllowSignedIn, CurrentActor, Public } from './route-access.js';
import { SignOut } from './sign-out.js';

@Controller('auth')
export class AuthController {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly refreshSession: RefreshSession,
    private readonly signOut: SignOut,
    private readonly cookie: RefreshCookie,
    private readonly contexts: RequestContexts,
  ) {}

  @Post('login')
  @Public()
  @Answers(views.SignedInView, {
    summary: 'Sign in',
    about:
      'Answers with an access token for ten minutes and sets a refresh cookie. A session lasts twelve hours at most, and ends when ' +
      'nobody refreshes it for 30 minutes.',
    refusals: [...errors.credentialRefusals(), new errors.TotpRequired()],
  })
  async login(
    @Body() _checked: LoginDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<views.SignedInView> {
    const signedIn = await this.authenticator.signIn(request, reply);
    if (!signedIn) throw new errors.SignInRefused();
    return this.handOver(signedIn, reply);
  }

  @Post('refresh')
  @Public()
  @Answers(views.SignedInView, {
    summary: 'Continue a sign-in',
    about: 'Takes the refresh cookie, which serves once, and sets the next. A second use of one ends the session.',
    refusals: [new errors.RefreshRefused(), new SessionEnded(), new errors.CrossSiteRequest()],
  })
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<views.SignedInView> {
    const token = this.cookie.read(request);
    return this.handOver(await this.refreshSession.execute(this.contexts.of(request), token), reply);
  }

  @Post('logout')
  @AllowSignedIn()
  @AnswersNothing({ summary: 'Sign out', about: 'Ends the session; its tokens are worth nothing any more.' })
  async logout(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.signOut.execute(actor);
    this.cookie.clear(reply);
  }

  private handOver(signedIn: SignedIn, reply: FastifyReply): views.SignedInView {
    this.cookie.set(reply, signedIn.tokens);
    return views.toSignedInView(signedIn);
  }
}
