import { Injectable } from '@nestjs/common';
import { Ledger, type Actor, type PrismaTx } from '#database';
import { CASE_TRANSITIONS, nextState, requireMay } from '#workflow';
import { CaseFiles, scopeOf as scopeOfCase, toCaseView, type CaseView } from '../../cases/index.js';
import { requireFresh } from '../../http/index.js';
import { MeetingFiles } from '../meeting-files.js';
import { scopeOf } from '../meeting.js';
import { AgendaItems } from './agenda-items.js';
import { AgendaRepository } from './agenda.repository.js';
import { putOff, type PuttingOff } from './put-off.js';

/** Takes a listed case off its agenda for a coded reason; it goes back to ready or to workup, with a higher priority. */
@Injectable()
export class DeferCase {
  constructor(
    private readonly ledger: Ledger,
    private readonly cases: CaseFiles,
    private readonly meetings: MeetingFiles,
    private readonly items: AgendaItems,
    private readonly agenda: AgendaRepository,
  ) {}

  execute(actor: Actor, caseId: string, why: PuttingOff, ifMatch?: number): Promise<CaseView> {
    return this.ledger.transaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.cases.lock(tx, caseId);
      const place = await this.lockPlace(tx, caseId);

      requireMay(tx.actor, 'case:defer', place ? scopeOf(place.meeting) : scopeOfCase(file));
      requireFresh(file.version, ifMatch);
      nextState(CASE_TRANSITIONS, file.state, 'defer', why.to);
      if (!place) throw new Error(`Case ${caseId} is listed and on no agenda.`);

      const { reasonCode, reasonText } = why;
      await this.items.close(tx, place.item, 'defer', { reasonCode, reasonText });
      await this.meetings.agendaChanged(tx, place.meeting);
      const deferred = await this.cases.move(tx, file, 'defer', putOff(file, why, 'case.deferred'));

      return toCaseView(deferred, tx.occurredAt);
    });
  }

  private async lockPlace(tx: PrismaTx, caseId: string) {
    const listed = (await this.agenda.liveOfCase(tx, caseId)).find(({ purpose }) => purpose === 'discussion');
    if (!listed) return null;
    const meeting = await this.meetings.lock(tx, listed.meetingId);
    return { meeting, item: await this.items.lock(tx, listed.id) };
  }
}
