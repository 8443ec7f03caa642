import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay } from '#workflow';
import { CaseFiles } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import { MeetingFiles } from '../meeting-files.js';
import { scopeOf } from '../meeting.js';
import { toAgendaItemView, type AgendaItemView } from './agenda-item.view.js';
import { PutOnAgenda, type AskedListing } from './put-on-agenda.js';

/** Puts a case on a meeting's agenda. Refused where it would not be ready by then; after the deadline only for a reason. */
@Injectable()
export class ListCase {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseFiles,
    private readonly meetings: MeetingFiles,
    private readonly putOnAgenda: PutOnAgenda,
  ) {}

  execute(
    actor: Actor,
    meetingId: string,
    { caseId, ...asked }: AskedListing & { readonly caseId: string },
    ifMatch?: number,
  ): Promise<AgendaItemView> {
    return this.ledger.transaction({ type: 'meeting.opened', actor, id: meetingId }, async (tx) => {
      const file = await this.cases.lock(tx, caseId);
      const meeting = await this.meetings.lock(tx, meetingId);

      requireMay(tx.actor, 'agenda:manage', scopeOf(meeting));
      requireFresh(meeting.agendaVersion, ifMatch);

      const listed = await this.putOnAgenda.execute(tx, file, meeting, asked);
      return toAgendaItemView(listed.item, listed.meeting);
    });
  }
}
