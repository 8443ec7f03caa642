import { Injectable } from '@nestjs/common';
import { CHANGES, recordChange, type ChangeType, type Tx } from '#database';
import { NotFound, type OutcomeRecord } from '#workflow';
import { CaseFiles, refOf, type CaseFile } from '../../cases/index.js';
import type { Revision } from '../revision.js';
import { recommendationDocument, recommendationsOf, type Recommendation } from './recommendation.js';
import { RecommendationsRepository } from './recommendations.repository.js';

type RecommendationChangeType = {
  [Type in ChangeType]: (typeof CHANGES)[Type] extends 'recommendation' ? Type : never;
}[ChangeType];

/** What changes of a recommendation, under which event of the trail. What is left out stays. */
export interface RecommendationChange extends Partial<Pick<Recommendation, 'state' | 'ownerId'>> {
  readonly type: RecommendationChangeType;
  readonly outcome?: OutcomeRecord;
  /** A code; it goes into the trail. */
  readonly reasonCode?: string;
}

/**
 * The one way to a recommendation's row. Whoever changes one holds the lock of its case, so that a decision that comes in force, a
 * closing case and a person never change the same one at once.
 */
@Injectable()
export class RecommendationFiles {
  constructor(
    private readonly recommendations: RecommendationsRepository,
    private readonly cases: CaseFiles,
  ) {}

  /** The recommendation and its case, to change them. @throws NotFound */
  async lock(tx: Tx, id: string): Promise<{ readonly file: CaseFile; readonly recommendation: Recommendation }> {
    const { caseId } = await this.find(tx, id);
    const file = await this.cases.lock(tx, caseId);
    return { file, recommendation: await this.find(tx, id) };
  }

  /** A revision came in force: its lines are now somebody's task. */
  async make(tx: Tx, file: CaseFile, revision: Revision): Promise<Recommendation[]> {
    const made = recommendationsOf(revision);
    await this.recommendations.insert(tx, made);
    for (const recommendation of made) await this.record(tx, file, recommendation, { type: 'recommendation.made' });
    return made;
  }

  /** The decision in force ended, and its lines with it; what became of each so far stays. */
  async end(tx: Tx, file: CaseFile, state: 'superseded' | 'withdrawn'): Promise<void> {
    for (const recommendation of await this.recommendations.inState(tx, file.caseId, 'current')) {
      await this.change(tx, file, recommendation, { type: 'recommendation.ended', state, reasonCode: state });
    }
  }

  async change(
    tx: Tx,
    file: CaseFile,
    before: Recommendation,
    { type, outcome, reasonCode, ...changed }: RecommendationChange,
  ): Promise<Recommendation> {
    const settled = outcome ? outcomeAsKept(outcome, tx.occurredAt) : {};
    const after: Recommendation = { ...before, ...changed, ...settled, version: before.version + 1 };

    await this.recommendations.update(tx, after);
    await this.record(tx, file, after, { type, reasonCode });
    return after;
  }

  private async find(tx: Tx, id: string): Promise<Recommendation> {
    const recommendation = await this.recommendations.find(tx, id);
    if (!recommendation) throw new NotFound('recommendation');
    return recommendation;
  }

  private async record(
    tx: Tx,
    file: CaseFile,
    recommendation: Recommendation,
    { type, reasonCode }: Pick<RecommendationChange, 'type' | 'reasonCode'>,
  ): Promise<void> {
    const { id, version } = recommendation;
    const document = recommendationDocument(recommendation);
    await recordChange(tx, { type, id, version, document, reasonCode, ...refOf(file) });
  }
}

function outcomeAsKept({ outcome, reason, text }: OutcomeRecord, at: Date) {
  return {
    outcome,
    outcomeReason: reason ?? null,
    outcomeText: text ?? null,
    outcomeAt: outcome === 'pending' ? null : at.toISOString(),
  };
}
