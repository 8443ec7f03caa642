import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type Tx } from '#database';
import { requireMay } from '#workflow';
import { CaseFiles, scopeOf } from '../../cases/index.js';
import { id, keyAfter, mapPage, toPage, type Page } from '../../http/index.js';
import type { RecommendationsQuery } from './dto/recommendations.dto.js';
import type { Recommendation } from './recommendation.js';
import { toRecommendationView, type RecommendationView } from './recommendation.view.js';
import { RecommendationsRepository } from './recommendations.repository.js';

/** Plain reads of recommendations, for people and for the features above. */
@Injectable()
export class RecommendationsQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseFiles,
    private readonly recommendations: RecommendationsRepository,
  ) {}

  /** The lines of the decision in force, in its order; empty where none is. Works in ordinary and in hot transactions. */
  current(tx: Tx, caseId: string): Promise<Recommendation[]> {
    return this.recommendations.inState(tx, caseId, 'current');
  }

  /** Those of a case, older decisions first. */
  list(actor: Actor, caseId: string, query: RecommendationsQuery): Promise<Page<RecommendationView>> {
    const [after = null] = keyAfter<[string]>(query, [id()]) ?? [];
    const { state = null, limit } = query;
    return this.ledger.swiftTransaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.cases.open(tx, caseId);

      requireMay(tx.actor, 'decision:read', scopeOf(file));
      const rows = await this.recommendations.page(tx, caseId, { state, after, limit: limit + 1 });
      await recordDisclosure(tx, { patients: [file.patientAlias], entity: 'case', entityId: caseId });

      return mapPage(
        toPage(rows, limit, (recommendation) => [recommendation.id]),
        toRecommendationView,
      );
    });
  }
}
