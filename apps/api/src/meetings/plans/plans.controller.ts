import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../auth/index.js';
import { Answers, IfMatchOrNone, type PutCondition } from '../../http/index.js';
import { ItemIdParam } from '../dto/params.dto.js';
import { WritePlanDto } from './dto/write-plan.dto.js';
import { PreliminaryPlansView, PreliminaryPlanView } from './plan.view.js';
import { AgendaItemSettled, NoPlanForRatification, PlansUnblinded } from './plans.errors.js';
import { PlansQueries } from './plans.queries.js';
import { WritePlan } from './write-plan.js';

@Controller('agenda-items/:itemId/preliminary-plans')
export class PlansController {
  constructor(
    private readonly writePlan: WritePlan,
    private readonly plans: PlansQueries,
  ) {}

  @Put('mine')
  @Allow('plan:write')
  @Answers(PreliminaryPlanView, {
    summary: 'Write what one would recommend, before the discussion',
    about:
      'Nobody else sees it until the discussion opens. The latest of each author counts; the earlier stay on record.',
    refusals: [new PlansUnblinded(), new AgendaItemSettled(), new NoPlanForRatification()],
  })
  write(
    @Param() { itemId }: ItemIdParam,
    @Body() dto: WritePlanDto,
    @IfMatchOrNone() condition: PutCondition,
    @CurrentActor() actor: Actor,
  ) {
    return this.writePlan.execute(actor, itemId, dto, condition);
  }

  @Get()
  @Allow('plan:read')
  @Answers(PreliminaryPlansView, { summary: 'The preliminary plans, blinded until the discussion opens' })
  show(@Param() { itemId }: ItemIdParam, @CurrentActor() actor: Actor) {
    return this.plans.show(actor, itemId);
  }
}
