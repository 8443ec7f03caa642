import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import type { ReadinessItemId } from '#pathway';
import { requireMay } from '#workflow';
import { CaseFiles, CaseIsClosed, scopeOf, toCaseView, type CaseView } from '../cases/index.js';
import { requireFresh } from '../http/index.js';
import { AlreadyWaived } from './assessments.errors.js';
import { newWaiver } from './mark-ready.js';

/** Which item of which case may be missing. */
export interface ItemOfCase {
  readonly caseId: string;
  readonly item: ReadinessItemId;
}

/** Lets a case go to the board without one readiness item, with a reason. */
@Injectable()
export class WaiveItem {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: CaseFiles,
  ) {}

  execute(actor: Actor, { caseId, item }: ItemOfCase, reason: string, ifMatch: number | undefined): Promise<CaseView> {
    return this.ledger.swiftTransaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.files.lock(tx, caseId);

      requireMay(tx.actor, 'readiness:waive', scopeOf(file));
      requireFresh(file.version, ifMatch);
      if (file.state === 'closed') throw new CaseIsClosed();
      if (file.waivers.some((waiver) => waiver.item === item)) throw new AlreadyWaived(item);

      const waivers = [...file.waivers, newWaiver(tx, item, reason)];
      const waived = await this.files.amend(tx, file, { type: 'case.readiness-waived', waivers, reasonCode: item });

      return toCaseView(waived, tx.occurredAt);
    });
  }
}
