import { Injectable } from '@nestjs/common';
import { StaleWrite, type PrismaTx } from '#database';
import {
  matchMeetings,
  requireClearHours,
  type Matching,
  type Meets,
  type Occurrence,
  type SeriesMeeting,
} from '#workflow';
import type { Board } from '../../people/index.js';
import { Places } from '../agenda/places.js';
import { CallOff } from '../call-off.js';
import { HolidaysRepository } from '../holidays/holidays.repository.js';
import { InvitationFiles } from '../invitations/invitation-files.js';
import { MeetingFiles } from '../meeting-files.js';
import type { Meeting } from '../meeting.js';
import { MeetingsRepository, type MeetingOfSeries, type NewMeeting, type PlaceHeld } from '../meetings.repository.js';
import { Rooms } from '../rooms/rooms.js';
import { datesOf, spanAhead } from './dates.js';
import { editOf, settingOf, type MeetingEdit } from './meeting-edit.js';
import { SeriesNeverMeets } from './series.errors.js';
import { recurrenceOf, type Series } from './series.js';

/** How a series' meetings follow it. */
export interface Following {
  /** Whether its meetings take over what it says of place, chair, capacity and deadline; else its dates alone count. */
  readonly appliesSetting?: boolean;
  /** Whether meetings that were changed alone follow too. */
  readonly overwrites?: boolean;
  /** Whether an unclear hour or a taken room refuses the act; else the date waits, or the meeting has no room. */
  readonly isAsked?: boolean;
  /** Meetings that another series hands over, on its dates from the first of this one on. */
  readonly takenOver?: readonly MeetingOfSeries[];
}

/** What happened to the meetings of a series. */
export interface Effect {
  readonly created: number;
  readonly changed: number;
  readonly calledOff: number;
}

const NO_LONGER = 'The series no longer meets on this day.';

/**
 * Makes the meetings of a series what its dates are, a year ahead. Doing it twice does no more than once, and the series' lock lets one
 * replica after the other do it. What has begun, is over or was called off stays as it is.
 */
@Injectable()
export class SeriesMeetings {
  constructor(
    private readonly meetings: MeetingsRepository,
    private readonly files: MeetingFiles,
    private readonly invitations: InvitationFiles,
    private readonly holidays: HolidaysRepository,
    private readonly rooms: Rooms,
    private readonly places: Places,
    private readonly callOff: CallOff,
  ) {}

  /** The dates of a series from today, or a later day, until a year from today. */
  async dates(tx: PrismaTx, series: Series, board: Board, from?: string): Promise<Occurrence[]> {
    const { holidays } = await this.holidays.of(tx, board.id);
    return datesOf(recurrenceOf(series), spanAhead(tx.occurredAt, series.timeZone, from), { ...board, holidays });
  }

  /** Whether its meetings are what its dates are, setting aside. */
  async isComplete(tx: PrismaTx, series: Series, board: Board, held: readonly PlaceHeld[]): Promise<boolean> {
    const dates = await this.dates(tx, series, board);
    const { from } = spanAhead(tx.occurredAt, series.timeZone);
    const own = held.filter(({ recurrenceId }) => recurrenceId >= from);
    const { create, move, drop } = matchMeetings(dates, own.map(asOfSeries));
    return toMake(create, tx.occurredAt).length + move.length + drop.length === 0;
  }

  /**
   * Brings the meetings in line. The series is locked.
   * @throws SeriesNeverMeets, LocalTimeInQuestion, RoomTaken where it is asked for by a person
   */
  async follow(tx: PrismaTx, series: Series, board: Board, following: Following): Promise<Effect> {
    const { create, move, keep, drop } = await this.match(tx, series, board, following);
    for (const { meeting, because } of drop) await this.drop(tx, meeting, board, because ?? NO_LONGER);

    const edits = [...move, ...keep.map((meeting) => ({ meeting, to: null }))].flatMap(({ meeting, to }) => {
      const edit = editOf(meeting, to, series, board, following);
      return edit === null ? [] : [{ meeting, edit }];
    });
    const dated = await this.withRooms(tx, series, create, edits, following.isAsked ?? false);
    for (const { meeting, edit } of edits) await this.edit(tx, meeting, edit, board);
    await this.make(tx, series, board, dated);
    return { created: create.length, changed: edits.length, calledOff: drop.length };
  }

  /** Calls off every meeting from a day on that has not begun; answers with how many. */
  async callOffFrom(tx: PrismaTx, series: Series, board: Board, fromDay: string, reason: string): Promise<number> {
    const alive = (await this.meetings.ofSeries(tx, series.id, fromDay)).filter(isAhead);
    for (const meeting of alive) await this.drop(tx, meeting, board, reason);
    return alive.length;
  }

  private async match(
    tx: PrismaTx,
    series: Series,
    board: Board,
    { overwrites, isAsked, takenOver = [] }: Following,
  ): Promise<Matching<MeetingOfSeries & SeriesMeeting & { readonly isOff: boolean }>> {
    const dates = await this.dates(tx, series, board);
    if (isAsked) requireMeetable(dates);

    const { from } = spanAhead(tx.occurredAt, series.timeZone);
    const own = await this.meetings.ofSeries(tx, series.id, from);
    const matching = matchMeetings(dates, [...own, ...takenOver].map(asOfSeries), overwrites);
    return { ...matching, create: toMake(matching.create, tx.occurredAt) };
  }

  /** The new meetings with or without their room. */
  private async withRooms(
    tx: PrismaTx,
    { room, capacityMinutes }: Series,
    create: readonly Meets[],
    edits: readonly { meeting: Meeting; edit: MeetingEdit }[],
    isAsked: boolean,
  ): Promise<readonly (Meets & { readonly hasRoom: boolean })[]> {
    const starts = create.map(({ startsAt }) => startsAt);
    const except = edits.map(({ meeting }) => meeting.id);
    if (isAsked) {
      await this.rooms.requireFree(tx, { room, capacityMinutes, starts, except });
      for (const { meeting, edit } of edits) {
        const { startsAt, ...wanted } = { ...meeting, ...edit };
        await this.rooms.requireFree(tx, { ...wanted, starts: [startsAt], except });
      }
    }
    const taken = await this.rooms.startsTaken(tx, { room, capacityMinutes, starts, except });
    return create.map((each) => ({ ...each, hasRoom: !taken.has(each.startsAt) }));
  }

  private async make(
    tx: PrismaTx,
    series: Series,
    board: Board,
    dates: readonly (Meets & { readonly hasRoom: boolean })[],
  ): Promise<void> {
    const setting = settingOf(series, board);
    const plans = dates.map(({ recurrenceId, localStart, startsAt, hasRoom }): NewMeeting => ({
      ...setting,
      ...(!hasRoom && { room: null }),
      startsAt,
      localStart,
      timeZone: series.timeZone,
      seriesId: series.id,
      recurrenceId,
      ownEdits: hasRoom ? [] : ['room'],
    }));
    await this.invitations.invite(tx, await this.files.plan(tx, board.id, plans), board);
  }

  private async edit(tx: PrismaTx, before: Meeting, edit: MeetingEdit, board: Board): Promise<void> {
    const meeting = await this.files.lock(tx, before.id);
    // Somebody changed this one alone since it was matched: what follows would go over it.
    if (meeting.version !== before.version) throw new StaleWrite();
    const changed = await this.files.change(tx, meeting, edit);
    await this.invitations.follow(tx, changed, board, changed.startsAt !== meeting.startsAt);
  }

  private async drop(tx: PrismaTx, { id }: Meeting, board: Board, reason: string): Promise<void> {
    await this.callOff.execute(tx, await this.places.lockUnsettled(tx, id), board, reason);
  }
}

/** @throws SeriesNeverMeets, LocalTimeInQuestion */
function requireMeetable(dates: readonly Occurrence[]): void {
  if (dates.length > 0 && dates.every(({ kind }) => kind === 'skipped')) throw new SeriesNeverMeets();
  requireClearHours(dates);
}

const isAhead = ({ state }: Pick<Meeting, 'state'>): boolean => state === 'planned' || state === 'agenda-closed';

/** Of today's date nothing is made that would have begun already. */
function toMake(dates: readonly Meets[], now: Date): Meets[] {
  return dates.filter(({ startsAt }) => startsAt > now.toISOString());
}

function asOfSeries<Place extends PlaceHeld>(place: Place) {
  return { ...place, hasOwnTime: place.ownEdits.includes('startsAt'), isOff: !isAhead(place) };
}
