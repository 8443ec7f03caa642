import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type Tx } from '#database';
import { requireExplained, requireMay } from '#workflow';
import { CaseIsClosed, scopeOf, type CaseFile } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import { BoardsQueries } from '../../people/index.js';
import { TellOfDecisions } from '../tell-of-decisions.js';
import type { UpdateRecommendationDto } from './dto/recommendations.dto.js';
import { isOpen } from './recommendation.js';
import { RecommendationFiles, type RecommendationChange } from './recommendation-files.js';
import { toRecommendationView, type RecommendationView } from './recommendation.view.js';
import { OutcomeMissing, OwnerNotOnBoard, RecommendationEnded } from './recommendations.errors.js';

/** Records what became of a recommendation, or who sees to it. Only the decision in force has recommendations to carry out. */
@Injectable()
export class UpdateRecommendation {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: RecommendationFiles,
    private readonly boards: BoardsQueries,
    private readonly telling: TellOfDecisions,
  ) {}

  execute(actor: Actor, id: string, told: UpdateRecommendationDto, ifMatch: number): Promise<RecommendationView> {
    return this.ledger.swiftTransaction({ type: 'recommendation.opened', actor, id }, async (tx) => {
      const { file, recommendation } = await this.files.lock(tx, id);

      requireMay(tx.actor, 'recommendation:update', scopeOf(file));
      requireFresh(recommendation.version, ifMatch);
      if (file.state === 'closed') throw new CaseIsClosed();
      if (recommendation.state !== 'current') throw new RecommendationEnded(recommendation.state);

      const change = changeOf(told);
      await this.requireMember(tx, file, told.ownerId);

      const updated = await this.files.change(tx, file, recommendation, change);
      // Whose it was already, and what is done, is no news.
      if (updated.ownerId !== recommendation.ownerId && isOpen(updated)) await this.telling.assigned(tx, updated);
      return toRecommendationView(updated);
    });
  }

  private async requireMember(tx: Tx, { boardId }: CaseFile, ownerId: string | null | undefined): Promise<void> {
    if (ownerId === undefined || ownerId === null) return;
    const { members } = await this.boards.find(tx, boardId);
    if (!members.some(({ userId }) => userId === ownerId)) throw new OwnerNotOnBoard();
  }
}

/** @throws OutcomeMissing, OutcomeReasonMismatch */
function changeOf({ outcome, reason, text, ownerId }: UpdateRecommendationDto): RecommendationChange {
  const owner = ownerId === undefined ? {} : { ownerId };
  if (outcome !== undefined) {
    const record = { outcome, reason, text };
    requireExplained(record);
    return { type: 'recommendation.settled', outcome: record, reasonCode: reason ?? outcome, ...owner };
  }
  if (ownerId === undefined || reason !== undefined || text !== undefined) throw new OutcomeMissing();
  return { type: 'recommendation.assigned', ...owner };
}
