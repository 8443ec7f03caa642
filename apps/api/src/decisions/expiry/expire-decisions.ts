import { Injectable } from '@nestjs/common';
import { Ledger, systemActor, type Tx } from '#database';
import { CaseFiles, RelistOnTrigger } from '../../cases/index.js';
import { eachApart } from '../../maintenance/index.js';
import { ExpiredDecisionsRepository } from './expired-decisions.repository.js';

/**
 * Takes the cases back to the board whose decision nobody began to carry out in time. Each case in a transaction of its own, asked
 * again once it is locked: two replicas may do this at once, and a crash leaves the rest for the next time.
 */
@Injectable()
export class ExpireDecisions {
  constructor(
    private readonly ledger: Ledger,
    private readonly expired: ExpiredDecisionsRepository,
    private readonly cases: CaseFiles,
    private readonly relist: RelistOnTrigger,
  ) {}

  /** For one organisation; answers with the cases that went back. */
  async execute(organisationId: string): Promise<string[]> {
    const actor = systemActor(organisationId);
    const candidates = await this.ledger.swiftTransaction({ type: 'system.maintained', actor }, (tx) =>
      this.expired.cases(tx),
    );

    const relisted: string[] = [];
    await eachApart(candidates, async (id) => {
      const isRelisted = await this.ledger.swiftTransaction({ type: 'case.opened', actor, id }, (tx) =>
        this.expire(tx, id),
      );
      if (isRelisted) relisted.push(id);
    });
    return relisted;
  }

  private async expire(tx: Tx, caseId: string): Promise<boolean> {
    const file = await this.cases.lock(tx, caseId);
    const [stillExpired] = await this.expired.cases(tx, caseId);
    if (!stillExpired) return false;

    await this.relist.execute(tx, file, 'expired');
    return true;
  }
}
