import { Body, Controller, Delete, Param, Patch, Post } from '@nestjs/common';
import type { Actor } from '#database';
import { AgendaClosed, IllegalTransition, MeetingNotInSession, ReadinessBlocked } from '#workflow';
import { Allow, CurrentActor } from '../../auth/index.js';
import { CaseIdParam, CaseView } from '../../cases/index.js';
import { Answers, IfMatch, IfMatchRequired } from '../../http/index.js';
import { MeetingIdParam, MeetingItemParam } from '../dto/params.dto.js';
import { MeetingView } from '../meeting.view.js';
import { AdjournItem } from './adjourn-item.js';
import { AgendaItemView } from './agenda-item.view.js';
import {
  AgendaItemNotWaiting,
  AnotherItemOpen,
  CaseAlreadyOnAgenda,
  CaseOfAnotherBoard,
  MeetingInSession,
  NothingToRatify,
} from './agenda.errors.js';
import { DeferCase } from './defer-case.js';
import { AdjournItemDto, DeferCaseDto, ListCaseDto, MoveItemDto } from './dto/agenda.dto.js';
import { ListCase } from './list-case.js';
import { MoveItem } from './move-item.js';
import { OpenItem } from './open-item.js';
import { RemoveItem } from './remove-item.js';

const AN_ID = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07';
const MRI = { id: 'mri-whole-spine', label: 'MRI of the whole spine, or CT where MRI is impossible' };

@Controller()
export class AgendaController {
  constructor(
    private readonly listCase: ListCase,
    private readonly moveItem: MoveItem,
    private readonly removeItem: RemoveItem,
    private readonly openItem: OpenItem,
    private readonly adjournItem: AdjournItem,
    private readonly deferCase: DeferCase,
  ) {}

  @Post('meetings/:meetingId/agenda')
  @Allow('agenda:manage')
  @Answers(AgendaItemView, {
    status: 201,
    summary: 'Put a case on the agenda',
    about:
      'The agenda orders itself: the emergency lane first, then what was put off more often, then what waits longer. ' +
      'If-Match, when sent, is the agenda’s version.',
    refusals: [
      new AgendaClosed('agenda-closed'),
      new ReadinessBlocked([MRI]),
      new CaseOfAnotherBoard(),
      new CaseAlreadyOnAgenda(AN_ID),
      new NothingToRatify('decided'),
    ],
  })
  list(
    @Param() { meetingId }: MeetingIdParam,
    @Body() dto: ListCaseDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.listCase.execute(actor, meetingId, dto, ifMatch);
  }

  @Patch('meetings/:meetingId/agenda/:itemId')
  @Allow('agenda:manage')
  @Answers(AgendaItemView, {
    summary: 'Move an item by hand, or give it other minutes',
    about: 'If-Match is the agenda’s version, so that two coordinators never lose each other’s change.',
    refusals: [new AgendaItemNotWaiting('open')],
  })
  move(
    @Param() { meetingId, itemId }: MeetingItemParam,
    @Body() dto: MoveItemDto,
    @IfMatchRequired() ifMatch: number,
    @CurrentActor() actor: Actor,
  ) {
    return this.moveItem.execute(actor, meetingId, itemId, dto, ifMatch);
  }

  @Delete('meetings/:meetingId/agenda/:itemId')
  @Allow('agenda:manage')
  @Answers(MeetingView, {
    summary: 'Take an item off the agenda before the session',
    about: 'The case goes back to ready. If-Match is the agenda’s version.',
    refusals: [new AgendaItemNotWaiting('open'), new MeetingInSession()],
  })
  remove(
    @Param() { meetingId, itemId }: MeetingItemParam,
    @IfMatchRequired() ifMatch: number,
    @CurrentActor() actor: Actor,
  ) {
    return this.removeItem.execute(actor, meetingId, itemId, ifMatch);
  }

  @Post('meetings/:meetingId/agenda/:itemId/open')
  @Allow('session:open-item')
  @Answers(AgendaItemView, {
    summary: 'Open the discussion of a case',
    about: 'Quorum is measured from now, and the preliminary plans are seen by all.',
    refusals: [new MeetingNotInSession('planned'), new AnotherItemOpen(AN_ID)],
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
    refusals: [new MeetingNotInSession('closed'), new IllegalTransition('agenda item', 'listed', 'adjourn', ['open'])],
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
    refusals: [new IllegalTransition('case', 'ready', 'defer', ['list', 'close'])],
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
