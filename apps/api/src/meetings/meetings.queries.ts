import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type PrismaTx } from '#database';
import { requireMay } from '#workflow';
import { id, instant, keyAfter, mapPage, toPage, type Page } from '../http/index.js';
import { BoardsQueries } from '../people/index.js';
import type { AgendaItem } from './agenda/agenda-item.js';
import { AgendaRepository } from './agenda/agenda.repository.js';
import type { MeetingsQuery } from './dto/meetings.query.js';
import { MeetingFiles } from './meeting-files.js';
import { toMeetingWithAgendaView, type MeetingWithAgendaView } from './meeting-with-agenda.view.js';
import { scopeOf, type Meeting, type MeetingRow } from './meeting.js';
import { toMeetingView, type MeetingView } from './meeting.view.js';
import { MeetingsRepository, type MeetingKey } from './meetings.repository.js';

/** What is asked about meetings. */
@Injectable()
export class MeetingsQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly meetings: MeetingsRepository,
    private readonly files: MeetingFiles,
    private readonly agenda: AgendaRepository,
    private readonly boards: BoardsQueries,
  ) {}

  /** The meetings of a board by their start. Shows no patient. */
  page(actor: Actor, boardId: string, query: MeetingsQuery): Promise<Page<MeetingView>> {
    return this.ledger.transaction({ type: 'meetings.listed', actor, id: boardId }, async (tx) => {
      await this.boards.find(tx, boardId);
      requireMay(tx.actor, 'meeting:read', { organisationId: tx.actor.organisationId, boardId });

      const after = keyAfter<MeetingKey>(query, [instant(), id()]);
      const rows = await this.meetings.page(tx, boardId, query, after, query.limit + 1);
      return mapPage(toPage(rows, query.limit, keyOf), toMeetingView);
    });
  }

  /** One meeting with its agenda and attendance. */
  show(actor: Actor, meetingId: string): Promise<MeetingWithAgendaView> {
    return this.ledger.transaction({ type: 'meeting.opened', actor, id: meetingId }, async (tx) => {
      const { meeting, items: all } = await this.withItems(tx, meetingId);
      requireMay(tx.actor, 'meeting:read', scopeOf(meeting));

      const items = all.filter(({ state }) => state !== 'removed' && state !== 'deferred');
      const patients = items.map((item) => item.case.patientAlias);
      await recordDisclosure(tx, { patients, entity: 'meeting', entityId: meetingId });
      return toMeetingWithAgendaView(meeting, items);
    });
  }

  /** A meeting with everything that was ever on its agenda, inside an open transaction. @throws NotFound */
  async withItems(tx: PrismaTx, meetingId: string): Promise<{ meeting: Meeting; items: AgendaItem[] }> {
    return { meeting: await this.files.open(tx, meetingId), items: await this.agenda.ofMeeting(tx, meetingId) };
  }
}

const keyOf = ({ startsAt, id }: MeetingRow): MeetingKey => [startsAt, id];
