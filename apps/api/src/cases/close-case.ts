import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import { scopeOf } from './case-file.js';
import { CaseClosing } from './case-closing.js';
import { CaseFiles } from './case-files.js';
import { toCaseView, type CaseView } from './case.view.js';
import type { CloseCaseDto } from './dto/reasons.dto.js';

/** Closes a case, with a reason. */
@Injectable()
export class CloseCase {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: CaseFiles,
    private readonly closing: CaseClosing,
  ) {}

  execute(actor: Actor, caseId: string, reason: CloseCaseDto, ifMatch: number | undefined): Promise<CaseView> {
    return this.ledger.transaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.files.lock(tx, caseId);

      requireMay(tx.actor, 'case:close', scopeOf(file));
      requireFresh(file.version, ifMatch);

      const closed = await this.closing.close(tx, file, reason);

      return toCaseView(closed, tx.occurredAt);
    });
  }
}
