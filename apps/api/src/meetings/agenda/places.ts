import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { NotFound } from '#workflow';
import { CaseFiles, type CaseFile } from '../../cases/index.js';
import { MeetingFiles } from '../meeting-files.js';
import type { Meeting } from '../meeting.js';
import { isLive, type AgendaItem } from './agenda-item.js';
import { AgendaItems } from './agenda-items.js';
import { AgendaRepository } from './agenda.repository.js';

/** A case's place on an agenda, with the case and the meeting that it joins. */
export interface Place {
  readonly file: CaseFile;
  readonly meeting: Meeting;
  readonly item: AgendaItem;
}

/** Locks what an act on the agenda changes, always in the same order: cases by id, the meeting, its items. */
@Injectable()
export class Places {
  constructor(
    private readonly cases: CaseFiles,
    private readonly meetings: MeetingFiles,
    private readonly items: AgendaItems,
    private readonly agenda: AgendaRepository,
  ) {}

  /** @throws NotFound also where the item is on another meeting's agenda */
  async lock(tx: PrismaTx, meetingId: string, itemId: string): Promise<Place> {
    const { caseId, ...seen } = await this.items.open(tx, itemId);
    if (seen.meetingId !== meetingId) throw new NotFound('agenda item');

    const file = await this.cases.lock(tx, caseId);
    const meeting = await this.meetings.lock(tx, meetingId);
    return { file, meeting, item: await this.items.lock(tx, itemId) };
  }

  /** A place, and the meeting that it shall go to; the two meetings in the order of their ids. @throws NotFound */
  async lockBetween(
    tx: PrismaTx,
    meetingId: string,
    itemId: string,
    toMeetingId: string,
  ): Promise<Place & { target: Meeting }> {
    const { caseId, ...seen } = await this.items.open(tx, itemId);
    if (seen.meetingId !== meetingId) throw new NotFound('agenda item');

    const file = await this.cases.lock(tx, caseId);
    const locked = new Map<string, Meeting>();
    for (const id of [meetingId, toMeetingId].toSorted()) locked.set(id, await this.meetings.lock(tx, id));
    const item = await this.items.lock(tx, itemId);
    if (item.meetingId !== meetingId) throw new NotFound('agenda item');
    return { file, meeting: locked.get(meetingId)!, item, target: locked.get(toMeetingId)! };
  }

  /** A meeting with every place on its agenda that is not settled. */
  async lockUnsettled(tx: PrismaTx, meetingId: string): Promise<{ meeting: Meeting; unsettled: Place[] }> {
    const seen = (await this.agenda.ofMeeting(tx, meetingId)).filter(isLive);
    const files = new Map<string, CaseFile>();
    for (const caseId of seen.map((item) => item.caseId).toSorted()) {
      files.set(caseId, await this.cases.lock(tx, caseId));
    }

    const meeting = await this.meetings.lock(tx, meetingId);
    const unsettled: Place[] = [];
    for (const { id, caseId } of (await this.agenda.ofMeeting(tx, meetingId)).filter(isLive)) {
      // A case that was listed between the two looks is locked late; a deadlock with its next act is answered as a stale write.
      const file = files.get(caseId) ?? (await this.cases.lock(tx, caseId));
      unsettled.push({ file, meeting, item: await this.items.lock(tx, id) });
    }
    return { meeting, unsettled };
  }
}
