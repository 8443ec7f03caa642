import type { CanonicalValue } from '#transparency';
import type { LocalTime, Recurrence } from '#workflow';
import type { SeriesField } from '../meeting.js';

export const SERIES_STATES = ['running', 'cancelled'] as const;

/** A series of a board's meetings: when it meets, and what each of its meetings begins with. */
export interface Series extends Omit<Recurrence, 'startsAt'> {
  readonly organisationId: string;
  readonly boardId: string;
  readonly id: string;
  /** Its first start, where the board is. */
  readonly startsLocal: LocalTime;
  /** Null for whoever chairs the board when a meeting is made. */
  readonly chairId: string | null;
  readonly capacityMinutes: number;
  readonly location: string | null;
  readonly room: string | null;
  readonly videoLink: string | null;
  readonly listingLeadHours: number | null;
  readonly state: (typeof SERIES_STATES)[number];
  readonly cancelReason: string | null;
  /** The series that this one goes on for, from some date on in another way. */
  readonly splitFromId: string | null;
  readonly version: number;
}

/** When a series meets. */
export type Timing = Pick<
  Series,
  'startsLocal' | 'rule' | 'timeZone' | 'exceptions' | 'extras' | 'gap' | 'overlap' | 'resolutions'
>;

/** What its meetings begin with. */
export type Setting = Pick<Series, Exclude<SeriesField, 'startsAt'>>;

/** What a person sets about a series. */
export type SeriesPlan = Timing & Setting;

/** A series as the rules of recurrence know it. */
export function recurrenceOf({ startsLocal, ...timing }: Timing): Recurrence {
  const { rule, timeZone, exceptions, extras, gap, overlap, resolutions } = timing;
  return { startsAt: startsLocal, rule, timeZone, exceptions, extras, gap, overlap, resolutions };
}

/** The whole series at one version, as it is committed to. */
export function seriesDocument({ exceptions, extras, resolutions, ...series }: Series): CanonicalValue {
  const { organisationId: _organisation, boardId: _board, id: _id, version: _version, ...rest } = series;
  const choices = resolutions.map((each) => ({ ...each }));
  return { ...rest, exceptions: [...exceptions], extras: [...extras], resolutions: choices };
}
