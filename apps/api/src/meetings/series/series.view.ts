import type { LocalChoice } from '#workflow';
import {
  IsCode,
  IsId,
  IsInstant,
  IsListOf,
  IsLocalTime,
  IsPart,
  IsText,
  IsWhole,
  localTime,
} from '../../http/index.js';
import { LEAD_HOURS, LOCATION, MINUTES, ROOM, VIDEO_LINK } from '../dto/fields.js';
import {
  EXCEPTIONS,
  EXTRAS,
  GAP,
  GAP_CHOICES,
  OVERLAP,
  OVERLAP_CHOICES,
  ResolutionDto,
  RULE,
} from './dto/series.dto.js';
import type { SeriesAndEffect } from './plan-series.js';
import type { DateOfSeries } from './series.queries.js';
import { SERIES_STATES, type Series } from './series.js';

const COUNT = { min: 0, max: 100_000, example: 0 };

/** A series of a board's meetings. */
export class SeriesView {
  @IsId()
  id: string;

  @IsId()
  boardId: string;

  @IsLocalTime({ about: 'Its first start, where the board is.' })
  startsAt: string;

  @IsText(RULE)
  rule: string;

  @IsText({ max: 64, example: 'Europe/Amsterdam' })
  timeZone: string;

  @IsListOf(localTime(), EXCEPTIONS)
  exceptions: string[];

  @IsListOf(localTime('2026-03-12T14:00'), EXTRAS)
  extras: string[];

  @IsCode(GAP_CHOICES, { ...GAP, nullable: true })
  gap: (typeof GAP_CHOICES)[number] | null;

  @IsCode(OVERLAP_CHOICES, { ...OVERLAP, nullable: true })
  overlap: (typeof OVERLAP_CHOICES)[number] | null;

  @IsListOf(() => ResolutionDto, { max: 366 })
  resolutions: ResolutionDto[];

  @IsId({ nullable: true, about: 'Null is whoever chairs the board when a meeting is made.' })
  chairId: string | null;

  @IsWhole(MINUTES)
  capacityMinutes: number;

  @IsText({ ...LOCATION, nullable: true })
  location: string | null;

  @IsText({ ...ROOM, nullable: true })
  room: string | null;

  @IsText({ ...VIDEO_LINK, nullable: true })
  videoLink: string | null;

  @IsWhole({ ...LEAD_HOURS, nullable: true })
  listingLeadHours: number | null;

  @IsCode(SERIES_STATES)
  state: Series['state'];

  @IsText({ max: 500, lines: true, nullable: true, example: 'The board is merged with another one.' })
  cancelReason: string | null;

  @IsId({ nullable: true, about: 'The series that this one goes on for.' })
  splitFromId: string | null;

  @IsWhole({ min: 1, max: 2_147_483_647, example: 1 })
  version: number;
}

export class EffectView {
  @IsWhole({ ...COUNT, example: 52 })
  created: number;

  @IsWhole(COUNT)
  changed: number;

  @IsWhole(COUNT)
  calledOff: number;
}

/** A series after an act, and what the act did to its meetings. */
export class SeriesWithEffectView extends SeriesView {
  @IsPart(() => EffectView)
  effect: EffectView;
}

export class CandidateView {
  @IsCode([...GAP_CHOICES, ...OVERLAP_CHOICES])
  choose: LocalChoice;

  @IsLocalTime({ example: '2027-03-28T01:30' })
  localStart: string;

  @IsInstant({ example: '2027-03-28T00:30:00.000Z' })
  startsAt: string;
}

const DATE_KINDS = ['meets', 'skipped', 'in-question'] as const;

/** One date of a series. */
export class SeriesDateView {
  @IsLocalTime({ about: 'Its local start as the rule gives it: its name.' })
  recurrenceId: string;

  @IsCode(DATE_KINDS)
  kind: (typeof DATE_KINDS)[number];

  @IsInstant({ nullable: true, about: 'When it meets.' })
  startsAt: string | null;

  @IsText({ max: 200, nullable: true, example: 'Christmas Day', about: 'Why it is skipped.' })
  because: string | null;

  @IsListOf(() => CandidateView, { max: 2, about: 'Of an hour in question: what it can mean.' })
  candidates: CandidateView[];

  @IsId({ nullable: true, about: 'The meeting of this date.' })
  meetingId: string | null;
}

export class SeriesDatesView {
  @IsListOf(() => SeriesDateView, { max: 1_000 })
  dates: SeriesDateView[];
}

export function toSeriesView({ organisationId: _, startsLocal, ...series }: Series): SeriesView {
  return {
    ...series,
    startsAt: startsLocal,
    exceptions: [...series.exceptions],
    extras: [...series.extras],
    resolutions: series.resolutions.map(({ at, choose }) => ({ at, choose })),
  };
}

export function toSeriesWithEffectView({ series, effect }: SeriesAndEffect): SeriesWithEffectView {
  return { ...toSeriesView(series), effect: { ...effect } };
}

export function toSeriesDateView({ occurrence, meetingId }: DateOfSeries): SeriesDateView {
  const { recurrenceId, kind } = occurrence;
  return {
    recurrenceId,
    kind,
    startsAt: kind === 'meets' ? occurrence.startsAt : null,
    because: kind === 'skipped' ? occurrence.because : null,
    candidates: kind === 'in-question' ? occurrence.question.candidates.map((each) => ({ ...each })) : [],
    meetingId,
  };
}
