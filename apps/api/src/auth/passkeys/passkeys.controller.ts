import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Answers, AnswersPage, IfMatch, mapPage, PageQuery } from '../../http/index.js';
import { ProofRequired } from '../auth.errors.js';
import { AllowSignedIn, CurrentActor } from '../route-access.js';
import { BeginEnrolment } from './begin-enrolment.js';
import * as dto from './dto/passkeys.dto.js';
import { EnrolPasskey } from './enrol-passkey.js';
import { OfferAssertion } from './offer-assertion.js';
import { MOST_PASSKEYS } from './passkey.js';
import { AssertionOptionsView, EnrolmentOptionsView, PasskeyView, toPasskeyView } from './passkey.view.js';
import * as errors from './passkeys.errors.js';
import { PasskeysQueries } from './passkeys.queries.js';
import { RevokePasskey } from './revoke-passkey.js';

/** One's own passkeys: what proves identity for a signature best. */
@Controller('auth/passkeys')
export class PasskeysController {
  constructor(
    private readonly passkeys: PasskeysQueries,
    private readonly beginEnrolment: BeginEnrolment,
    private readonly enrolPasskey: EnrolPasskey,
    private readonly offerAssertion: OfferAssertion,
    private readonly revokePasskey: RevokePasskey,
  ) {}

  @Get()
  @AllowSignedIn()
  @AnswersPage(PasskeyView, { summary: 'One’s passkeys, revoked ones too, oldest first' })
  async list(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return mapPage(await this.passkeys.own(actor, query), toPasskeyView);
  }

  @Post('enrolment')
  @AllowSignedIn()
  @Answers(EnrolmentOptionsView, {
    summary: 'Begin to enrol a passkey',
    about: 'Behind a fresh proof of identity with password and code. Answers with what the browser needs to make one.',
    refusals: [new errors.PasskeysNotAvailable(), new ProofRequired(), new errors.TooManyPasskeys(MOST_PASSKEYS)],
  })
  async begin(@Body() { proof }: dto.BeginEnrolmentDto, @CurrentActor() actor: Actor) {
    const { publicKey, expiresAt } = await this.beginEnrolment.execute(actor, proof);
    return { publicKey: { ...publicKey }, expiresAt };
  }

  @Post()
  @AllowSignedIn()
  @Answers(PasskeyView, {
    status: 201,
    summary: 'Enrol the passkey that was made',
    refusals: [
      new errors.PasskeysNotAvailable(),
      new errors.EnrolmentRefused('user-not-verified'),
      new errors.PasskeyAlreadyEnrolled(),
    ],
  })
  async enrol(@Body() body: dto.EnrolPasskeyDto, @CurrentActor() actor: Actor): Promise<PasskeyView> {
    return toPasskeyView(await this.enrolPasskey.execute(actor, body));
  }

  @Post('assertion')
  @AllowSignedIn()
  @Answers(AssertionOptionsView, {
    summary: 'Ask for what a browser needs to use a passkey',
    about: 'Send what the browser answers to POST /auth/step-up, with the same purpose and digest.',
    refusals: [
      new errors.PasskeysNotAvailable(),
      new errors.NoPasskey(),
      new errors.DigestMissing(),
      new errors.EnrolmentNeedsPassword(),
    ],
  })
  async offer(@Body() { purpose, digest = undefined }: dto.OfferAssertionDto, @CurrentActor() actor: Actor) {
    const { publicKey } = await this.offerAssertion.execute(actor, { purpose, digest: digest ?? null });
    return { publicKey: { ...publicKey } };
  }

  @Post(':passkeyId/revoke')
  @AllowSignedIn()
  @Answers(PasskeyView, {
    summary: 'Revoke a passkey of one’s own, for good',
    about: 'What it signed stays signed.',
    refusals: [new errors.PasskeyRevoked()],
  })
  async revoke(
    @Param() { passkeyId }: dto.PasskeyParam,
    @Body() { reason }: dto.RevokePasskeyDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<PasskeyView> {
    return toPasskeyView(await this.revokePasskey.own(actor, { passkeyId, reason, ifMatch }));
  }
}
