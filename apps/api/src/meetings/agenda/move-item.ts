import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { NotFound, requireMay } from '#workflow';
import { requireFresh } from '../../http/index.js';
import { MeetingFiles } from '../meeting-files.js';
import { scopeOf } from '../meeting.js';
import { NothingToChange } from '../meetings.errors.js';
import { toAgendaItemView, type AgendaItemView } from './agenda-item.view.js';
import { AgendaItems } from './agenda-items.js';
import { AgendaItemNotWaiting } from './agenda.errors.js';

/** What a coordinator changes of an item by hand. `after: null` is the front of the agenda; left out, it stays. */
export interface ItemMove {
  readonly after?: string | null;
  readonly minutes?: number;
}

/** Moves a waiting item by hand, or gives it other minutes. Refused when the agenda has changed since it was read. */
@Injectable()
export class MoveItem {
  constructor(
    private readonly ledger: Ledger,
    private readonly meetings: MeetingFiles,
    private readonly items: AgendaItems,
  ) {}

  execute(actor: Actor, meetingId: string, itemId: string, move: ItemMove, ifMatch: number): Promise<AgendaItemView> {
    return this.ledger.transaction({ type: 'agenda-item.opened', actor, id: itemId }, async (tx) => {
      const meeting = await this.meetings.lock(tx, meetingId);
      const item = await this.items.lock(tx, itemId);

      if (item.meetingId !== meetingId) throw new NotFound('agenda item');
      requireMay(tx.actor, 'agenda:manage', scopeOf(meeting));
      requireFresh(meeting.agendaVersion, ifMatch);
      if (item.state !== 'listed') throw new AgendaItemNotWaiting(item.state);
      if (move.after === undefined && move.minutes === undefined) throw new NothingToChange();

      const moved = await this.items.move(tx, item, move);
      return toAgendaItemView(moved, await this.meetings.agendaChanged(tx, meeting));
    });
  }
}
