import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type Tx } from '#database';
import { requireMay } from '#workflow';
import { scopeOf } from '../../cases/index.js';
import { id, keyAfter, mapPage, toPage, type Page, type PageQuery } from '../../http/index.js';
import { MeetingsQueries, scopeOfMeeting } from '../../meetings/index.js';
import { LettersQueries } from '../letters.queries.js';
import { toHandoutView } from './hand-out.js';
import type { HandoutView } from './handout.view.js';
import { HandoutsRepository, type HandoutSubject } from './handouts.repository.js';

/** To whom letters and minutes were given, in the order in which that was recorded. */
@Injectable()
export class HandoutsQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly letters: LettersQueries,
    private readonly meetings: MeetingsQueries,
    private readonly handouts: HandoutsRepository,
  ) {}

  ofDecision(actor: Actor, revisionId: string, query: PageQuery): Promise<Page<HandoutView>> {
    return this.ledger.swiftTransaction({ type: 'decision.opened', actor, id: revisionId }, async (tx) => {
      const { file } = await this.letters.held(tx, revisionId);

      requireMay(tx.actor, 'decision:read', scopeOf(file));
      await recordDisclosure(tx, {
        patients: [file.patientAlias],
        entity: 'decision-revision',
        entityId: revisionId,
      });
      return this.page(tx, { revisionId }, query);
    });
  }

  ofMeeting(actor: Actor, meetingId: string, query: PageQuery): Promise<Page<HandoutView>> {
    return this.ledger.transaction({ type: 'meeting.opened', actor, id: meetingId }, async (tx) => {
      const { meeting } = await this.meetings.withItems(tx, meetingId);

      requireMay(tx.actor, 'meeting:read', scopeOfMeeting(meeting));
      return this.page(tx, { meetingId }, query);
    });
  }

  private async page(tx: Tx, subject: HandoutSubject, query: PageQuery): Promise<Page<HandoutView>> {
    const [after = null] = keyAfter<[string]>(query, [id()]) ?? [];
    const rows = await this.handouts.page(tx, subject, after, query.limit + 1);
    return mapPage(
      toPage(rows, query.limit, (handout) => [handout.id]),
      toHandoutView,
    );
  }
}
