import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type PrismaTx } from '#database';
import { NotFound, requireMay } from '#workflow';
import { InvalidBody, requireFresh } from '../../http/index.js';
import { MeetingFiles } from '../meeting-files.js';
import { scopeOf } from '../meeting.js';
import type { AgendaItem } from './agenda-item.js';
import { toAgendaItemView, type AgendaItemView } from './agenda-item.view.js';
import { AgendaItems } from './agenda-items.js';
import { MOVED_BY_HAND } from './agenda-order.js';
import { AgendaItemNotWaiting } from './agenda.errors.js';
import { AgendaRepository, type ItemChange } from './agenda.repository.js';

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
    private readonly agenda: AgendaRepository,
  ) {}

  execute(actor: Actor, meetingId: string, itemId: string, move: ItemMove, ifMatch: number): Promise<AgendaItemView> {
    return this.ledger.transaction({ type: 'agenda-item.opened', actor, id: itemId }, async (tx) => {
      const meeting = await this.meetings.lock(tx, meetingId);
      const item = await this.items.lock(tx, itemId);

      if (item.meetingId !== meetingId) throw new NotFound('agenda item');
      requireMay(tx.actor, 'agenda:manage', scopeOf(meeting));
      requireFresh(meeting.agendaVersion, ifMatch);
      if (item.state !== 'listed') throw new AgendaItemNotWaiting(item.state);

      const change = { minutes: move.minutes ?? item.minutes, ...(await this.place(tx, item, move.after)) };
      const moved = await this.items.amend(tx, item, 'agenda-item.moved', change);

      return toAgendaItemView(moved, await this.meetings.agendaChanged(tx, meeting));
    });
  }

  private async place(tx: PrismaTx, item: AgendaItem, after: ItemMove['after']): Promise<ItemChange> {
    if (after === undefined) return {};

    const others = (await this.agenda.ofMeeting(tx, item.meetingId)).filter(({ id }) => id !== item.id);
    const index = after === null ? 0 : others.findIndex(({ id }) => id === after) + 1;
    if (after !== null && index === 0) throw new InvalidBody([NOT_ON_THIS_AGENDA]);
    return { position: await this.items.roomAt(tx, others, index), placement: MOVED_BY_HAND };
  }
}

const NOT_ON_THIS_AGENDA = {
  pointer: '/after',
  message: 'after must be the id of another item of this meeting’s agenda, or null for the front.',
  code: 'not-on-this-agenda',
};
