import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { quorum, type AgendaItemEvent, type AgendaPurpose, type Quorum } from '#workflow';
import { BoardsQueries } from '../../people/index.js';
import { participantsIn, quorumMarks, type Participant } from '../attendance/mark.js';
import { MeetingFiles } from '../meeting-files.js';
import type { Meeting } from '../meeting.js';
import { countingPlans, type CountingPlan } from '../plans/plan.js';
import type { AgendaItem, Leaving } from './agenda-item.js';
import { AgendaItems } from './agenda-items.js';
import { AgendaRepository } from './agenda.repository.js';

/** A case's place on an agenda, listed or open, with its meeting: chair and attendance are the meeting's. */
export interface Discussion {
  readonly item: AgendaItem;
  readonly meeting: Meeting;
}

/** What deciding needs of meetings. Lock the case first, then ask here. */
@Injectable()
export class Discussions {
  constructor(
    private readonly meetings: MeetingFiles,
    private readonly items: AgendaItems,
    private readonly agenda: AgendaRepository,
    private readonly boards: BoardsQueries,
  ) {}

  /** Where the case stands on an agenda now, for reading; null where it stands on none. Without a purpose, the open item first. */
  async of(tx: PrismaTx, caseId: string, purpose?: AgendaPurpose): Promise<Discussion | null> {
    const item = await this.placeOf(tx, caseId, purpose);
    return item && { item, meeting: await this.meetings.open(tx, item.meetingId) };
  }

  /** The same, to change it: meeting and item are locked until this transaction ends. */
  async lock(tx: PrismaTx, caseId: string, purpose?: AgendaPurpose): Promise<Discussion | null> {
    const item = await this.placeOf(tx, caseId, purpose);
    if (!item) return null;
    const meeting = await this.meetings.lock(tx, item.meetingId);
    return { meeting, item: await this.items.lock(tx, item.id) };
  }

  /** The place that an item was or is, whatever became of it. @throws NotFound */
  async ofItem(tx: PrismaTx, itemId: string): Promise<Discussion> {
    const item = await this.items.open(tx, itemId);
    return { item, meeting: await this.meetings.open(tx, item.meetingId) };
  }

  /** Whether the specialties that the board requires were there from the opening until `until`, RFC 3339. Not before it opens. */
  async quorumOf(tx: PrismaTx, { item, meeting }: Discussion, until: string): Promise<Quorum> {
    const { requiredSpecialties } = await this.boards.find(tx, meeting.boardId);
    return quorum(requiredSpecialties, quorumMarks(meeting.marks), { openedAt: openingOf(item), until });
  }

  /** Who sat for which specialty from the opening until `until`, RFC 3339. Not before it opens. */
  participants({ item, meeting }: Discussion, until: string): Participant[] {
    return participantsIn(meeting.marks, openingOf(item), until);
  }

  /** The plan that counts of each author: what each specialist would have recommended, blinded, before the discussion. */
  plansOf({ item }: Discussion): CountingPlan[] {
    return countingPlans(item.plans);
  }

  /** Settles a locked item: `decide`, `ratify`, `reject`, or `remove` where it leaves the agenda. The case is the caller's to move. */
  async closeItem(
    tx: PrismaTx,
    { item, meeting }: Discussion,
    outcome: Extract<AgendaItemEvent, 'decide' | 'ratify' | 'reject' | 'remove'>,
    why: Leaving = {},
  ): Promise<Discussion> {
    const closed = await this.items.close(tx, item, outcome, why);
    return { item: closed, meeting: await this.meetings.agendaChanged(tx, meeting) };
  }

  private async placeOf(tx: PrismaTx, caseId: string, purpose?: AgendaPurpose): Promise<AgendaItem | null> {
    const live = (await this.agenda.liveOfCase(tx, caseId)).filter((item) => !purpose || item.purpose === purpose);
    return live.find(({ state }) => state === 'open') ?? live[0] ?? null;
  }
}

function openingOf({ id, openedAt }: AgendaItem): string {
  if (openedAt === null) throw new Error(`Agenda item ${id} is not open: there is no discussion to measure.`);
  return openedAt;
}
