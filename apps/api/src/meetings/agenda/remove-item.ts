import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { CaseFiles } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import { MeetingFiles } from '../meeting-files.js';
import { scopeOf } from '../meeting.js';
import { toMeetingView, type MeetingView } from '../meeting.view.js';
import { AgendaItems } from './agenda-items.js';
import { AgendaItemNotWaiting, MeetingInSession } from './agenda.errors.js';
import { Places } from './places.js';

/** Takes a case off the agenda before the session; it goes back to ready, and keeps its priority. */
@Injectable()
export class RemoveItem {
  constructor(
    private readonly ledger: Ledger,
    private readonly places: Places,
    private readonly cases: CaseFiles,
    private readonly meetings: MeetingFiles,
    private readonly items: AgendaItems,
  ) {}

  execute(actor: Actor, meetingId: string, itemId: string, ifMatch: number): Promise<MeetingView> {
    return this.ledger.transaction({ type: 'agenda-item.opened', actor, id: itemId }, async (tx) => {
      const { file, meeting, item } = await this.places.lock(tx, meetingId, itemId);

      requireMay(tx.actor, 'agenda:manage', scopeOf(meeting));
      requireFresh(meeting.agendaVersion, ifMatch);
      if (item.state !== 'listed') throw new AgendaItemNotWaiting(item.state);
      if (meeting.state === 'in-session') throw new MeetingInSession();

      await this.items.close(tx, item, 'remove');
      if (item.purpose === 'discussion') {
        await this.cases.move(tx, file, 'return-to-ready', { type: 'case.returned-to-the-list' });
      }
      return toMeetingView(await this.meetings.agendaChanged(tx, meeting));
    });
  }
}
