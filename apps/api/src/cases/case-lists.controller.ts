import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../auth/index.js';
import { AnswersPage } from '../http/index.js';
import { SearchByOneOf } from '../patients/index.js';
import { CaseRowView } from './case-row.view.js';
import { CasesQueries } from './cases.queries.js';
import { CasesQuery } from './dto/cases.query.js';
import { SearchCasesDto } from './dto/search-cases.dto.js';

@Controller('cases')
export class CaseListsController {
  constructor(private readonly cases: CasesQueries) {}

  @Get()
  @Allow('case:read')
  @AnswersPage(CaseRowView, { summary: 'Cases of one’s boards' })
  list(@Query() query: CasesQuery, @CurrentActor() actor: Actor) {
    return this.cases.list(actor, query);
  }

  @Post('search')
  @Allow('case:read')
  @AnswersPage(CaseRowView, {
    summary: 'Search cases by the patient’s identifier or family name',
    about: 'Newest first. In a body, because an address must not hold patient data.',
    refusals: [new SearchByOneOf(['identifier', 'familyName'])],
  })
  search(@Body() dto: SearchCasesDto, @CurrentActor() actor: Actor) {
    return this.cases.search(actor, dto);
  }
}
