import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../auth/index.js';
import { Answers } from '../http/index.js';
import { CaseAsKnownView } from './as-known.view.js';
import { CaseSummary } from './case-summary.js';
import { CaseSummaryView } from './case-summary.view.js';
import { CaseIdParam, ShowCaseQuery } from './dto/show-case.dto.js';
import { AsOfInFuture, NotKnownYet } from './overview.errors.js';
import { TimeTravel } from './time-travel.js';

@Controller('cases')
export class OverviewController {
  constructor(
    private readonly summary: CaseSummary,
    private readonly timeTravel: TimeTravel,
  ) {}

  @Get(':caseId')
  @Allow('case:read')
  @Answers(CaseSummaryView, {
    or: CaseAsKnownView,
    summary: 'Everything about a case, now or as it was known',
    about:
      'With `asOf` it answers the documents known at that instant, for the chair of the board and for auditors, and names the signed checkpoint that it rests on. For an instant that is older than five seconds the answer never changes.',
    refusals: [new AsOfInFuture(), new NotKnownYet('2026-03-02T08:00:00.000Z')],
  })
  show(@Param() { caseId }: CaseIdParam, @Query() { asOf }: ShowCaseQuery, @CurrentActor() actor: Actor) {
    return asOf === undefined ? this.summary.show(actor, caseId) : this.timeTravel.show(actor, caseId, asOf);
  }
}
