import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import { scopeOf } from './case-file.js';
import { CaseFiles } from './case-files.js';
import { toCaseView, type CaseView } from './case.view.js';
import { CaseIsClosed, LaneUnchanged } from './cases.errors.js';
import type { ChangeLaneDto } from './dto/reasons.dto.js';
import { requireTextWithOther } from './require-text.js';

/**
 * Raises a case to the emergency lane, which any member may, and whoever broke the glass for it; or lowers it, which a coordinator or
 * the chair may: with a reason.
 */
@Injectable()
export class ChangeLane {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: CaseFiles,
  ) {}

  execute(actor: Actor, caseId: string, wish: ChangeLaneDto, ifMatch: number | undefined): Promise<CaseView> {
    const { lane, reasonCode, reasonText } = wish;
    const type = lane === 'emergency' ? 'emergency.opened' : 'case.opened';
    return this.ledger.transaction({ type, actor, id: caseId }, async (tx) => {
      const file = await this.files.lock(tx, caseId);

      requireMay(tx.actor, lane === 'emergency' ? 'lane:raise' : 'lane:lower', scopeOf(file));
      requireFresh(file.version, ifMatch);
      requireTextWithOther(reasonCode, reasonText);
      if (file.state === 'closed') throw new CaseIsClosed();
      if (file.lane === lane) throw new LaneUnchanged(lane);

      const laneReason = reasonText ? `${reasonCode}: ${reasonText}` : reasonCode;
      const changed = await this.files.amend(tx, file, { type: 'case.lane-changed', lane, laneReason, reasonCode });

      return toCaseView(changed, tx.occurredAt);
    });
  }
}
