import type { Meets } from '#workflow';
import type { Board } from '../../people/index.js';
import type { Meeting, MeetingPlan, PlaceInSeries } from '../meeting.js';
import type { Series, Setting } from './series.js';

/** What changes of a meeting that follows its series. */
export type MeetingEdit = Partial<MeetingPlan & PlaceInSeries>;

type MeetingSetting = Omit<Setting, 'chairId'> & Pick<Meeting, 'chairId'>;

/** What a series' meetings begin with; where it names no chair, the board's. */
export function settingOf(series: Series, board: Pick<Board, 'chairId'>): MeetingSetting {
  const { capacityMinutes, location, room, videoLink, listingLeadHours } = series;
  return {
    capacityMinutes,
    location,
    room,
    videoLink,
    listingLeadHours,
    chairId: series.chairId ?? board.chairId,
  };
}

/**
 * What of a meeting changes when it follows its series to a date (null: it stays where it is). What was changed of it alone stays,
 * unless that is overwritten. Null where nothing changes.
 */
export function editOf(
  meeting: Meeting,
  to: Meets | null,
  series: Series,
  board: Pick<Board, 'chairId'>,
  { appliesSetting = false, overwrites = false }: { readonly appliesSetting?: boolean; readonly overwrites?: boolean },
): MeetingEdit | null {
  const own = overwrites ? [] : meeting.ownEdits;
  const date = to && {
    recurrenceId: to.recurrenceId,
    ...(!own.includes('startsAt') && {
      startsAt: to.startsAt,
      localStart: to.localStart,
      timeZone: series.timeZone,
    }),
  };
  const setting = appliesSetting ? settingOf(series, board) : {};
  const ownEdits = overwrites && meeting.ownEdits.length > 0 ? { ownEdits: [] } : {};
  const wanted = Object.entries({ ...setting, ...date, ...ownEdits, seriesId: series.id });
  const changes = wanted.filter(
    ([field, value]) => !isOwn(own, field) && meeting[field as keyof MeetingEdit] !== value,
  );
  return changes.length === 0 ? null : Object.fromEntries(changes);
}

const isOwn = (own: readonly string[], field: string): boolean => own.includes(field);
