import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { dayOf, isBlocking } from '#pathway';
import { CASE_TRANSITIONS, nextState, requireReadiness, type AgendaPurpose } from '#workflow';
import { ReadinessOf } from '../../assessments/index.js';
import type { CaseFile } from '../../cases/index.js';
import { MeetingHappenings, type Listing } from '../meeting-happenings.js';
import type { Meeting } from '../meeting.js';
import { CaseAlreadyOnAgenda, CaseOfAnotherBoard, NothingToRatify } from './agenda.errors.js';
import { AgendaRepository } from './agenda.repository.js';

/** Whether a case may come onto an agenda. */
@Injectable()
export class Admission {
  constructor(
    private readonly agenda: AgendaRepository,
    private readonly readinessOf: ReadinessOf,
    private readonly happenings: MeetingHappenings,
  ) {}

  /**
   * Lets the case onto the agenda for this purpose; for a ratification it answers with the revision to ratify.
   * @throws CaseOfAnotherBoard
   * @throws CaseAlreadyOnAgenda
   * @throws IllegalTransition, ReadinessBlocked for a discussion
   * @throws NothingToRatify
   */
  async admit(tx: PrismaTx, file: CaseFile, meeting: Meeting, purpose: AgendaPurpose): Promise<Listing> {
    if (file.boardId !== meeting.boardId) throw new CaseOfAnotherBoard();
    const held = (await this.agenda.liveOfCase(tx, file.caseId)).find((item) => item.purpose === purpose);
    if (held) throw new CaseAlreadyOnAgenda(held.meetingId);

    if (purpose === 'discussion') {
      nextState(CASE_TRANSITIONS, file.state, 'list');
      await this.requireReadyFor(tx, file, meeting);
    } else if (file.state !== 'decided' && file.state !== 'active') throw new NothingToRatify(file.state);

    const listing: Listing = { file, purpose, revisionId: null };
    await this.happenings.raise(tx, 'item.listing', listing);
    if (purpose === 'ratification' && listing.revisionId === null) throw new NothingToRatify(file.state);
    return listing;
  }

  /**
   * Judged again for the meeting: what was in date when the case was marked ready may be too old by then.
   * @throws ReadinessBlocked
   */
  async requireReadyFor(tx: PrismaTx, file: CaseFile, { startsAt }: Meeting): Promise<void> {
    const now = tx.occurredAt.toISOString();
    // A meeting that begins late is judged by the time it can begin.
    const at = startsAt > now ? startsAt : now;
    const { items } = await this.readinessOf.judge(tx, file, dayOf(at, file.board.timeZone), at);
    requireReadiness(items.filter(isBlocking).map(({ item, title }) => ({ id: item, label: title })));
  }
}
