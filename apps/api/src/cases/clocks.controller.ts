import { Body, Controller, Param, Post } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../auth/index.js';
import { Answers, IfMatch } from '../http/index.js';
import { CaseView } from './case.view.js';
import {
  BreachNeedsReason,
  NoBreachToExplain,
  NotAwaited,
  NotYetHappened,
  StopByEventOrReason,
  TextRequired,
} from './cases.errors.js';
import { ClockIdParam } from './dto/params.dto.js';
import { StopClockDto } from './dto/stop-clock.dto.js';
import { StopClock } from './stop-clock.js';

@Controller('clocks')
export class ClocksController {
  constructor(private readonly stopClock: StopClock) {}

  @Post(':clockId/stop')
  @Allow('clock:stop')
  @Answers(CaseView, {
    summary: 'Stop an urgency clock with its evidence, or with a reason',
    about: 'A clock that ran past its due time also wants the reason of the breach. If-Match is the case’s version.',
    refusals: [
      new StopByEventOrReason(),
      new NotYetHappened('/occurredAt'),
      new TextRequired('/note'),
      new NotAwaited(['mri-performed']),
      new BreachNeedsReason('2026-03-03T09:30:00.000Z'),
      new NoBreachToExplain(),
    ],
  })
  stop(
    @Param() { clockId }: ClockIdParam,
    @Body() dto: StopClockDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.stopClock.execute(actor, clockId, dto, ifMatch);
  }
}
