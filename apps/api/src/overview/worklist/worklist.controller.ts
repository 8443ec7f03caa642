import { Controller, Get, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../auth/index.js';
import { AnswersPage } from '../../http/index.js';
import { WorklistQueries } from './worklist.queries.js';
import { WorklistQuery } from './worklist.query.js';
import { WorkView } from './worklist.view.js';

@Controller('worklist')
export class WorklistController {
  constructor(private readonly worklist: WorklistQueries) {}

  @Get()
  @Allow('case:read')
  @AnswersPage(WorkView, {
    summary: 'What is to be done today on one’s boards',
    about:
      'By the time that is left. With `kind=clock&kind=breach` the emergency list, with `kind=ratification` the provisional decisions ' +
      'until they are ratified, with `kind=recommendation` what nobody has carried out; with `owner` the work of one person.',
  })
  list(@Query() query: WorklistQuery, @CurrentActor() actor: Actor) {
    return this.worklist.list(actor, query);
  }
}
