import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../auth/index.js';
import { AnswersPage, PageQuery } from '../http/index.js';
import { CaseIdParam } from './dto/case-id.param.js';
import { HistoryEntryView } from './history-entry.view.js';
import { HistoryQueries } from './history.queries.js';

@Controller('cases')
export class HistoryController {
  constructor(private readonly history: HistoryQueries) {}

  @Get(':caseId/history')
  @Allow('history:read')
  @AnswersPage(HistoryEntryView, {
    summary: 'Who did what to a case, with before and after',
    about: 'Oldest first. A specialist sees their own actions; the chair of the board and auditors see all.',
  })
  ofCase(@Param() { caseId }: CaseIdParam, @Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.history.ofCase(actor, caseId, query);
  }
}
