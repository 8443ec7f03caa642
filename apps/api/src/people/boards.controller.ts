import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { UnsoundSignOffRule } from '#workflow';
import { Allow, CurrentActor, PasskeyRevoked, ProofRequired } from '../auth/index.js';
import { Answers, AnswersPage, IfMatch, IfMatchRequired, mapPage, PageQuery } from '../http/index.js';
import { AnsweredAfterInclusion } from '../log/index.js';
import { BoardMembers } from './board-members.js';
import { BoardView, toBoardView } from './board.view.js';
import { BoardsReadings } from './boards.readings.js';
import { ChangeBoard } from './change-board.js';
import { ConfirmRules } from './confirm-rules.js';
import * as dto from './dto/boards.dto.js';
import * as errors from './people.errors.js';

const PERSON = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07';
const RULE_REFUSALS = [
  new errors.RulesNotAllowed([
    {
      pointer: '/rules/parameters/compressionMriHours',
      message: 'Enter 24 or 12.',
      code: 'parameter-not-allowed',
    },
  ]),
  new UnsoundSignOffRule([{ pointer: '/panelSpecialties', message: 'Name each specialty once.', code: 'duplicate' }]),
];
const SEAT_REFUSALS = [new errors.UnfitForSeat(PERSON), new errors.UnfitDeputy(PERSON), new errors.ChairMustSit()];

@Controller('boards')
export class BoardsController {
  constructor(
    private readonly readings: BoardsReadings,
    private readonly changeBoard: ChangeBoard,
    private readonly members: BoardMembers,
    private readonly confirmRules: ConfirmRules,
  ) {}

  @Get()
  @Allow('board:read')
  @AnswersPage(BoardView, { summary: 'The boards one may see, by name' })
  async list(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return mapPage(await this.readings.page(actor, query), toBoardView);
  }

  @Get(':boardId')
  @Allow('board:read')
  @Answers(BoardView, { summary: 'A board with its members, rules and parameters' })
  async show(@Param() { boardId }: dto.BoardIdParam, @CurrentActor() actor: Actor): Promise<BoardView> {
    return toBoardView(await this.readings.open(actor, boardId));
  }

  @Patch(':boardId')
  @Allow('board:manage')
  @AnsweredAfterInclusion()
  @Answers(BoardView, {
    summary: 'Change a board',
    about: 'Name, calendar, capacity and chair change at once; rules wait for the chair’s confirmation.',
    refusals: [new errors.UnknownTimeZone(), new errors.ChairMustSit(), ...RULE_REFUSALS],
  })
  async change(
    @Param() { boardId }: dto.BoardIdParam,
    @Body() change: dto.ChangeBoardDto,
    @IfMatchRequired() ifMatch: number,
    @CurrentActor() actor: Actor,
  ): Promise<BoardView> {
    return toBoardView(await this.changeBoard.execute(actor, boardId, change, ifMatch));
  }

  @Post(':boardId/parameters/:changeId/confirm')
  @Allow('parameter:confirm')
  @Answers(BoardView, {
    summary: 'Put an entered change of rules in force',
    refusals: [new ProofRequired(), new PasskeyRevoked(), ...RULE_REFUSALS],
  })
  async confirm(
    @Param() { boardId, changeId }: dto.RuleChangeParam,
    @Body() { proof }: dto.ConfirmRulesDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<BoardView> {
    return toBoardView(await this.confirmRules.execute(actor, boardId, changeId, proof, ifMatch));
  }

  @Post(':boardId/members')
  @Allow('board:manage')
  @AnsweredAfterInclusion()
  @Answers(BoardView, {
    status: 201,
    summary: 'Seat a person on a board',
    refusals: [new errors.AlreadySeated(PERSON), ...SEAT_REFUSALS],
  })
  async addMember(
    @Param() { boardId }: dto.BoardIdParam,
    @Body() member: dto.AddMemberDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<BoardView> {
    return toBoardView(await this.members.add(actor, { boardId, ifMatch }, member));
  }

  @Patch(':boardId/members/:userId')
  @Allow('board:manage')
  @AnsweredAfterInclusion()
  @Answers(BoardView, { summary: 'Change a seat: its specialty, its deputies', refusals: SEAT_REFUSALS })
  async changeMember(
    @Param() { boardId, userId }: dto.SeatParam,
    @Body() change: dto.ChangeMemberDto,
    @IfMatchRequired() ifMatch: number,
    @CurrentActor() actor: Actor,
  ): Promise<BoardView> {
    return toBoardView(await this.members.change(actor, { boardId, ifMatch }, userId, change));
  }

  @Delete(':boardId/members/:userId')
  @Allow('board:manage')
  @AnsweredAfterInclusion()
  @Answers(BoardView, { summary: 'Take a person off a board', refusals: [new errors.ChairMustSit()] })
  async removeMember(
    @Param() { boardId, userId }: dto.SeatParam,
    @IfMatchRequired() ifMatch: number,
    @CurrentActor() actor: Actor,
  ): Promise<BoardView> {
    return toBoardView(await this.members.remove(actor, { boardId, ifMatch }, userId));
  }
}
