import { Body, Controller, Delete, Param, Patch, Post } from '@nestjs/common';
import type { Actor } from '#database';
import { AgendaClosed, LateListingNeedsReason, ReadinessBlocked } from '#workflow';
import { Allow, CurrentActor } from '../../auth/index.js';
import { Answers, IfMatch, IfMatchRequired } from '../../http/index.js';
import { MeetingIdParam, MeetingItemParam } from '../dto/params.dto.js';
import { MeetingView } from '../meeting.view.js';
import { NothingToChange } from '../meetings.errors.js';
import { AgendaItemView } from './agenda-item.view.js';
import {
  AgendaItemNotWaiting,
  CaseAlreadyOnAgenda,
  CaseOfAnotherBoard,
  MeetingInSession,
  NotOnThisAgenda,
  NothingToRatify,
} from './agenda.errors.js';
import { ListCaseDto, MoveItemDto } from './dto/agenda.dto.js';
import { ListCase } from './list-case.js';
import { MoveItem } from './move-item.js';
import { RemoveItem } from './remove-item.js';

const AN_ID = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07';
const MRI = { id: 'mri-whole-spine', label: 'MRI of the whole spine, or CT where MRI is impossible' };

@Controller('meetings/:meetingId/agenda')
export class AgendaController {
  constructor(
    private readonly listCase: ListCase,
    private readonly moveItem: MoveItem,
    private readonly removeItem: RemoveItem,
  ) {}

  @Post()
  @Allow('agenda:manage')
  @Answers(AgendaItemView, {
    status: 201,
    summary: 'Put a case on the agenda',
    about:
      'The agenda orders itself: the emergency lane first, then what was put off more often, then what waits longer. ' +
      'If-Match, when sent, is the agenda’s version.',
    refusals: [
      new AgendaClosed('in-session'),
      new LateListingNeedsReason(),
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

  @Patch(':itemId')
  @Allow('agenda:manage')
  @Answers(AgendaItemView, {
    summary: 'Move an item by hand, also to another meeting, or give it other minutes',
    about:
      'If-Match is the agenda’s version, and toAgendaVersion that of the other meeting, so that two coordinators never lose each ' +
      'other’s change.',
    refusals: [
      new AgendaItemNotWaiting('open'),
      new NotOnThisAgenda(),
      new NothingToChange(),
      new AgendaClosed('in-session'),
      new LateListingNeedsReason(),
      new ReadinessBlocked([MRI]),
    ],
  })
  move(
    @Param() { meetingId, itemId }: MeetingItemParam,
    @Body() dto: MoveItemDto,
    @IfMatchRequired() ifMatch: number,
    @CurrentActor() actor: Actor,
  ) {
    return this.moveItem.execute(actor, meetingId, itemId, dto, ifMatch);
  }

  @Delete(':itemId')
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
}
