import { Body, Controller, Param, Post } from '@nestjs/common';
import type { Actor } from '#database';
import { DestinationNotOffered, IllegalTransition, MeetingNotInSession } from '#workflow';
import { Allow, CurrentActor } from '../../auth/index.js';
import { CaseIdParam, CaseView } from '../../cases/index.js';
import { Answers, IfMatch } from '../../http/index.js';
import { MeetingItemParam } from '../dto/params.dto.js';
import { AdjournItem } from './adjourn-item.js';
import { AgendaItemView } from './agenda-item.view.js';
import { AnotherItemOpen } from './agenda.errors.js';
import { DeferCase } from './defer-case.js';
import { AdjournItemDto, DeferCaseDto } from './dto/agenda.dto.js';
import { OpenItem } from './open-item.js';

@Controller()
export class DiscussionsController {
  constructor(
    private readonly openItem: OpenItem,
    private readonly adjournItem: AdjournItem,
    private readonly deferCase: DeferCase,
  ) {}

  @Post('meetings/:meetingId/agenda/:itemId/open')
  @Allow('session:open-item')
  @Answers(AgendaItemView, {
    summary: 'Open the discussion of a case',
    about: 'Quorum is measured from now, and the preliminary plans are seen by all.',
    refusals: [
      new MeetingNotInSession('planned'),
      new AnotherItemOpen('0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07'),
      new IllegalTransition('agenda item', 'decided', 'open', []),
    ],
  })
  open(
    @Param() { meetingId, itemId }: MeetingItemParam,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.openItem.execute(actor, meetingId, itemId, ifMatch);
  }

  @Post('meetings/:meetingId/agenda/:itemId/adjourn')
  @Allow('session:adjourn')
  @Answers(AgendaItemView, {
    summary: 'End a discussion without a decision',
    refusals: [
      new MeetingNotInSession('closed'),
      new IllegalTransition('agenda item', 'listed', 'adjourn', ['open']),
      new DestinationNotOffered('adjourn', ['ready', 'workup']),
    ],
  })
  adjourn(
    @Param() { meetingId, itemId }: MeetingItemParam,
    @Body() dto: AdjournItemDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.adjournItem.execute(actor, meetingId, itemId, dto, ifMatch);
  }

  @Post('cases/:caseId/defer')
  @Allow('case:defer')
  @Answers(CaseView, {
    summary: 'Take a listed case off its agenda for a coded reason',
    about: 'It comes earlier on the next agenda.',
    refusals: [
      new IllegalTransition('case', 'ready', 'defer', ['list', 'close']),
      new DestinationNotOffered('defer', ['ready', 'workup']),
    ],
  })
  defer(
    @Param() { caseId }: CaseIdParam,
    @Body() dto: DeferCaseDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.deferCase.execute(actor, caseId, dto, ifMatch);
  }
}
