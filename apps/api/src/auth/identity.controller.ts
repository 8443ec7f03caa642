import { Body, Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '#database';
import { Answers } from '../http/index.js';
import * as errors from './auth.errors.js';
import * as views from './auth.views.js';
import { ChangePassword } from './change-password.js';
import { ChangePasswordDto } from './dto/change-password.dto.js';
import { StepUpDto } from './dto/step-up.dto.js';
import { Me } from './me.js';
import * as passkeyErrors from './passkeys/passkeys.errors.js';
import { AllowSignedIn, CurrentActor } from './route-access.js';
import { StepUp } from './step-up.js';

/** What a person who is signed in knows and proves about themselves. */
@Controller('auth')
export class IdentityController {
  constructor(
    private readonly me: Me,
    private readonly stepUp: StepUp,
    private readonly changePassword: ChangePassword,
  ) {}

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
    about:
      'With a passkey’s assertion, or with password and code. The proof serves once, within two minutes, in this session, for this ' +
      'purpose and digest.',
    refusals: [
      ...errors.credentialRefusals(),
      new errors.TotpRequired(),
      new errors.PasswordRequired(),
      new errors.TotpNotEnrolled(),
      new errors.PasswordIsInitial(),
      new errors.PasswordTooOld(365),
      new passkeyErrors.AssertionRefused('wrong-origin'),
      new passkeyErrors.PasskeysNotAvailable(),
      new passkeyErrors.DigestMissing(),
      new passkeyErrors.EnrolmentNeedsPassword(),
      new passkeyErrors.OneSortOfEvidence(),
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
    refusals: errors.credentialRefusals(),
  })
  async password(@Body() dto: ChangePasswordDto, @CurrentActor() actor: Actor): Promise<views.PasswordChangedView> {
    return { totp: await this.changePassword.execute(actor, dto) };
  }
}
