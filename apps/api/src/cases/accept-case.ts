import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { requireFresh } from '../http/index.js';
import { scopeOf } from './case-file.js';
import { CaseFiles } from './case-files.js';
import { toCaseView, type CaseView } from './case.view.js';

/** Takes a referral on: the case goes into workup. */
@Injectable()
export class AcceptCase {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: CaseFiles,
  ) {}

  execute(actor: Actor, caseId: string, ifMatch: number | undefined): Promise<CaseView> {
    return this.ledger.transaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.files.lock(tx, caseId);

      requireMay(tx.actor, 'case:accept', scopeOf(file));
      requireFresh(file.version, ifMatch);

      const accepted = await this.files.move(tx, file, 'accept', { type: 'case.accepted' });

      return toCaseView(accepted, tx.occurredAt);
    });
  }
}
