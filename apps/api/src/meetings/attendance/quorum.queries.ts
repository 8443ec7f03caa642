import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { quorum, requireMay, type Specialty } from '#workflow';
import { BoardsQueries } from '../../people/index.js';
import type { AgendaItem } from '../agenda/agenda-item.js';
import { AgendaRepository } from '../agenda/agenda.repository.js';
import { MeetingFiles } from '../meeting-files.js';
import { scopeOf, type Meeting } from '../meeting.js';
import { participantsIn, quorumMarks } from './mark.js';
import type { ItemQuorumView, QuorumView } from './quorum.view.js';

/** Whether the board was quorate, for each discussion. Shows no patient. */
@Injectable()
export class QuorumQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly meetings: MeetingFiles,
    private readonly agenda: AgendaRepository,
    private readonly boards: BoardsQueries,
  ) {}

  show(actor: Actor, meetingId: string): Promise<QuorumView> {
    return this.ledger.transaction({ type: 'meeting.opened', actor, id: meetingId }, async (tx) => {
      const meeting = await this.meetings.open(tx, meetingId);
      requireMay(tx.actor, 'meeting:read', scopeOf(meeting));

      const { requiredSpecialties: required } = await this.boards.find(tx, meeting.boardId);
      const items = await this.agenda.ofMeeting(tx, meetingId);
      const now = meeting.endedAt ?? tx.occurredAt.toISOString();
      const { missing } = quorum(required, quorumMarks(meeting.marks), { openedAt: now, until: now });

      return {
        meetingId,
        required: [...required],
        missingNow: [...missing],
        items: items.flatMap((item) => quorumOfItem(item, meeting, required, now)),
      };
    });
  }
}

function quorumOfItem(
  { id: itemId, openedAt, closedAt }: AgendaItem,
  { marks }: Meeting,
  required: readonly Specialty[],
  now: string,
): ItemQuorumView[] {
  if (openedAt === null) return [];

  const until = closedAt ?? now;
  const { met, missing, perSpecialty } = quorum(required, quorumMarks(marks), { openedAt, until });
  const participants = participantsIn(marks, openedAt, until);
  return [
    {
      itemId,
      openedAt,
      until,
      met,
      missing: [...missing],
      perSpecialty: perSpecialty.map(({ specialty, covered, gaps }) => ({
        specialty,
        covered,
        spans: participants.filter((each) => each.specialty === specialty).flatMap(({ spans }) => [...spans]),
        gaps: [...gaps],
      })),
    },
  ];
}
