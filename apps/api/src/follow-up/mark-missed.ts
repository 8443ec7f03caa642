import { Injectable } from '@nestjs/common';
import { Ledger, systemActor } from '#database';
import { eachApart } from '../maintenance/index.js';
import { FollowUpFiles } from './follow-up-files.js';
import { FollowUpRepository } from './follow-up.repository.js';

/**
 * Writes down as missed what nobody performed inside its window. People see it missed before: this only makes it part of the record.
 * Each case in a transaction of its own, asked again once it is locked, so two replicas may do it at once.
 */
@Injectable()
export class MarkMissed {
  constructor(
    private readonly ledger: Ledger,
    private readonly followUps: FollowUpRepository,
    private readonly files: FollowUpFiles,
  ) {}

  /** For one organisation. */
  async execute(organisationId: string): Promise<void> {
    const actor = systemActor(organisationId);
    const cases = await this.ledger.swiftTransaction({ type: 'system.maintained', actor }, (tx) =>
      this.followUps.casesWithMissed(tx),
    );
    await eachApart(cases, (id) =>
      this.ledger.swiftTransaction({ type: 'case.opened', actor, id }, async (tx) => {
        const { file, followUp } = await this.files.lock(tx, id);
        const stored = await this.followUps.find(tx, id);
        const isNews = followUp.orders.some((order, index) => order.state !== stored?.orders[index]?.state);
        if (isNews) await this.files.keep(tx, file, followUp, 'imaging.missed');
      }),
    );
  }
}
