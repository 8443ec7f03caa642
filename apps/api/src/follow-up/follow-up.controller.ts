import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import type { Actor } from '#database';
import { orderFindings } from '#pathway';
import { Allow, CurrentActor } from '../auth/index.js';
import { CaseIdParam, CaseIsClosed } from '../cases/index.js';
import { Answers, IfMatchOrNone, type PutCondition } from '../http/index.js';
import { ChangePolicy } from './change-policy.js';
import { ChangePolicyDto, OrderImagingDto } from './dto/orders.dto.js';
import {
  DayOrWeeks,
  NoOpenDay,
  NothingDecided,
  OrderRefused,
  RoutineAlreadyPlanned,
  WrongSideOfNow,
} from './follow-up.errors.js';
import { FollowUpQueries } from './follow-up.queries.js';
import { FollowUpView, ImagingOrderView, ProposalView } from './follow-up.view.js';
import { OrderImaging } from './orders/order-imaging.js';

const BOUNDS = { minimumWeeks: 6, maximumWeeks: 16 };
const [FIVE_WEEKS] = orderFindings({ kind: 'routine', weeks: 5 }, BOUNDS);
const [NO_REASON] = orderFindings({ kind: 'clinically-indicated' }, BOUNDS);

@Controller('cases/:caseId')
export class FollowUpController {
  constructor(
    private readonly followUps: FollowUpQueries,
    private readonly changePolicy: ChangePolicy,
    private readonly orderImaging: OrderImaging,
  ) {}

  @Get('follow-up')
  @Allow('follow-up:read')
  @Answers(FollowUpView, { summary: 'The imaging follow-up of a case, with its orders' })
  show(@Param() { caseId }: CaseIdParam, @CurrentActor() actor: Actor) {
    return this.followUps.show(actor, caseId);
  }

  @Get('follow-up/proposal')
  @Allow('follow-up:read')
  @Answers(ProposalView, {
    summary: 'The next routine examination, and why',
    refusals: [new NothingDecided()],
  })
  propose(@Param() { caseId }: CaseIdParam, @CurrentActor() actor: Actor) {
    return this.followUps.propose(actor, caseId);
  }

  @Put('follow-up/policy')
  @Allow('follow-up:policy')
  @Answers(FollowUpView, {
    summary: 'Set the interval of a case, or go back to the proposed one',
    about: 'Six to sixteen weeks; outside them only as a documented exception of the board.',
    refusals: [new OrderRefused(FIVE_WEEKS!), new OrderRefused(NO_REASON!), new CaseIsClosed()],
  })
  change(
    @Param() { caseId }: CaseIdParam,
    @Body() dto: ChangePolicyDto,
    @IfMatchOrNone() condition: PutCondition,
    @CurrentActor() actor: Actor,
  ) {
    return this.changePolicy.execute(actor, caseId, dto, condition);
  }

  @Post('imaging-orders')
  @Allow('imaging:order')
  @Answers(ImagingOrderView, {
    status: 201,
    summary: 'Order an examination beside the planned ones',
    about: 'Clinically indicated on any day, or a board exception: each with its reason.',
    refusals: [
      new OrderRefused(FIVE_WEEKS!),
      new OrderRefused(NO_REASON!),
      new DayOrWeeks('/dueOn'),
      new WrongSideOfNow('/dueOn', 'An examination is wanted by today or a later day.'),
      new RoutineAlreadyPlanned('2026-05-19'),
      new NothingDecided(),
      new NoOpenDay('No day from 2026-05-01 to 2026-05-08 is open: open one, or record a board exception.'),
      new CaseIsClosed(),
    ],
  })
  order(@Param() { caseId }: CaseIdParam, @Body() dto: OrderImagingDto, @CurrentActor() actor: Actor) {
    return this.orderImaging.execute(actor, caseId, dto);
  }
}
