import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { id, keyAfter, toPage, type Page } from '../../http/index.js';
import type { NoticesQuery } from './dto/notices.dto.js';
import type { NoticeView } from './notice.view.js';
import { NoticesRepository } from './notices.repository.js';

/** What an administrator asks about the outbox. */
@Injectable()
export class NoticesQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly notices: NoticesRepository,
  ) {}

  /** Newest first. */
  page(actor: Actor, query: NoticesQuery): Promise<Page<NoticeView>> {
    return this.ledger.transaction({ type: 'notices.listed', actor }, async (tx) => {
      requireMay(tx.actor, 'notice:manage', { organisationId: tx.actor.organisationId });

      const after = keyAfter<readonly [id: string]>(query, [id()]);
      const rows = await this.notices.page(tx, query.state, after?.[0], query.limit + 1);
      return toPage(rows, query.limit, (notice) => [notice.id]);
    });
  }
}
