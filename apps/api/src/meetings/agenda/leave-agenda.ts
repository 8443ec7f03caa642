import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { CaseHappenings, type Closing } from '../../cases/index.js';
import { Discussions } from './discussions.js';

/** A case that closes leaves every agenda it is on, also out of a running discussion: a patient may have died meanwhile. */
@Injectable()
export class LeaveAgenda implements OnModuleInit {
  constructor(
    private readonly happenings: CaseHappenings,
    private readonly discussions: Discussions,
  ) {}

  onModuleInit(): void {
    this.happenings.on('case.closing', (tx, closing) => this.execute(tx, closing));
  }

  async execute(tx: PrismaTx, { file, reason }: Closing): Promise<void> {
    for (const purpose of ['discussion', 'ratification'] as const) {
      const discussion = await this.discussions.lock(tx, file.caseId, purpose);
      if (discussion) await this.discussions.closeItem(tx, discussion, 'remove', { reasonCode: reason });
    }
  }
}
