import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AwaitingSources } from '../../notifications/index.js';
import { AwaitingRepository } from './awaiting.repository.js';

/** Tells the daily digest what to count. */
@Injectable()
export class TellAwaiting implements OnModuleInit {
  constructor(
    private readonly sources: AwaitingSources,
    private readonly awaiting: AwaitingRepository,
  ) {}

  onModuleInit(): void {
    const { sources, awaiting } = this;
    sources.register('clocks past their time, to be explained', (tx) => awaiting.breachedClocks(tx));
    sources.register('decisions to sign', (tx) => awaiting.signatures(tx));
    sources.register('provisional decisions to ratify', (tx) => awaiting.ratifications(tx));
    sources.register('imaging reports to acknowledge', (tx) => awaiting.acknowledgements(tx));
    sources.register('examinations that are overdue', (tx) => awaiting.overdueImaging(tx));
    sources.register('recommendations of yours past their day', (tx) => awaiting.overdueRecommendations(tx));
    sources.register('times somebody broke the glass, to be reviewed', (tx) => awaiting.breakGlassReviews(tx));
  }
}
