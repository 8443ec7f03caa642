import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay, requireOpenForListing, type AgendaPurpose } from '#workflow';
import { CaseFiles } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import { MeetingFiles } from '../meeting-files.js';
import { scopeOf } from '../meeting.js';
import { Admission } from './admission.js';
import { toAgendaItemView, type AgendaItemView } from './agenda-item.view.js';
import { AgendaItems } from './agenda-items.js';

export interface AskedListing {
  readonly caseId: string;
  readonly purpose: AgendaPurpose;
  readonly minutes: number;
}

/** Puts a case on a meeting's agenda, where the board's own order places it. Refused where it would not be ready by then. */
@Injectable()
export class ListCase {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseFiles,
    private readonly meetings: MeetingFiles,
    private readonly items: AgendaItems,
    private readonly admission: Admission,
  ) {}

  execute(actor: Actor, meetingId: string, asked: AskedListing, ifMatch?: number): Promise<AgendaItemView> {
    return this.ledger.transaction({ type: 'meeting.opened', actor, id: meetingId }, async (tx) => {
      const file = await this.cases.lock(tx, asked.caseId);
      const meeting = await this.meetings.lock(tx, meetingId);

      requireMay(tx.actor, 'agenda:manage', scopeOf(meeting));
      requireFresh(meeting.agendaVersion, ifMatch);
      requireOpenForListing(meeting.state);
      const { revisionId } = await this.admission.admit(tx, file, meeting, asked.purpose);

      const item = await this.items.list(tx, file, { ...asked, boardId: file.boardId, meetingId, revisionId });
      if (asked.purpose === 'discussion') await this.cases.move(tx, file, 'list', { type: 'case.listed' });

      return toAgendaItemView(item, await this.meetings.agendaChanged(tx, meeting));
    });
  }
}
