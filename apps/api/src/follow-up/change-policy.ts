import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { orderFindings } from '#pathway';
import { requireMay } from '#workflow';
import { CaseIsClosed, scopeOf } from '../cases/index.js';
import { requirePutCondition, type PutCondition } from '../http/index.js';
import type { ChangePolicyDto } from './dto/orders.dto.js';
import { FollowUpFiles } from './follow-up-files.js';
import { OrderRefused } from './follow-up.errors.js';
import { toFollowUpView, type FollowUpView } from './follow-up.view.js';
import { Planner } from './planning/planner.js';

/** A specialist's own interval in place of the proposed one, or back to that. What is due moves with it. */
@Injectable()
export class ChangePolicy {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: FollowUpFiles,
    private readonly planner: Planner,
  ) {}

  execute(
    actor: Actor,
    caseId: string,
    { weeks, isException = false, reason }: ChangePolicyDto,
    condition: PutCondition,
  ): Promise<FollowUpView> {
    return this.ledger.transaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const { file, followUp } = await this.files.lock(tx, caseId);

      requireMay(tx.actor, 'follow-up:policy', scopeOf(file));
      requirePutCondition(followUp.version === 0 && condition.creates ? undefined : followUp.version, condition);
      if (file.state === 'closed') throw new CaseIsClosed();
      const kind = isException ? 'board-exception' : 'routine';
      const [refused] = weeks === null ? [] : orderFindings({ kind, weeks, reason }, file.board.parameters.followUp);
      if (refused) throw new OrderRefused(refused);

      const policy = { weeks, isException: weeks !== null && isException, reason };
      const planned = await this.planner.plan(tx, file, { ...followUp, policy });
      return toFollowUpView(await this.files.keep(tx, file, planned, 'follow-up.policy-changed'));
    });
  }
}
