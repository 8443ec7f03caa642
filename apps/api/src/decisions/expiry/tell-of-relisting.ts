import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '#database';
import { CaseHappenings, type CaseFile } from '../../cases/index.js';
import { Outbox } from '../../notifications/index.js';
import { BoardsQueries, type Seat } from '../../people/index.js';
import { isOpen, type Recommendation } from '../recommendations/recommendation.js';
import { RecommendationsQueries } from '../recommendations/recommendations.queries.js';

/**
 * Tells of a case that went back to the board by itself: its coordinators, and whoever was about to carry out what stands. Whoever
 * recorded what brought it about is told too, for they did not ask for it.
 */
@Injectable()
export class TellOfRelisting implements OnModuleInit {
  constructor(
    private readonly happenings: CaseHappenings,
    private readonly boards: BoardsQueries,
    private readonly recommendations: RecommendationsQueries,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.happenings.on('case.relisted', async (tx, { file, isByItself }) => {
      if (isByItself) await this.execute(tx, file);
    });
  }

  private async execute(tx: Tx, { boardId, caseId }: CaseFile): Promise<void> {
    const { members } = await this.boards.find(tx, boardId);
    const open = (await this.recommendations.current(tx, caseId)).filter(isOpen);
    const coordinators = members.filter(({ specialty }) => specialty === null).map(({ userId }) => userId);
    const to = [...coordinators, ...open.flatMap((recommendation) => responsibleFor(recommendation, members))];

    await this.outbox.post(tx, { kind: 'case-relisted', to, boardId, caseId, facts: {} });
  }
}

/** Its owner; until one is named, everybody who sits for the specialty that it names. */
function responsibleFor({ ownerId, responsibleSpecialty }: Recommendation, members: readonly Seat[]): string[] {
  if (ownerId !== null) return [ownerId];
  return members.filter(({ specialty }) => specialty === responsibleSpecialty).map(({ userId }) => userId);
}
