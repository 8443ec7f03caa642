import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import { stopAllClocks } from './case-clocks.js';
import { scopeOf } from './case-file.js';
import { CaseFiles } from './case-files.js';
import { toCaseView, type CaseView } from './case.view.js';
import type { DeclineCaseDto } from './dto/reasons.dto.js';
import { requireTextWithOther } from './require-text.js';

/** Turns a referral away, with a reason. Its clocks stop: from here the referrer answers for them again. */
@Injectable()
export class DeclineCase {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: CaseFiles,
  ) {}

  execute(actor: Actor, caseId: string, reason: DeclineCaseDto, ifMatch: number | undefined): Promise<CaseView> {
    return this.ledger.transaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.files.lock(tx, caseId);

      requireMay(tx.actor, 'case:decline', scopeOf(file));
      requireFresh(file.version, ifMatch);
      requireTextWithOther(reason.reasonCode, reason.reasonText);

      const declined = await this.files.move(tx, file, 'decline', {
        ...reason,
        type: 'case.declined',
        clocks: stopAllClocks(file.clocks, tx.occurredAt.toISOString(), 'declined'),
      });

      return toCaseView(declined, tx.occurredAt);
    });
  }
}
