import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { dayOf } from '#pathway';
import { requireMay } from '#workflow';
import { BoardsQueries } from '../../people/index.js';
import { SeriesFiles } from './series-files.js';
import { SeriesMeetings, type Effect } from './series-meetings.js';
import { planFrom, requireSoundPlan, type AskedSeries } from './series-plan.js';
import { SeriesInThePast } from './series.errors.js';
import type { Series } from './series.js';

/** A series after an act, and what the act did to its meetings. */
export interface SeriesAndEffect {
  readonly series: Series;
  readonly effect: Effect;
}

/**
 * Plans a series, and its meetings of the coming year with their invitations.
 * @throws NotFound, SeriesInThePast, LocalTimeInQuestion, RoomTaken, ChairMustBeSpecialistMember, and what `requireRecurrence` refuses
 */
@Injectable()
export class PlanSeries {
  constructor(
    private readonly ledger: Ledger,
    private readonly boards: BoardsQueries,
    private readonly files: SeriesFiles,
    private readonly meetings: SeriesMeetings,
  ) {}

  execute(actor: Actor, boardId: string, asked: AskedSeries): Promise<SeriesAndEffect> {
    return this.ledger.transaction({ type: 'series.planning', actor, id: boardId }, async (tx) => {
      const board = await this.boards.find(tx, boardId);
      requireMay(tx.actor, 'series:manage', { organisationId: tx.actor.organisationId, boardId });

      const plan = planFrom(asked, board);
      requireSoundPlan(plan, board, tx.occurredAt);
      const today = dayOf(tx.occurredAt.toISOString(), plan.timeZone);
      if (plan.startsLocal.slice(0, 10) < today) throw new SeriesInThePast(today);

      const series = await this.files.plan(tx, boardId, plan);
      return { series, effect: await this.meetings.follow(tx, series, board, { isAsked: true }) };
    });
  }
}
