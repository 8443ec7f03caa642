import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { addDays, dayOf, startOfDay } from '#pathway';
import { predictMinutes, proposeAgenda, type AgendaProposal, type Discussed, type WaitingCase } from '#workflow';
import { BoardsQueries, type Board } from '../people/index.js';
import { forecastReadiness, notReadyClause } from './forecast-readiness.js';
import { MeetingOutlooks, type MeetingOutlook } from './meeting-outlooks.js';
import { complexityOf, MeetingsAheadRepository } from './meetings-ahead.repository.js';
import { MeetingNotAhead } from './planning.errors.js';
import { MOST_CASES } from './planning.view.js';
import { WaitingCasesRepository, type PlannedCase } from './waiting-cases.repository.js';

/** A proposal looks at so many meetings where nobody names them, and no further ahead than a year. */
const NEXT_MEETINGS = 8;
const MOST_MEETINGS = 100;
const DAYS_AHEAD = 366;

/** What a proposal is made of. */
export interface Situation {
  readonly board: Board;
  readonly cases: readonly PlannedCase[];
  readonly meetings: readonly MeetingOutlook[];
  readonly history: readonly Discussed[];
}

/** Gathers what a proposal is made of, each kind of thing in one statement. */
@Injectable()
export class Situations {
  constructor(
    private readonly boards: BoardsQueries,
    private readonly waiting: WaitingCasesRepository,
    private readonly ahead: MeetingsAheadRepository,
    private readonly outlooks: MeetingOutlooks,
  ) {}

  /** @throws NotFound */
  boardOf(tx: PrismaTx, boardId: string): Promise<Board> {
    return this.boards.find(tx, boardId);
  }

  /** For these meetings of the board, or its next ones. @throws MeetingNotAhead */
  async of(tx: PrismaTx, board: Board, wanted?: readonly string[]): Promise<Situation> {
    const today = dayOf(tx.occurredAt.toISOString(), board.timeZone);
    const until = startOfDay(addDays(today, DAYS_AHEAD), board.timeZone);
    const all = await this.outlooks.of(tx, board, { until, limit: wanted ? MOST_MEETINGS : NEXT_MEETINGS });
    wanted?.forEach((id, index) => {
      if (all.every(({ meetingId }) => meetingId !== id)) throw new MeetingNotAhead(index);
    });
    return {
      board,
      meetings: wanted ? all.filter(({ meetingId }) => wanted.includes(meetingId)) : all,
      cases: await this.waiting.ready(tx, board.id, MOST_CASES),
      history: await this.ahead.history(tx, board.id),
    };
  }
}

/** The board's own rules, on what was gathered. */
export function proposeFor({ board, cases, meetings, history }: Situation): AgendaProposal {
  const open = meetings.map(({ meetingId, startsAt, isPastDeadline, quorum, ...meeting }) => ({
    meetingId,
    startsAt,
    label: dayOf(startsAt, board.timeZone),
    freeMinutes: freeMinutesOf(meeting),
    isPastDeadline,
    quorum,
  }));
  return proposeAgenda(
    cases.map((planned) => asWaiting(planned, board, meetings, history)),
    open,
  );
}

function asWaiting(
  planned: PlannedCase,
  board: Board,
  meetings: readonly MeetingOutlook[],
  history: readonly Discussed[],
): WaitingCase {
  const { caseId, lane, clockDueAt, priority, decisionExpiresOn, referredAt, assessment } = planned;
  const lesions = assessment?.facts.lesions?.length ?? 0;
  const obstacles = meetings.flatMap(({ meetingId, startsAt }): [string, string][] => {
    const clause = notReadyClause(forecastReadiness(planned, board, startsAt));
    return clause === null ? [] : [[meetingId, clause]];
  });
  return {
    caseId,
    lane,
    clockDueAt,
    priority,
    decisionDueOn: decisionExpiresOn,
    referredAt,
    referredOn: dayOf(referredAt, board.timeZone),
    prediction: predictMinutes(history, complexityOf({ isRatification: false, lane, lesions })),
    notReadyFor: new Map(obstacles),
  };
}

export function freeMinutesOf({
  capacityMinutes,
  takenMinutes,
}: Pick<MeetingOutlook, 'capacityMinutes' | 'takenMinutes'>) {
  return Math.max(0, capacityMinutes - takenMinutes);
}
