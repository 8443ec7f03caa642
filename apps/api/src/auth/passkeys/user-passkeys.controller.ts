import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Answers, AnswersPage, IfMatch, mapPage, PageQuery } from '../../http/index.js';
import { Allow, CurrentActor } from '../route-access.js';
import { PasskeysOfUserParam, RevokePasskeyDto, UserPasskeyParam } from './dto/passkeys.dto.js';
import { PasskeyView, toPasskeyView } from './passkey.view.js';
import { PasskeyRevoked } from './passkeys.errors.js';
import { PasskeysQueries } from './passkeys.queries.js';
import { RevokePasskey } from './revoke-passkey.js';

/** What an administrator does with the passkeys of a person who lost one, or left. */
@Controller('users/:userId/passkeys')
export class UserPasskeysController {
  constructor(
    private readonly passkeys: PasskeysQueries,
    private readonly revokePasskey: RevokePasskey,
  ) {}

  @Get()
  @Allow('user:read')
  @AnswersPage(PasskeyView, { summary: 'The passkeys of an account, revoked ones too, oldest first' })
  async list(@Param() { userId }: PasskeysOfUserParam, @Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return mapPage(await this.passkeys.ofUser(actor, userId, query), toPasskeyView);
  }

  @Post(':passkeyId/revoke')
  @Allow('user:manage')
  @Answers(PasskeyView, {
    summary: 'Revoke a passkey that somebody lost, for good',
    about: 'What it signed stays signed.',
    refusals: [new PasskeyRevoked()],
  })
  async revoke(
    @Param() { userId, passkeyId }: UserPasskeyParam,
    @Body() { reason }: RevokePasskeyDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<PasskeyView> {
    return toPasskeyView(await this.revokePasskey.ofUser(actor, userId, { passkeyId, reason, ifMatch }));
  }
}
