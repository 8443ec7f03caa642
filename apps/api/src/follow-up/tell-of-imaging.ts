import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '#database';
import type { CaseFile } from '../cases/index.js';
import { Outbox } from '../notifications/index.js';
import { FollowUpHappenings } from './follow-up-happenings.js';
import type { ImagingOrder } from './follow-up.js';

/** Tells people of examinations that they answer for. */
@Injectable()
export class TellOfImaging implements OnModuleInit {
  constructor(
    private readonly happenings: FollowUpHappenings,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.happenings.on('imaging.escalated', (tx, { file: { boardId, caseId }, order, escalation }) =>
      this.outbox.post(tx, {
        kind: 'imaging-escalated',
        to: [escalation.toUserId],
        boardId,
        caseId,
        facts: { orderId: order.id },
      }),
    );
  }

  /** The named specialist, unless they reported it themselves. */
  async reported(tx: Tx, { boardId, caseId }: CaseFile, { id: orderId, specialistId }: ImagingOrder): Promise<void> {
    const to = specialistId === tx.by.userId ? [] : [specialistId];
    await this.outbox.post(tx, { kind: 'report-to-acknowledge', to, boardId, caseId, facts: { orderId } });
  }
}
