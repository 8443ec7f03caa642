import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type PrismaTx } from '#database';
import { requireMay, type AgendaProposal } from '#workflow';
import { CaseFiles, type CaseFile } from '../cases/index.js';
import { MeetingFiles, PutOnAgenda, type Meeting } from '../meetings/index.js';
import { toOutlookView, type MeetingOutlook } from './meeting-outlooks.js';
import type { ProposeAgendaDto } from './planning.dto.js';
import { AgendaProposalOutdated } from './planning.errors.js';
import type { AgendaProposalView } from './planning.view.js';
import { freeMinutesOf, proposeFor, Situations, type Situation } from './situation.js';

/**
 * Which ready cases go to which meeting. It proposes first, and changes nothing; what was proposed is applied as a whole when its
 * digest comes back, and refused when anything that it rests on has changed since. What stands on an agenda stays.
 */
@Injectable()
export class PlanAgenda {
  constructor(
    private readonly ledger: Ledger,
    private readonly situations: Situations,
    private readonly cases: CaseFiles,
    private readonly meetings: MeetingFiles,
    private readonly putOnAgenda: PutOnAgenda,
  ) {}

  execute(actor: Actor, boardId: string, { meetings, confirm }: ProposeAgendaDto): Promise<AgendaProposalView> {
    return this.ledger.transaction({ type: 'agenda.planning', actor, id: boardId }, async (tx) => {
      const board = await this.situations.boardOf(tx, boardId);

      requireMay(tx.actor, 'agenda:manage', { organisationId: tx.actor.organisationId, boardId });
      const situation = await this.situations.of(tx, board, meetings);
      const proposal = proposeFor(situation);
      const digest = digestOf(situation, proposal);
      if (confirm !== undefined) {
        if (confirm !== digest) throw new AgendaProposalOutdated();
        await this.apply(tx, situation, proposal);
      }

      const patients = situation.cases.map(({ alias }) => alias);
      await recordDisclosure(tx, { patients, entity: 'board', entityId: boardId });
      return viewOf(situation, proposal, digest, confirm !== undefined);
    });
  }

  /** Cases first, then meetings, each by id: two who plan at once wait for each other and neither is stopped. */
  private async apply(tx: PrismaTx, situation: Situation, { placements }: AgendaProposal): Promise<void> {
    const files = new Map<string, CaseFile>();
    for (const caseId of placements.map((each) => each.caseId).toSorted()) {
      const file = await this.cases.lock(tx, caseId);
      if (file.version !== versionOf(situation, caseId)) throw new AgendaProposalOutdated();
      files.set(caseId, file);
    }
    const meetings = new Map<string, Meeting>();
    for (const meetingId of [...new Set(placements.map((each) => each.meetingId))].toSorted()) {
      const meeting = await this.meetings.lock(tx, meetingId);
      if (meeting.agendaVersion !== outlookOf(situation, meetingId).agendaVersion) throw new AgendaProposalOutdated();
      meetings.set(meetingId, meeting);
    }

    for (const { caseId, meetingId, minutes, reasons } of placements) {
      const { isPastDeadline } = outlookOf(situation, meetingId);
      const listed = await this.putOnAgenda.execute(tx, files.get(caseId)!, meetings.get(meetingId)!, {
        purpose: 'discussion',
        minutes,
        placement: reasons.join(' '),
        // Only the emergency lane is placed late.
        ...(isPastDeadline && { lateReasonCode: 'clinically-urgent' }),
      });
      meetings.set(meetingId, listed.meeting);
    }
  }
}

function versionOf({ cases }: Situation, caseId: string): number {
  return cases.find((planned) => planned.caseId === caseId)!.version;
}

function outlookOf({ meetings }: Situation, meetingId: string): MeetingOutlook {
  return meetings.find((meeting) => meeting.meetingId === meetingId)!;
}

/** Names the proposal and the very versions that it was made of. */
function digestOf({ cases, meetings }: Situation, { placements, left }: AgendaProposal): string {
  const versions = [
    cases.map(({ caseId, version }) => [caseId, version]),
    meetings.map(({ meetingId, agendaVersion }) => [meetingId, agendaVersion]),
  ];
  const places = placements.map(({ caseId, meetingId, minutes }) => [caseId, meetingId, minutes]);
  return createHash('sha256')
    .update(JSON.stringify([versions, places, left.map(({ caseId }) => caseId)]))
    .digest('hex');
}

function viewOf(
  { meetings }: Situation,
  { placements, left }: AgendaProposal,
  digest: string,
  isApplied: boolean,
): AgendaProposalView {
  return {
    isApplied,
    digest,
    meetings: meetings.map((meeting) => ({
      ...toOutlookView(meeting),
      freeMinutes: freeMinutesOf(meeting),
      agendaVersion: meeting.agendaVersion,
    })),
    placements: placements.map(({ reasons, ...placement }) => ({ ...placement, reasons: [...reasons] })),
    left: left.map(({ caseId, reasons }) => ({ caseId, reasons: [...reasons] })),
  };
}
