import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import { scopeOf } from './case-file.js';
import { CaseFiles } from './case-files.js';
import { CaseHappenings } from './case-happenings.js';
import { toCaseView, type CaseView } from './case.view.js';
import type { RelistCaseDto } from './dto/reasons.dto.js';
import { requireTextWithOther } from './require-text.js';

/** Takes a decided case back to the board, with a reason. What is in force stays so until the next decision is. */
@Injectable()
export class RelistCase {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: CaseFiles,
    private readonly happenings: CaseHappenings,
  ) {}

  execute(actor: Actor, caseId: string, reason: RelistCaseDto, ifMatch: number | undefined): Promise<CaseView> {
    return this.ledger.transaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.files.lock(tx, caseId);

      requireMay(tx.actor, 'case:relist', scopeOf(file));
      requireFresh(file.version, ifMatch);
      requireTextWithOther(reason.reasonCode, reason.reasonText);

      const relisted = await this.files.move(tx, file, 'relist', { ...reason, type: 'case.relisted' });
      const { reasonCode } = reason;
      await this.happenings.raise(tx, 'case.relisted', { file: relisted, reasonCode, isByItself: false });

      // A handler may have changed the case too.
      return toCaseView(await this.files.open(tx, caseId), tx.occurredAt);
    });
  }
}
