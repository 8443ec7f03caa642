import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { NotFound, requireMay } from '#workflow';
import type { NoticeView } from './notice.view.js';
import { NoticeNotFailed } from './notices.errors.js';
import { NoticesRepository } from './notices.repository.js';

/** Has a mail tried again that could not be delivered, under the same Message-ID. */
@Injectable()
export class RetryNotice {
  constructor(
    private readonly ledger: Ledger,
    private readonly notices: NoticesRepository,
  ) {}

  /** @throws NotFound, NoticeNotFailed */
  execute(actor: Actor, noticeId: string): Promise<NoticeView> {
    return this.ledger.transaction({ type: 'notice.retrying', actor }, async (tx) => {
      requireMay(tx.actor, 'notice:manage', { organisationId: tx.actor.organisationId });

      const notice = await this.notices.findLocked(tx, noticeId);
      if (!notice) throw new NotFound('notice');
      if (notice.state !== 'failed') throw new NoticeNotFailed(notice.state);

      return this.notices.putBack(tx, noticeId);
    });
  }
}
