import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { AuditorHoldsNoOtherRole } from '#workflow';
import { Allow, CurrentActor } from '../auth/index.js';
import { Answers, AnswersPage, IfMatchRequired, mapPage, PageQuery } from '../http/index.js';
import { AnsweredAfterInclusion } from '../log/index.js';
import { ChangeUser } from './change-user.js';
import { ChangeUserDto, RegisterUserDto, ResetCredentialDto, UserIdParam } from './dto/users.dto.js';
import {
  AskAnotherAdministrator,
  CannotLockYourselfOut,
  ChairMustSit,
  EmailTaken,
  ScopesMismatch,
  SpecialtyMissing,
} from './people.errors.js';
import { RegisterUser } from './register-user.js';
import { ResetCredential } from './reset-credential.js';
import { CredentialResetView, RegisteredUserView, toUserView, UserView } from './user.view.js';
import { UsersQueries } from './users.queries.js';

const ACCOUNT_REFUSALS = [new AuditorHoldsNoOtherRole(['chair']), new SpecialtyMissing(), new ScopesMismatch()];

@Controller('users')
export class UsersController {
  constructor(
    private readonly users: UsersQueries,
    private readonly registerUser: RegisterUser,
    private readonly changeUser: ChangeUser,
    private readonly resetCredential: ResetCredential,
  ) {}

  @Get()
  @Allow('user:read')
  @AnswersPage(UserView, { summary: 'The accounts of the organisation, by name' })
  async list(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return mapPage(await this.users.page(actor, query), toUserView);
  }

  @Post()
  @Allow('user:manage')
  @Answers(RegisteredUserView, {
    status: 201,
    summary: 'Register a person',
    about: 'The answer shows the authenticator’s secret, this once.',
    refusals: [new EmailTaken(), ...ACCOUNT_REFUSALS],
  })
  register(@Body() dto: RegisterUserDto, @CurrentActor() actor: Actor): Promise<RegisteredUserView> {
    return this.registerUser.execute(actor, dto);
  }

  @Get(':userId')
  @Allow('user:read')
  @Answers(UserView, { summary: 'An account' })
  async show(@Param() { userId }: UserIdParam, @CurrentActor() actor: Actor): Promise<UserView> {
    return toUserView(await this.users.open(actor, userId));
  }

  @Patch(':userId')
  @Allow('user:manage')
  @AnsweredAfterInclusion()
  @Answers(UserView, {
    summary: 'Change an account',
    about: 'Whoever is deactivated is out at once.',
    refusals: [...ACCOUNT_REFUSALS, new CannotLockYourselfOut(), new ChairMustSit()],
  })
  async change(
    @Param() { userId }: UserIdParam,
    @Body() dto: ChangeUserDto,
    @IfMatchRequired() ifMatch: number,
    @CurrentActor() actor: Actor,
  ): Promise<UserView> {
    return toUserView(await this.changeUser.execute(actor, userId, dto, ifMatch));
  }

  @Post(':userId/credential/reset')
  @Allow('user:manage')
  @Answers(CredentialResetView, {
    summary: 'Give a person a new authenticator, and a new password where they forgot it',
    about:
      'For whoever lost theirs. Their sessions end, and nothing can be signed before they have replaced both. The answer shows the ' +
      'authenticator’s secret, this once.',
    refusals: [new AskAnotherAdministrator()],
  })
  async reset(
    @Param() { userId }: UserIdParam,
    @Body() dto: ResetCredentialDto,
    @CurrentActor() actor: Actor,
  ): Promise<CredentialResetView> {
    return { totp: await this.resetCredential.execute(actor, userId, dto) };
  }
}
