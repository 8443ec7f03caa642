import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#database';
import {
  DateNotInSeries,
  ImpossibleRecurrence,
  LocalTimeInQuestion,
  RuleNotAllowed,
  StartNotInRule,
  TooManyOccurrences,
  UntilBeforeStart,
  ZoneUnknown,
} from '#workflow';
import { Allow, CurrentActor } from '../../auth/index.js';
import { Answers, AnswersPage, IfMatch, IfMatchRequired, mapPage, PageQuery, type Page } from '../../http/index.js';
import { BoardIdParam } from '../dto/params.dto.js';
import { ChairMustBeSpecialistMember, NothingToChange } from '../meetings.errors.js';
import { RoomTaken } from '../rooms/rooms.errors.js';
import { CancelSeries } from './cancel-series.js';
import { ChangeSeries } from './change-series.js';
import { DivideSeries } from './divide-series.js';
import * as dto from './dto/series.dto.js';
import { PlanSeries } from './plan-series.js';
import {
  NotADateOfTheSeries,
  NothingBefore,
  SeriesCancelled,
  SeriesInThePast,
  SeriesNeverMeets,
} from './series.errors.js';
import { SeriesQueries } from './series.queries.js';
import {
  SeriesDatesView,
  SeriesView,
  SeriesWithEffectView,
  toSeriesDateView,
  toSeriesView,
  toSeriesWithEffectView,
} from './series.view.js';

const TIMING = [
  new LocalTimeInQuestion([
    {
      recurrenceId: '2027-03-28T02:30',
      kind: 'gap',
      candidates: [
        { choose: 'earlier', localStart: '2027-03-28T01:30', startsAt: '2027-03-28T00:30:00.000Z' },
        { choose: 'later', localStart: '2027-03-28T03:30', startsAt: '2027-03-28T01:30:00.000Z' },
      ],
    },
  ]),
  new RuleNotAllowed('A board meets at most once a day.', 'sub-daily'),
  new ImpossibleRecurrence(),
  new StartNotInRule('2026-03-10T14:00'),
  new UntilBeforeStart(),
  new TooManyOccurrences(),
  new DateNotInSeries('2026-03-11T14:00', 'exceptions', 0),
  new ChairMustBeSpecialistMember(),
  new SeriesNeverMeets(),
  new RoomTaken([
    {
      meetingId: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07',
      boardName: 'Sarcoma board',
      startsAt: '2026-03-10T13:00:00.000Z',
      endsAt: '2026-03-10T14:30:00.000Z',
    },
  ]),
];
const FROM = [new NotADateOfTheSeries('2026-03-17T14:00'), new NothingBefore(), new SeriesCancelled()];

@Controller('boards/:boardId/series')
export class SeriesController {
  constructor(
    private readonly series: SeriesQueries,
    private readonly planSeries: PlanSeries,
    private readonly changeSeries: ChangeSeries,
    private readonly divideSeries: DivideSeries,
    private readonly cancelSeries: CancelSeries,
  ) {}

  @Get()
  @Allow('meeting:read')
  @AnswersPage(SeriesView, { summary: 'The series of a board’s meetings, the oldest first' })
  async list(
    @Param() { boardId }: BoardIdParam,
    @Query() query: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<SeriesView>> {
    return mapPage(await this.series.page(actor, boardId, query), toSeriesView);
  }

  @Post()
  @Allow('series:manage')
  @Answers(SeriesWithEffectView, {
    status: 201,
    summary: 'Plan a series of meetings',
    about:
      'Its meetings of the coming year are planned with it, and every hour those that come into reach. They keep their local hour when the clocks change; an hour that does not exist or comes twice is asked about.',
    refusals: [...TIMING, new SeriesInThePast('2026-03-02'), new ZoneUnknown()],
  })
  async plan(
    @Param() { boardId }: BoardIdParam,
    @Body() { startsAt, ...asked }: dto.PlanSeriesDto,
    @CurrentActor() actor: Actor,
  ): Promise<SeriesWithEffectView> {
    return toSeriesWithEffectView(await this.planSeries.execute(actor, boardId, { ...asked, startsLocal: startsAt }));
  }

  @Get(':seriesId')
  @Allow('meeting:read')
  @Answers(SeriesView, { summary: 'A series of meetings' })
  async show(@Param() place: dto.SeriesParam, @CurrentActor() actor: Actor): Promise<SeriesView> {
    return toSeriesView(await this.series.show(actor, place));
  }

  @Get(':seriesId/dates')
  @Allow('meeting:read')
  @Answers(SeriesDatesView, {
    summary: 'The dates of a series in the coming year: met, skipped with the reason, or in question',
  })
  async dates(@Param() place: dto.SeriesParam, @CurrentActor() actor: Actor): Promise<SeriesDatesView> {
    return { dates: (await this.series.dates(actor, place)).map(toSeriesDateView) };
  }

  @Patch(':seriesId')
  @Allow('series:manage')
  @Answers(SeriesWithEffectView, {
    summary: 'Change a series and all its meetings that have not begun',
    about:
      'A meeting follows to the new hour of its day with its agenda; one whose day the series has no more is called off, and its cases go back to the list.',
    refusals: [...TIMING, new SeriesCancelled(), new NothingToChange()],
  })
  async change(
    @Param() place: dto.SeriesParam,
    @Body() { includeEdited = false, ...change }: dto.ChangeSeriesDto,
    @IfMatchRequired() ifMatch: number,
    @CurrentActor() actor: Actor,
  ): Promise<SeriesWithEffectView> {
    const changed = await this.changeSeries.execute(actor, { ...place, ifMatch }, planned(change), includeEdited);
    return toSeriesWithEffectView(changed);
  }

  @Post(':seriesId/divide')
  @Allow('series:manage')
  @Answers(SeriesWithEffectView, {
    status: 201,
    summary: 'Change one meeting of a series and all that follow',
    about: 'The series ends before it; the answer is the series that goes on from there, with the meetings.',
    refusals: [...TIMING, ...FROM],
  })
  async divide(
    @Param() place: dto.SeriesParam,
    @Body() { from, change, includeEdited = false }: dto.DivideSeriesDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<SeriesWithEffectView> {
    const division = { from, change: planned(change), overwrites: includeEdited };
    return toSeriesWithEffectView(await this.divideSeries.execute(actor, { ...place, ifMatch }, division));
  }

  @Post(':seriesId/cancel')
  @Allow('series:manage')
  @Answers(SeriesWithEffectView, {
    summary: 'Call a series off, or end it before one of its dates',
    about: 'What was listed on its meetings goes back to ready and keeps its priority.',
    refusals: FROM,
  })
  async cancel(
    @Param() place: dto.SeriesParam,
    @Body() { reason, from }: dto.CancelSeriesDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<SeriesWithEffectView> {
    const at = { ...place, ifMatch };
    return toSeriesWithEffectView(
      from === undefined
        ? await this.cancelSeries.execute(actor, at, reason)
        : await this.divideSeries.end(actor, at, from, reason),
    );
  }
}

function planned({ startsAt, ...change }: dto.SeriesChangeDto) {
  return { ...change, ...(startsAt !== undefined && { startsLocal: startsAt }) };
}
