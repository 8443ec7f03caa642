import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireInSession, requireMay } from '#workflow';
import { CaseFiles } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import { MeetingFiles } from '../meeting-files.js';
import { scopeOf } from '../meeting.js';
import { toAgendaItemView, type AgendaItemView } from './agenda-item.view.js';
import { AgendaItems } from './agenda-items.js';
import { Places } from './places.js';

/** Opens the discussion of a case: quorum is measured from now, and its preliminary plans are seen by all. */
@Injectable()
export class OpenItem {
  constructor(
    private readonly ledger: Ledger,
    private readonly places: Places,
    private readonly cases: CaseFiles,
    private readonly meetings: MeetingFiles,
    private readonly items: AgendaItems,
  ) {}

  execute(actor: Actor, meetingId: string, itemId: string, ifMatch?: number): Promise<AgendaItemView> {
    return this.ledger.transaction({ type: 'agenda-item.opened', actor, id: itemId }, async (tx) => {
      const { file, meeting, item } = await this.places.lock(tx, meetingId, itemId);

      requireMay(tx.actor, 'session:open-item', scopeOf(meeting));
      requireFresh(item.version, ifMatch);
      requireInSession(meeting.state);

      const opened = await this.items.openDiscussion(tx, item);
      // For a ratification the case stays where it is: its decision is made.
      if (item.purpose === 'discussion') {
        await this.cases.move(tx, file, 'open-item', { type: 'case.put-up-for-discussion' });
      }
      return toAgendaItemView(opened, await this.meetings.agendaChanged(tx, meeting));
    });
  }
}
