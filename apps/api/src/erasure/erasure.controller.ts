import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { SecondPersonNeeded } from '#workflow';
import { Allow, CurrentActor, PasskeyRevoked, ProofRequired } from '../auth/index.js';
import { Answers, AnswersPage, IfMatch, mapPage } from '../http/index.js';
import { AnsweredAfterInclusion } from '../log/index.js';
import { ApproveErasure } from './approve-erasure.js';
import { AskErasure } from './ask-erasure.js';
import * as dto from './dto/erasure.dto.js';
import { ErasureAlreadyAsked, ErasureDecided, PatientInSession } from './erasure.errors.js';
import { ErasureView, toErasureView } from './erasure.view.js';
import { ErasuresQueries } from './erasures.queries.js';
import { RejectErasure } from './reject-erasure.js';

type Version = number | undefined;

@Controller()
export class ErasureController {
  constructor(
    private readonly askErasure: AskErasure,
    private readonly approveErasure: ApproveErasure,
    private readonly rejectErasure: RejectErasure,
    private readonly erasures: ErasuresQueries,
  ) {}

  @Post('patients/:patientId/erasure')
  @Allow('erasure:ask')
  @AnsweredAfterInclusion()
  @Answers(ErasureView, {
    status: 201,
    summary: 'Ask that a patient be erased',
    about: 'On a legal request. Nothing happens until a second administrator approves.',
    refusals: [new ProofRequired(), new PasskeyRevoked(), new ErasureAlreadyAsked()],
  })
  async ask(
    @Param() { patientId }: dto.ErasedPatientParam,
    @Body() { reasonCode, proof }: dto.AskErasureDto,
    @CurrentActor() actor: Actor,
  ): Promise<ErasureView> {
    return toErasureView(await this.askErasure.execute(actor, patientId, reasonCode, proof));
  }

  @Get('erasures')
  @Allow('erasure:read')
  @AnswersPage(ErasureView, { summary: 'The erasures asked for, oldest first' })
  async list(@Query() query: dto.ErasuresQuery, @CurrentActor() actor: Actor) {
    return mapPage(await this.erasures.list(actor, query), toErasureView);
  }

  @Get('erasures/:erasureId')
  @Allow('erasure:read')
  @Answers(ErasureView, { summary: 'An erasure, with what it removed in numbers' })
  async show(@Param() { erasureId }: dto.ErasureIdParam, @CurrentActor() actor: Actor): Promise<ErasureView> {
    return toErasureView(await this.erasures.open(actor, erasureId));
  }

  @Post('erasures/:erasureId/approve')
  @Allow('erasure:approve')
  @AnsweredAfterInclusion()
  @Answers(ErasureView, {
    summary: 'Approve an erasure, as a second administrator',
    about: 'The patient is removed before this answers. It cannot be undone.',
    refusals: [
      new ProofRequired(),
      new PasskeyRevoked(),
      new SecondPersonNeeded(),
      new ErasureDecided('done'),
      new PatientInSession(),
    ],
  })
  async approve(
    @Param() { erasureId }: dto.ErasureIdParam,
    @Body() { proof }: dto.ApproveErasureDto,
    @IfMatch() ifMatch: Version,
    @CurrentActor() actor: Actor,
  ): Promise<ErasureView> {
    return toErasureView(await this.approveErasure.execute(actor, erasureId, proof, ifMatch));
  }

  @Post('erasures/:erasureId/reject')
  @Allow('erasure:approve')
  @AnsweredAfterInclusion()
  @Answers(ErasureView, { summary: 'Reject an erasure, with a reason', refusals: [new ErasureDecided('rejected')] })
  async reject(
    @Param() { erasureId }: dto.ErasureIdParam,
    @Body() { rejection }: dto.RejectErasureDto,
    @IfMatch() ifMatch: Version,
    @CurrentActor() actor: Actor,
  ): Promise<ErasureView> {
    return toErasureView(await this.rejectErasure.execute(actor, erasureId, rejection, ifMatch));
  }
}
