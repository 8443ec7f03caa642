import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type PrismaTx } from '#database';
import { NotFound, requireMay } from '#workflow';
import { InvalidBody, requireFresh } from '../../http/index.js';
import { MeetingFiles } from '../meeting-files.js';
import { scopeOf } from '../meeting.js';
import { NothingToChange } from '../meetings.errors.js';
import { Admission } from './admission.js';
import { toAgendaItemView, type AgendaItemView } from './agenda-item.view.js';
import { AgendaItems, type Transfer } from './agenda-items.js';
import { AgendaItemNotWaiting, CaseOfAnotherBoard } from './agenda.errors.js';
import { lateReasons } from './late-listing.js';
import { Places } from './places.js';

/** What a coordinator changes of an item by hand. `after: null` is the front of the agenda; left out, it stays. */
export interface ItemMove extends Partial<Transfer> {
  /** With another meeting: the version of its agenda. */
  readonly toAgendaVersion?: number;
}

/** Moves a waiting item by hand, on its agenda or to another meeting's, or gives it other minutes. Refused when an agenda has changed. */
@Injectable()
export class MoveItem {
  constructor(
    private readonly ledger: Ledger,
    private readonly places: Places,
    private readonly meetings: MeetingFiles,
    private readonly items: AgendaItems,
    private readonly admission: Admission,
  ) {}

  execute(actor: Actor, meetingId: string, itemId: string, move: ItemMove, ifMatch: number): Promise<AgendaItemView> {
    return this.ledger.transaction({ type: 'agenda-item.opened', actor, id: itemId }, (tx) =>
      move.meetingId === undefined || move.meetingId === meetingId
        ? this.within(tx, meetingId, itemId, move, ifMatch)
        : this.across(tx, meetingId, itemId, { ...move, meetingId: move.meetingId }, ifMatch),
    );
  }

  private async within(tx: PrismaTx, meetingId: string, itemId: string, move: ItemMove, ifMatch: number) {
    const meeting = await this.meetings.lock(tx, meetingId);
    const item = await this.items.lock(tx, itemId);

    if (item.meetingId !== meetingId) throw new NotFound('agenda item');
    requireMay(tx.actor, 'agenda:manage', scopeOf(meeting));
    requireFresh(meeting.agendaVersion, ifMatch);
    if (item.state !== 'listed') throw new AgendaItemNotWaiting(item.state);
    const { after, minutes } = move;
    if (after === undefined && minutes === undefined) throw new NothingToChange();

    const moved = await this.items.move(tx, item, { after, minutes });
    return toAgendaItemView(moved, await this.meetings.agendaChanged(tx, meeting));
  }

  /** To another agenda: the case must be admitted there as if it were listed anew. */
  private async across(tx: PrismaTx, meetingId: string, itemId: string, move: ItemMove & Transfer, ifMatch: number) {
    const { toAgendaVersion, after, minutes } = move;
    if (toAgendaVersion === undefined) throw new InvalidBody([BOTH_AGENDAS]);
    const { file, meeting, item, target } = await this.places.lockBetween(tx, meetingId, itemId, move.meetingId);

    requireMay(tx.actor, 'agenda:manage', scopeOf(meeting));
    requireMay(tx.actor, 'agenda:manage', scopeOf(target));
    if (target.boardId !== meeting.boardId) throw new CaseOfAnotherBoard();
    requireFresh(meeting.agendaVersion, ifMatch);
    requireFresh(target.agendaVersion, toAgendaVersion);
    if (item.state !== 'listed') throw new AgendaItemNotWaiting(item.state);
    const late = lateReasons(tx, target, move);
    if (item.purpose === 'discussion') await this.admission.requireReadyFor(tx, file, target);

    const moved = await this.items.transfer(tx, file, item, { meetingId: target.id, after, minutes, ...late });
    await this.meetings.agendaChanged(tx, meeting);
    return toAgendaItemView(moved, await this.meetings.agendaChanged(tx, target));
  }
}

const BOTH_AGENDAS = {
  pointer: '/toAgendaVersion',
  message: 'Send the version of the other meeting’s agenda with meetingId: read that agenda first.',
  code: 'required',
};
