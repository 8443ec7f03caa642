import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { Environment } from '../../environment.js';
import type { CalendarFeedView } from './calendar-feed.view.js';
import { hashOfSecret, newFeedSecret } from './calendar-feed.js';
import { CalendarFeedsRepository } from './calendar-feeds.repository.js';

/** Gives a person's calendar a new secret address, or takes it away; the one before opens nothing from then on. */
@Injectable()
export class RenewCalendarFeed {
  constructor(
    private readonly ledger: Ledger,
    private readonly environment: Environment,
    private readonly feeds: CalendarFeedsRepository,
  ) {}

  /** The address is shown this once: the answer stored for an Idempotency-Key does not hold it. */
  async renew(actor: Actor): Promise<CalendarFeedView> {
    let url: string | null = null;
    const kept = await this.ledger.transaction({ type: 'calendar-feed.changing', actor }, async (tx) => {
      const secret = newFeedSecret();
      await this.feeds.keep(tx, hashOfSecret(secret));
      url = `${this.environment.publicOrigin}/calendar/${secret}.ics`;
      return { url: null, renewedAt: tx.occurredAt.toISOString() };
    });
    return { ...kept, url };
  }

  async revoke(actor: Actor): Promise<void> {
    await this.ledger.transaction({ type: 'calendar-feed.changing', actor }, (tx) => this.feeds.keep(tx, null));
  }

  show(actor: Actor): Promise<CalendarFeedView> {
    return this.ledger.transaction({ type: 'calendar-feed.changing', actor }, async (tx) => ({
      url: null,
      renewedAt: await this.feeds.renewedAt(tx),
    }));
  }
}
