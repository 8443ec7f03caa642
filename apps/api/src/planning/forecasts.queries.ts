import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type Tx } from '#database';
import { addDays, dayOf, startOfDay } from '#pathway';
import { NotFound, requireMay } from '#workflow';
import { CaseFiles, scopeOf } from '../cases/index.js';
import { MeetingFiles, scopeOfMeeting } from '../meetings/index.js';
import { BoardsQueries, type Board } from '../people/index.js';
import { blocking, forecastReadiness } from './forecast-readiness.js';
import { MeetingOutlooks, toOutlookView, type MeetingOutlook } from './meeting-outlooks.js';
import type {
  CaseForecastView,
  ItemForecastView,
  MeetingForecastView,
  PredictedDeferralsView,
  PredictedDeferralView,
} from './planning.view.js';
import { WaitingCasesRepository, type ListedCase } from './waiting-cases.repository.js';

const NEXT_MEETINGS = 8;
const MOST_MEETINGS = 200;
const DAYS_AHEAD = 366;

/** What is likely to go wrong at the meetings ahead, while there is time to mend it. */
@Injectable()
export class ForecastsQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly boards: BoardsQueries,
    private readonly cases: CaseFiles,
    private readonly meetings: MeetingFiles,
    private readonly waiting: WaitingCasesRepository,
    private readonly outlooks: MeetingOutlooks,
  ) {}

  /** One case at each of its board's next meetings. */
  ofCase(actor: Actor, caseId: string): Promise<CaseForecastView> {
    return this.ledger.transaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.cases.open(tx, caseId);
      requireMay(tx.actor, 'case:read', scopeOf(file));

      const board = await this.boards.find(tx, file.boardId);
      const planned = (await this.waiting.one(tx, caseId))!;
      const ahead = await this.outlooks.of(tx, board, {
        until: daysFromNow(tx, board, DAYS_AHEAD),
        limit: NEXT_MEETINGS,
      });
      await recordDisclosure(tx, { patients: [planned.alias], entity: 'case', entityId: caseId });
      const items = ahead.map((outlook) => {
        const gaps = forecastReadiness(planned, board, outlook.startsAt);
        return { ...toOutlookView(outlook), willBeReady: blocking(gaps).length === 0, gaps };
      });
      return { caseId, items };
    });
  }

  /** Everything on one agenda. @throws NotFound where the meeting has begun */
  ofMeeting(actor: Actor, meetingId: string): Promise<MeetingForecastView> {
    return this.ledger.transaction({ type: 'meeting.opened', actor, id: meetingId }, async (tx) => {
      const meeting = await this.meetings.open(tx, meetingId);
      requireMay(tx.actor, 'meeting:read', scopeOfMeeting(meeting));

      const board = await this.boards.find(tx, meeting.boardId);
      const outlook = await this.outlooks.one(tx, board, meetingId);
      if (!outlook) throw new NotFound('meeting that is still to come');
      const listed = await this.waiting.listed(tx, meetingId);
      await recordDisclosure(tx, {
        patients: listed.map(({ alias }) => alias),
        entity: 'meeting',
        entityId: meetingId,
      });
      return { ...toOutlookView(outlook), items: listed.map((item) => itemForecast(item, board, outlook)) };
    });
  }

  /** What is listed for the meetings of the next days and will probably have to be put off, with who can still prevent it. */
  predictedDeferrals(actor: Actor, boardId: string, days: number): Promise<PredictedDeferralsView> {
    return this.ledger.transaction({ type: 'meetings.listed', actor, id: boardId }, async (tx) => {
      const board = await this.boards.find(tx, boardId);
      requireMay(tx.actor, 'meeting:read', { organisationId: tx.actor.organisationId, boardId });

      const items: PredictedDeferralView[] = [];
      const patients: string[] = [];
      // The days from today on, the last one whole.
      const until = daysFromNow(tx, board, days + 1);
      for (const outlook of await this.outlooks.of(tx, board, { until, limit: MOST_MEETINGS })) {
        const listed = await this.waiting.listed(tx, outlook.meetingId);
        patients.push(...listed.map(({ alias }) => alias));
        items.push(...listed.flatMap((item) => predictedDeferral(item, board, outlook)));
      }
      await recordDisclosure(tx, { patients, entity: 'board', entityId: boardId });
      return { items };
    });
  }
}

function daysFromNow({ occurredAt }: Tx, { timeZone }: Board, days: number): string {
  return startOfDay(addDays(dayOf(occurredAt.toISOString(), timeZone), days), timeZone);
}

/** A ratification asks for no readiness: its decision is made. */
function gapsOf(item: ListedCase, board: Board, { startsAt }: MeetingOutlook) {
  return item.purpose === 'ratification' ? [] : forecastReadiness(item, board, startsAt);
}

function itemForecast(item: ListedCase, board: Board, outlook: MeetingOutlook): ItemForecastView {
  const gaps = gapsOf(item, board, outlook);
  return { itemId: item.itemId, caseId: item.caseId, willBeReady: blocking(gaps).length === 0, gaps };
}

function predictedDeferral(item: ListedCase, board: Board, outlook: MeetingOutlook): PredictedDeferralView[] {
  const gaps = blocking(gapsOf(item, board, outlook));
  const { meetingId, startsAt, mendUntil, perSpecialty } = toOutlookView(outlook);
  const absent = perSpecialty.filter(({ outlook: expected }) => expected === 'not-met');
  if (gaps.length === 0 && absent.length === 0) return [];

  const sentence = [
    ...gaps.map(({ title, status }) => `${title} ${status === 'missing' ? 'is missing' : 'will be too old'}.`),
    ...absent.map((each) => each.sentence),
  ].join(' ');
  return [{ meetingId, startsAt, mendUntil, itemId: item.itemId, caseId: item.caseId, gaps, absent, sentence }];
}
