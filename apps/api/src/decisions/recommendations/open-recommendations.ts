import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { outcomeOnClosing } from '#workflow';
import { CaseHappenings, type Closing } from '../../cases/index.js';
import { DecisionHappenings } from '../decision-happenings.js';
import { isOpen } from './recommendation.js';
import { RecommendationFiles } from './recommendation-files.js';
import { RecommendationsQueries } from './recommendations.queries.js';

/** What becomes of recommendations when their case closes or their decision is withdrawn. */
@Injectable()
export class OpenRecommendations implements OnModuleInit {
  constructor(
    private readonly cases: CaseHappenings,
    private readonly decisions: DecisionHappenings,
    private readonly queries: RecommendationsQueries,
    private readonly files: RecommendationFiles,
  ) {}

  onModuleInit(): void {
    this.cases.on('case.closing', (tx, closing) => this.settle(tx, closing));
    this.decisions.on('decision.withdrawn', (tx, { file }) => this.files.end(tx, file, 'withdrawn'));
  }

  /** One that is pending stands against `completed`; every other reason says itself why it was not done. */
  private async settle(tx: PrismaTx, closing: Closing): Promise<void> {
    const { file, reason } = closing;
    const open = (await this.queries.current(tx, file.caseId)).filter(isOpen);
    if (reason === 'completed') {
      closing.unfinished.recommendations = open.length;
      return;
    }

    const outcome = outcomeOnClosing(reason);
    for (const recommendation of open) {
      await this.files.change(tx, file, recommendation, {
        type: 'recommendation.settled',
        outcome,
        reasonCode: reason,
      });
    }
  }
}
