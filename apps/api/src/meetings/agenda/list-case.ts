import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type PrismaTx } from '#database';
import { dayOf, isBlocking } from '#pathway';
import {
  CASE_TRANSITIONS,
  nextState,
  requireMay,
  requireOpenForListing,
  requireReadiness,
  type AgendaPurpose,
} from '#workflow';
import { ReadinessOf } from '../../assessments/index.js';
import { CaseFiles, type CaseFile } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import { MeetingFiles } from '../meeting-files.js';
import { MeetingHappenings, type Listing } from '../meeting-happenings.js';
import { scopeOf, type Meeting } from '../meeting.js';
import { isLive } from './agenda-item.js';
import { toAgendaItemView, type AgendaItemView } from './agenda-item.view.js';
import { AgendaItems } from './agenda-items.js';
import { explainPlace, placeOf } from './agenda-order.js';
import { CaseAlreadyOnAgenda, CaseOfAnotherBoard, NothingToRatify } from './agenda.errors.js';
import { AgendaRepository } from './agenda.repository.js';

export interface AskedListing {
  readonly caseId: string;
  readonly purpose: AgendaPurpose;
  readonly minutes: number;
}

/** Puts a case on a meeting's agenda, where the board's own order places it. Refused where it would not be ready on that day. */
@Injectable()
export class ListCase {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseFiles,
    private readonly meetings: MeetingFiles,
    private readonly items: AgendaItems,
    private readonly agenda: AgendaRepository,
    private readonly readinessOf: ReadinessOf,
    private readonly happenings: MeetingHappenings,
  ) {}

  execute(actor: Actor, meetingId: string, asked: AskedListing, ifMatch?: number): Promise<AgendaItemView> {
    return this.ledger.transaction({ type: 'meeting.opened', actor, id: meetingId }, async (tx) => {
      const file = await this.cases.lock(tx, asked.caseId);
      const meeting = await this.meetings.lock(tx, meetingId);

      requireMay(tx.actor, 'agenda:manage', scopeOf(meeting));
      requireFresh(meeting.agendaVersion, ifMatch);
      requireOpenForListing(meeting.state);
      const { revisionId } = await this.admit(tx, file, meeting, asked.purpose);

      const item = await this.items.list(tx, {
        ...asked,
        ...(await this.placeFor(tx, file, meetingId)),
        boardId: meeting.boardId,
        meetingId,
        revisionId,
      });
      if (asked.purpose === 'discussion') await this.cases.move(tx, file, 'list', { type: 'case.listed' });

      return toAgendaItemView(item, await this.meetings.agendaChanged(tx, meeting));
    });
  }

  /** Lets the case onto the agenda for this purpose, or refuses. */
  private async admit(tx: PrismaTx, file: CaseFile, meeting: Meeting, purpose: AgendaPurpose): Promise<Listing> {
    if (file.boardId !== meeting.boardId) throw new CaseOfAnotherBoard();
    const held = (await this.agenda.liveOfCase(tx, file.caseId)).find((item) => item.purpose === purpose);
    if (held) throw new CaseAlreadyOnAgenda(held.meetingId);

    if (purpose === 'discussion') await this.requireReadyFor(tx, file, meeting);
    else if (file.state !== 'decided' && file.state !== 'active') throw new NothingToRatify(file.state);

    const listing: Listing = { file, purpose, revisionId: null };
    await this.happenings.raise(tx, 'item.listing', listing);
    if (purpose === 'ratification' && listing.revisionId === null) throw new NothingToRatify(file.state);
    return listing;
  }

  /** Judged again for the meeting: what was in date when the case was marked ready may be too old by then. */
  private async requireReadyFor(tx: PrismaTx, file: CaseFile, { startsAt }: Meeting): Promise<void> {
    nextState(CASE_TRANSITIONS, file.state, 'list');
    const now = tx.occurredAt.toISOString();
    // A meeting that begins late is judged by the time it can begin.
    const at = startsAt > now ? startsAt : now;
    const { items } = await this.readinessOf.judge(tx, file, dayOf(at, file.board.timeZone), at);
    requireReadiness(items.filter(isBlocking).map(({ item, title }) => ({ id: item, label: title })));
  }

  private async placeFor(tx: PrismaTx, file: CaseFile, meetingId: string) {
    const waiting = (await this.agenda.ofMeeting(tx, meetingId)).filter(isLive);
    const index = placeOf(
      file,
      waiting.map((item) => item.case),
    );
    return {
      position: await this.items.roomAt(tx, waiting, index),
      placement: explainPlace(file, file.board.timeZone),
    };
  }
}
