import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger, type RequestContext } from '#database';
import { NotFound } from '#workflow';
import { Environment } from '../../environment.js';
import { uidOf } from '../../meetings/index.js';
import { toCalendar, type CalendarEntry } from '../../notifications/index.js';
import { hashOfSecret } from './calendar-feed.js';
import { CalendarFeedsRepository, type CalendarMeeting } from './calendar-feeds.repository.js';

const DAY_MILLISECONDS = 86_400_000;
const DAYS_BACK = 60;
const DAYS_AHEAD = 400;
/** A board a day for more than a year: nothing that a person's calendar holds. */
const MOST = 1_000;

export interface CalendarFile {
  readonly content: string;
  /** A strong ETag: a hash of the bytes. */
  readonly etag: string;
}

/** The meetings of the boards that a person sits on, for the program that knows their secret. No patient, no agenda. */
@Injectable()
export class ReadCalendar {
  constructor(
    private readonly ledger: Ledger,
    private readonly environment: Environment,
    private readonly feeds: CalendarFeedsRepository,
  ) {}

  /** @throws NotFound where the secret opens nothing, or not any more */
  async execute(secret: string, request: RequestContext): Promise<CalendarFile> {
    const owner = await this.feeds.findOwner(hashOfSecret(secret));
    if (!owner) throw new NotFound('calendar');

    const actor = { ...owner, sessionId: null, auth: 'calendar-secret', request };
    const meetings = await this.ledger.swiftTransaction({ type: 'calendar.read', actor }, (tx) => {
      const now = tx.occurredAt.getTime();
      const [from, until] = [now - DAYS_BACK * DAY_MILLISECONDS, now + DAYS_AHEAD * DAY_MILLISECONDS];
      return this.feeds.meetings(tx, { from: new Date(from), until: new Date(until), limit: MOST });
    });

    const entries = meetings.map((meeting) => this.entryOf(meeting));
    const content = toCalendar(entries, { method: 'PUBLISH', name: 'Board meetings' });
    return { content, etag: `"${createHash('sha256').update(content).digest('base64url')}"` };
  }

  private entryOf({ id, startsAt, changedAt, ...meeting }: CalendarMeeting): CalendarEntry {
    const { publicOrigin } = this.environment;
    return {
      ...meeting,
      uid: uidOf(id),
      startsAt: startsAt.toISOString(),
      stampedAt: changedAt.toISOString(),
      url: `${publicOrigin}/meetings/${id}`,
    };
  }
}
