import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { SessionEnded, type Actor } from '#database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers, AnswersNothing } from '../http/index.js';
import * as errors from './auth.errors.js';
import * as views from './auth.views.js';
import { Authenticator } from './authenticator.js';
import { ChangePassword } from './change-password.js';
import { ChangePasswordDto } from './dto/change-password.dto.js';
import { LoginDto } from './dto/login.dto.js';
import { StepUpDto } from './dto/step-up.dto.js';
import { Me } from './me.js';
import { RefreshCookie } from './refresh-cookie.js';
import { RefreshSession } from './refresh-session.js';
import { RequestContexts } from './request-contexts.js';
import { AllowSignedIn, CurrentActor, Public } from './route-access.js';
import type { SignedIn } from './sign-in.js';
import { SignOut } from './sign-out.js';
import { StepUp } from './step-up.js';

const CREDENTIAL_REFUSALS = [new errors.SignInRefused(), new errors.SignInBlocked(30), new errors.SignInBusy()];

@Controller('auth')
export class AuthController {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly refreshSession: RefreshSession,
    private readonly signOut: SignOut,
    private readonly stepUp: StepUp,
    private readonly changePassword: ChangePassword,
    private readonly me: Me,
    private readonly cookie: RefreshCookie,
    private readonly contexts: RequestContexts,
  ) {}

  @Post('login')
  @Public()
  @Answers(views.SignedInView, {
    summary: 'Sign in',
    about: 'Answers with an access token for ten minutes and sets a refresh cookie for twelve hours at most.',
    refusals: [...CREDENTIAL_REFUSALS, new errors.TotpRequired()],
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

  @Get('me')
  @AllowSignedIn()
  @Answers(views.AccountView, { summary: 'Who one is here, with one’s roles and seats' })
  async show(@CurrentActor() actor: Actor): Promise<views.AccountView> {
    return views.toAccountView(await this.me.execute(actor));
  }

  @Post('step-up')
  @AllowSignedIn()
  @Answers(views.ProofView, {
    summary: 'Prove one’s identity anew, for one purpose',
    about: 'The proof serves once, within two minutes, in this session, for this purpose and digest.',
    refusals: [
      ...CREDENTIAL_REFUSALS,
      new errors.TotpRequired(),
      new errors.PasswordRequired(),
      new errors.TotpNotEnrolled(),
      new errors.PasswordIsInitial(),
      new errors.PasskeysNotEnrolled(),
    ],
  })
  prove(@Body() dto: StepUpDto, @CurrentActor() actor: Actor): Promise<views.ProofView> {
    return this.stepUp.execute(actor, { ...dto, digest: dto.digest ?? null });
  }

  @Post('password')
  @AllowSignedIn()
  @Answers(views.PasswordChangedView, {
    summary: 'Replace one’s password and authenticator',
    about: 'Ends every other session. Whoever was given a first password does this before signing anything.',
    refusals: CREDENTIAL_REFUSALS,
  })
  async password(@Body() dto: ChangePasswordDto, @CurrentActor() actor: Actor): Promise<views.PasswordChangedView> {
    return { totp: await this.changePassword.execute(actor, dto) };
  }

  private handOver(signedIn: SignedIn, reply: FastifyReply): views.SignedInView {
    this.cookie.set(reply, signedIn.tokens);
    return views.toSignedInView(signedIn);
  }
}
