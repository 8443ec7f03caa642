import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { CaseFile } from '../cases/index.js';
import {
  RecommendationsQueries,
  toRecommendationView,
  toTreatmentView,
  TreatmentsQueries,
} from '../decisions/index.js';
import { FollowUpQueries } from '../follow-up/index.js';
import type { CaseSummaryView } from './case-summary.view.js';

/** What became of a decision: its recommendations, what was done, and the imaging that follows. */
@Injectable()
export class Course {
  constructor(
    private readonly recommendations: RecommendationsQueries,
    private readonly treatments: TreatmentsQueries,
    private readonly followUps: FollowUpQueries,
  ) {}

  async of(tx: Tx, file: CaseFile): Promise<Pick<CaseSummaryView, 'recommendations' | 'treatments' | 'followUp'>> {
    const [recommendations, treatments, followUp] = await Promise.all([
      this.recommendations.current(tx, file.caseId),
      this.treatments.ofCase(tx, file.caseId),
      this.followUps.view(tx, file),
    ]);
    return {
      recommendations: recommendations.map(toRecommendationView),
      treatments: treatments.map(toTreatmentView),
      followUp,
    };
  }
}
