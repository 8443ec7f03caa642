import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import type { AgendaPurpose } from '#workflow';
import { CaseFiles, type CaseFile } from '../../cases/index.js';
import { MeetingFiles } from '../meeting-files.js';
import type { Meeting } from '../meeting.js';
import { Admission } from './admission.js';
import type { AgendaItem } from './agenda-item.js';
import { AgendaItems } from './agenda-items.js';
import { lateReasons, type LateReasons } from './late-listing.js';

/** How a case is put on an agenda. */
export interface AskedListing extends LateReasons {
  readonly purpose: AgendaPurpose;
  readonly minutes: number;
  /** Why it stands there, in words; the board's own order explains itself. */
  readonly placement?: string;
}

/** Puts a locked case on a locked meeting's agenda, where the board's own order places it. */
@Injectable()
export class PutOnAgenda {
  constructor(
    private readonly cases: CaseFiles,
    private readonly meetings: MeetingFiles,
    private readonly items: AgendaItems,
    private readonly admission: Admission,
  ) {}

  /** @throws AgendaClosed, LateListingNeedsReason, and what `Admission` refuses */
  async execute(
    tx: PrismaTx,
    file: CaseFile,
    meeting: Meeting,
    asked: AskedListing,
  ): Promise<{ item: AgendaItem; meeting: Meeting }> {
    const late = lateReasons(tx, meeting, asked);
    const { revisionId } = await this.admission.admit(tx, file, meeting, asked.purpose);

    const { boardId, caseId } = file;
    const { purpose, minutes, placement } = asked;
    const at = { boardId, caseId, meetingId: meeting.id };
    const item = await this.items.list(tx, file, { ...at, purpose, minutes, placement, revisionId, ...late });
    if (purpose === 'discussion') await this.cases.move(tx, file, 'list', { type: 'case.listed' });
    return { item, meeting: await this.meetings.agendaChanged(tx, meeting) };
  }
}
