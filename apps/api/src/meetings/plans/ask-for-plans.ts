import { Injectable } from '@nestjs/common';
import { Ledger, systemActor, type PrismaTx } from '#database';
import { eachApart } from '../../maintenance/index.js';
import { Outbox } from '../../notifications/index.js';
import { BoardsQueries } from '../../people/index.js';
import { AgendaRepository } from '../agenda/agenda.repository.js';
import { MeetingFiles } from '../meeting-files.js';
import { PlanlessMeetingsRepository } from './planless-meetings.repository.js';
import { wantedPlans } from './wanted-plans.js';

/** So long before listing closes people are asked: a day in which an opinion can still be written. */
const ASK_AHEAD_HOURS = 24;
const HOUR_MILLISECONDS = 3_600_000;

/**
 * Asks for the preliminary plans that cases of a meeting wait for, once for each case and person, from a day before listing closes until
 * the meeting starts. Each meeting in a transaction of its own that locks it and looks what was asked before: two replicas may do it at
 * once, and a crash leaves the rest for the next hour.
 */
@Injectable()
export class AskForPlans {
  constructor(
    private readonly ledger: Ledger,
    private readonly planless: PlanlessMeetingsRepository,
    private readonly meetings: MeetingFiles,
    private readonly agenda: AgendaRepository,
    private readonly boards: BoardsQueries,
    private readonly outbox: Outbox,
  ) {}

  /** For one organisation. */
  async execute(organisationId: string): Promise<void> {
    const actor = systemActor(organisationId);
    const ids = await this.ledger.transaction({ type: 'system.maintained', actor }, (tx) => {
      const until = new Date(tx.occurredAt.getTime() + ASK_AHEAD_HOURS * HOUR_MILLISECONDS);
      return this.planless.closingBy(tx, until.toISOString());
    });
    await eachApart(ids, (id) =>
      this.ledger.transaction({ type: 'meeting.opened', actor, id }, (tx) => this.ask(tx, id)),
    );
  }

  private async ask(tx: PrismaTx, meetingId: string): Promise<void> {
    const { boardId, state } = await this.meetings.lock(tx, meetingId);
    if (state !== 'planned' && state !== 'agenda-closed') return;

    const board = await this.boards.find(tx, boardId);
    const items = await this.agenda.ofMeeting(tx, meetingId);
    const posted = await this.outbox.postedAbout(tx, 'plan-asked', meetingId);
    const asked = posted.map(({ recipientId, facts: { itemIds } }) => ({ userId: recipientId, itemIds }));

    for (const { userId, itemIds } of wantedPlans(board, items, asked)) {
      await this.outbox.post(tx, { kind: 'plan-asked', to: [userId], boardId, meetingId, facts: { itemIds } });
    }
  }
}
