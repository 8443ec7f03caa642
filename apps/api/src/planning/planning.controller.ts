import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../auth/index.js';
import { Answers } from '../http/index.js';
import { ForecastsQueries } from './forecasts.queries.js';
import { PlanAgenda } from './plan-agenda.js';
import { BoardIdParam, CaseIdParam, DeferralsQuery, MeetingIdParam, ProposeAgendaDto } from './planning.dto.js';
import { AgendaProposalOutdated, MeetingNotAhead } from './planning.errors.js';
import { AgendaProposalView, CaseForecastView, MeetingForecastView, PredictedDeferralsView } from './planning.view.js';

@Controller()
export class PlanningController {
  constructor(
    private readonly planAgenda: PlanAgenda,
    private readonly forecasts: ForecastsQueries,
  ) {}

  @Post('boards/:boardId/agenda-proposals')
  @Allow('agenda:manage')
  @Answers(AgendaProposalView, {
    summary: 'Propose which ready cases go to which meeting',
    about:
      'Proposes first: the emergency lane by its clocks, then what was put off more often, then what is due sooner, then what ' +
      'waits longer, each with its reasons. Sent again with the digest as “confirm”, it lists them, all or none.',
    refusals: [new AgendaProposalOutdated(), new MeetingNotAhead(0)],
  })
  propose(@Param() { boardId }: BoardIdParam, @Body() dto: ProposeAgendaDto, @CurrentActor() actor: Actor) {
    return this.planAgenda.execute(actor, boardId, dto);
  }

  @Get('boards/:boardId/predicted-deferrals')
  @Allow('meeting:read')
  @Answers(PredictedDeferralsView, {
    summary: 'What is listed and will probably be put off',
    about:
      'For the meetings of the next days: what will be missing or too old on that day, who owns it, until when it can be mended.',
  })
  deferrals(@Param() { boardId }: BoardIdParam, @Query() { days }: DeferralsQuery, @CurrentActor() actor: Actor) {
    return this.forecasts.predictedDeferrals(actor, boardId, days);
  }

  @Get('meetings/:meetingId/forecast')
  @Allow('meeting:read')
  @Answers(MeetingForecastView, { summary: 'Readiness and quorum of an agenda, on the day of its meeting' })
  meeting(@Param() { meetingId }: MeetingIdParam, @CurrentActor() actor: Actor) {
    return this.forecasts.ofMeeting(actor, meetingId);
  }

  @Get('cases/:caseId/forecast')
  @Allow('case:read')
  @Answers(CaseForecastView, { summary: 'What a case will lack at each of the board’s next meetings' })
  case(@Param() { caseId }: CaseIdParam, @CurrentActor() actor: Actor) {
    return this.forecasts.ofCase(actor, caseId);
  }
}
