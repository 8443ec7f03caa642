import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireInSession, requireMay } from '#workflow';
import { CaseFiles } from '../../cases/index.js';
import { InvalidBody, requireFresh } from '../../http/index.js';
import { MeetingFiles } from '../meeting-files.js';
import { scopeOf } from '../meeting.js';
import { toAgendaItemView, type AgendaItemView } from './agenda-item.view.js';
import { AgendaItems } from './agenda-items.js';
import { Places } from './places.js';
import { putOff, type PuttingOff } from './put-off.js';

/** Ends a discussion without a decision, for a coded reason: the case goes back to ready or to workup. */
@Injectable()
export class AdjournItem {
  constructor(
    private readonly ledger: Ledger,
    private readonly places: Places,
    private readonly cases: CaseFiles,
    private readonly meetings: MeetingFiles,
    private readonly items: AgendaItems,
  ) {}

  execute(actor: Actor, meetingId: string, itemId: string, why: PuttingOff, ifMatch?: number): Promise<AgendaItemView> {
    return this.ledger.transaction({ type: 'agenda-item.opened', actor, id: itemId }, async (tx) => {
      const { file, meeting, item } = await this.places.lock(tx, meetingId, itemId);

      requireMay(tx.actor, 'session:adjourn', scopeOf(meeting));
      requireFresh(item.version, ifMatch);
      requireInSession(meeting.state);
      if (item.purpose === 'ratification' && why.to) throw new InvalidBody([STAYS_WHERE_IT_IS]);

      const { reasonCode, reasonText } = why;
      const adjourned = await this.items.close(tx, item, 'adjourn', { reasonCode, reasonText });
      if (item.purpose === 'discussion')
        await this.cases.move(tx, file, 'adjourn', putOff(file, why, 'case.adjourned'));

      return toAgendaItemView(adjourned, await this.meetings.agendaChanged(tx, meeting));
    });
  }
}

const STAYS_WHERE_IT_IS = {
  pointer: '/to',
  message: 'A case whose ratification is adjourned stays where it is: leave out to.',
  code: 'not-for-ratification',
};
