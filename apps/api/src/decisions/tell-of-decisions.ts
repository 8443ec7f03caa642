import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { Outbox } from '../notifications/index.js';
import { BoardsQueries, withDeputies } from '../people/index.js';
import type { Recommendation } from './recommendations/recommendation.js';
import type { Revision } from './revision.js';

/** Tells people what a decision asks of them; never whoever did it. */
@Injectable()
export class TellOfDecisions {
  constructor(
    private readonly boards: BoardsQueries,
    private readonly outbox: Outbox,
  ) {}

  /** Whoever may sign for a required specialty, deputies included; of a provisional one also who brings it before the board. */
  async proposed(tx: Tx, revision: Revision): Promise<void> {
    const { boardId, caseId, id: decisionId, rule, isProvisional } = revision;
    const { chairId, members } = await this.boards.find(tx, boardId);
    const signers = members.filter(
      ({ specialty }) => specialty !== null && rule.requiredSpecialties.includes(specialty),
    );
    const about = { boardId, caseId, facts: { decisionId } };

    await this.outbox.post(tx, { ...about, kind: 'signature-asked', to: others(tx, signers.flatMap(withDeputies)) });
    if (!isProvisional) return;
    const coordinators = members.filter(({ specialty }) => specialty === null);
    const to = others(tx, [chairId, ...coordinators.map(userIdOf)]);
    await this.outbox.post(tx, { ...about, kind: 'ratification-asked', to });
  }

  /** Its author, and who proposed it. */
  async returned(tx: Tx, { boardId, caseId, id: decisionId, authorId, proposedBy }: Revision): Promise<void> {
    const to = others(tx, [authorId, proposedBy]);
    await this.outbox.post(tx, { kind: 'decision-returned', to, boardId, caseId, facts: { decisionId } });
  }

  /** Who sees to a recommendation from now on. */
  async assigned(tx: Tx, { boardId, caseId, id: recommendationId, ownerId }: Recommendation): Promise<void> {
    const to = others(tx, ownerId === null ? [] : [ownerId]);
    await this.outbox.post(tx, { kind: 'recommendation-assigned', to, boardId, caseId, facts: { recommendationId } });
  }
}

const userIdOf = ({ userId }: { readonly userId: string }) => userId;

const others = (tx: Tx, userIds: readonly string[]) => userIds.filter((userId) => userId !== tx.by.userId);
