import { Injectable } from '@nestjs/common';
import { Ledger, type Actor } from '#database';
import { requireMay, type Occurrence } from '#workflow';
import { id, keyAfter, toPage, type Page, type PageQuery } from '../../http/index.js';
import { BoardsQueries } from '../../people/index.js';
import { MeetingsRepository } from '../meetings.repository.js';
import { OpenSeries, type SeriesPlace } from './open-series.js';
import { SeriesMeetings } from './series-meetings.js';
import type { Series } from './series.js';
import { SeriesRepository } from './series.repository.js';

/** A date of a series, and the meeting on it. */
export interface DateOfSeries {
  readonly occurrence: Occurrence;
  readonly meetingId: string | null;
}

/** What is asked about series. */
@Injectable()
export class SeriesQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly boards: BoardsQueries,
    private readonly repository: SeriesRepository,
    private readonly opening: OpenSeries,
    private readonly meetings: SeriesMeetings,
    private readonly stored: MeetingsRepository,
  ) {}

  /** The series of a board, the oldest first. */
  page(actor: Actor, boardId: string, query: PageQuery): Promise<Page<Series>> {
    return this.ledger.transaction({ type: 'series.listed', actor, id: boardId }, async (tx) => {
      await this.boards.find(tx, boardId);
      requireMay(tx.actor, 'meeting:read', { organisationId: tx.actor.organisationId, boardId });
      const [after] = keyAfter<readonly [string]>(query, [id()]) ?? [];
      return toPage(await this.repository.page(tx, boardId, after, query.limit + 1), query.limit, (each) => [each.id]);
    });
  }

  /** @throws NotFound */
  show(actor: Actor, place: SeriesPlace): Promise<Series> {
    return this.ledger.transaction({ type: 'series.opened', actor, id: place.seriesId }, async (tx) => {
      return (await this.opening.toRead(tx, place)).series;
    });
  }

  /** Its dates of the coming year with their meetings: also those that are skipped, and why, and those whose hour is in question. */
  dates(actor: Actor, place: SeriesPlace): Promise<DateOfSeries[]> {
    return this.ledger.transaction({ type: 'series.opened', actor, id: place.seriesId }, async (tx) => {
      const { series, board } = await this.opening.toRead(tx, place);
      const occurrences = series.state === 'running' ? await this.meetings.dates(tx, series, board) : [];
      const [first] = occurrences;
      const held = first ? await this.stored.ofSeries(tx, series.id, first.recurrenceId.slice(0, 10)) : [];
      return occurrences.map((occurrence) => ({
        occurrence,
        meetingId: held.find(({ recurrenceId }) => recurrenceId === occurrence.recurrenceId)?.id ?? null,
      }));
    });
  }
}
