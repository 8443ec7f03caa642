import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../../auth/index.js';
import { Answers, AnswersPage, mapPage, PageQuery } from '../../http/index.js';
import { AskReconciliation } from './ask-reconciliation.js';
import { ReconciliationUnderWay } from './reconciliation.errors.js';
import { ReconciliationIdParam } from './reconciliation-id.param.js';
import {
  ReconciliationOutlineView,
  ReconciliationView,
  toReconciliationOutlineView,
  toReconciliationView,
} from './reconciliation.view.js';
import { ReconciliationsQueries } from './reconciliations.queries.js';

@Controller('audit/reconciliations')
export class ReconciliationsController {
  constructor(
    private readonly askReconciliation: AskReconciliation,
    private readonly reconciliations: ReconciliationsQueries,
  ) {}

  @Post()
  @Allow('audit:reconcile')
  @Answers(ReconciliationView, {
    status: 202,
    summary: 'Reconcile every record with the signed log',
    about:
      'Rows against versions, versions against events, events against the log, the log against its signatures: as they are at one ' +
      'moment. It begins at once; read what it found under its id. It also runs every night.',
    refusals: [new ReconciliationUnderWay()],
  })
  async ask(@CurrentActor() actor: Actor): Promise<ReconciliationView> {
    return toReconciliationView(await this.askReconciliation.execute(actor));
  }

  @Get()
  @Allow('audit:reconcile')
  @AnswersPage(ReconciliationOutlineView, { summary: 'The reconciliations, newest first' })
  async list(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return mapPage(await this.reconciliations.list(actor, query), toReconciliationOutlineView);
  }

  @Get(':reconciliationId')
  @Allow('audit:reconcile')
  @Answers(ReconciliationView, { summary: 'A reconciliation, with everything that does not agree' })
  async show(
    @Param() { reconciliationId }: ReconciliationIdParam,
    @CurrentActor() actor: Actor,
  ): Promise<ReconciliationView> {
    return toReconciliationView(await this.reconciliations.open(actor, reconciliationId));
  }
}
