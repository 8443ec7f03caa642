import { Body, Controller, Param, Post } from '@nestjs/common';
import type { Actor } from '#database';
import { CaseNotFinished, IllegalTransition } from '#workflow';
import { Allow, CurrentActor } from '../auth/index.js';
import { Answers, IfMatch, NothingHere } from '../http/index.js';
import { AcceptCase } from './accept-case.js';
import { CaseView } from './case.view.js';
import { CaseIsClosed, LaneUnchanged, PatientIsDeceased, TextRequired, TriageUnanswered } from './cases.errors.js';
import { ChangeLane } from './change-lane.js';
import { CloseCase } from './close-case.js';
import { DeclineCase } from './decline-case.js';
import { CaseIdParam } from './dto/params.dto.js';
import { ChangeLaneDto, CloseCaseDto, DeclineCaseDto, RelistCaseDto, ReopenCaseDto } from './dto/reasons.dto.js';
import { ReferCaseDto } from './dto/refer-case.dto.js';
import { ReferCase } from './refer-case.js';
import { RelistCase } from './relist-case.js';
import { ReopenCase } from './reopen-case.js';

type Version = number | undefined;

const elsewhere = (from: string, event: string, possible: string[]) =>
  new IllegalTransition('case', from, event, possible);
const textRequired = new TextRequired('/reasonText');

@Controller('cases')
export class CasesController {
  constructor(
    private readonly referCase: ReferCase,
    private readonly acceptCase: AcceptCase,
    private readonly declineCase: DeclineCase,
    private readonly relistCase: RelistCase,
    private readonly closeCase: CloseCase,
    private readonly reopenCase: ReopenCase,
    private readonly changeLane: ChangeLane,
  ) {}

  @Post()
  @Allow('case:refer')
  @Answers(CaseView, {
    status: 201,
    summary: 'Refer a patient’s question to a board',
    about: 'The triage starts the urgency clocks and decides the lane.',
    refusals: [new TriageUnanswered(), new PatientIsDeceased(), new NothingHere()],
  })
  refer(@Body() dto: ReferCaseDto, @CurrentActor() actor: Actor) {
    return this.referCase.execute(actor, dto);
  }

  @Post(':caseId/accept')
  @Allow('case:accept')
  @Answers(CaseView, {
    summary: 'Take a referral on',
    refusals: [elsewhere('workup', 'accept', ['mark-ready', 'close'])],
  })
  accept(@Param() { caseId }: CaseIdParam, @IfMatch() ifMatch: Version, @CurrentActor() actor: Actor) {
    return this.acceptCase.execute(actor, caseId, ifMatch);
  }

  @Post(':caseId/decline')
  @Allow('case:decline')
  @Answers(CaseView, {
    summary: 'Turn a referral away',
    refusals: [elsewhere('workup', 'decline', ['close']), textRequired],
  })
  decline(
    @Param() { caseId }: CaseIdParam,
    @Body() dto: DeclineCaseDto,
    @IfMatch() ifMatch: Version,
    @CurrentActor() actor: Actor,
  ) {
    return this.declineCase.execute(actor, caseId, dto, ifMatch);
  }

  @Post(':caseId/relist')
  @Allow('case:relist')
  @Answers(CaseView, {
    summary: 'Take a decided case back to the board',
    refusals: [elsewhere('workup', 'relist', ['mark-ready', 'close']), textRequired],
  })
  relist(
    @Param() { caseId }: CaseIdParam,
    @Body() dto: RelistCaseDto,
    @IfMatch() ifMatch: Version,
    @CurrentActor() actor: Actor,
  ) {
    return this.relistCase.execute(actor, caseId, dto, ifMatch);
  }

  @Post(':caseId/close')
  @Allow('case:close')
  @Answers(CaseView, {
    summary: 'Close a case',
    refusals: [
      new CaseNotFinished({ imagingOrders: 2, clocks: 0, recommendations: 1, ratifications: 0 }),
      elsewhere('closed', 'close', ['reopen']),
    ],
  })
  close(
    @Param() { caseId }: CaseIdParam,
    @Body() dto: CloseCaseDto,
    @IfMatch() ifMatch: Version,
    @CurrentActor() actor: Actor,
  ) {
    return this.closeCase.execute(actor, caseId, dto, ifMatch);
  }

  @Post(':caseId/reopen')
  @Allow('case:reopen')
  @Answers(CaseView, {
    summary: 'Take a closed case up again',
    refusals: [elsewhere('workup', 'reopen', ['mark-ready', 'close']), new PatientIsDeceased(), textRequired],
  })
  reopen(
    @Param() { caseId }: CaseIdParam,
    @Body() dto: ReopenCaseDto,
    @IfMatch() ifMatch: Version,
    @CurrentActor() actor: Actor,
  ) {
    return this.reopenCase.execute(actor, caseId, dto, ifMatch);
  }

  @Post(':caseId/lane')
  @Allow('lane:raise', 'lane:lower')
  @Answers(CaseView, {
    summary: 'Raise a case to the emergency lane, or lower it',
    about: 'Any member may raise it; a coordinator or the chair lowers it.',
    refusals: [new LaneUnchanged('emergency'), new CaseIsClosed(), textRequired],
  })
  lane(
    @Param() { caseId }: CaseIdParam,
    @Body() dto: ChangeLaneDto,
    @IfMatch() ifMatch: Version,
    @CurrentActor() actor: Actor,
  ) {
    return this.changeLane.execute(actor, caseId, dto, ifMatch);
  }
}
