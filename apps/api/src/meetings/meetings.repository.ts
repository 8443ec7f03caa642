import { Injectable } from '@nestjs/common';
import {
  isExclusionViolation,
  newId,
  type AttendanceMark,
  type Meeting as StoredMeeting,
  type Prisma,
  type PrismaTx,
} from '#database';
import { localTimeOf, type MeetingState } from '#workflow';
import type { Mark } from './attendance/mark.js';
import type { Meeting, MeetingPlan, MeetingRow, PlaceInSeries, SeriesField } from './meeting.js';
import { RoomTaken } from './rooms/rooms.errors.js';

/** What may change of a meeting's row, beside its counters. */
export type MeetingChange = Partial<
  Pick<
    Meeting,
    keyof MeetingPlan | keyof PlaceInSeries | 'state' | 'startedAt' | 'endedAt' | 'cancelReason' | 'sequence'
  >
>;

/** A meeting that is to be. */
export type NewMeeting = MeetingPlan & PlaceInSeries;

/** The place that a meeting holds in its series. */
export interface PlaceHeld extends Pick<Meeting, 'startsAt' | 'ownEdits' | 'state'> {
  readonly seriesId: string;
  readonly recurrenceId: string;
}

export type MeetingOfSeries = Meeting & PlaceHeld;

/** A board's zone is what the local start of a meeting is read in that was planned before meetings knew their own. */
const ZONE = { board: { select: { timeZone: true } } } as const;
type StoredWithZone = StoredMeeting & { readonly board: { readonly timeZone: string } };

export interface MeetingFilter {
  readonly state?: readonly MeetingState[];
  /** Instants: from inclusive, until exclusive. */
  readonly from?: string;
  readonly until?: string;
}

/** A meeting's start and id: what the list is sorted by. */
export type MeetingKey = readonly [startsAt: string, id: string];

/** Every statement about the aggregate `meeting`. */
@Injectable()
export class MeetingsRepository {
  /** Meetings of a board by their start, at most `limit` after the key. */
  async page(
    tx: PrismaTx,
    boardId: string,
    filter: MeetingFilter,
    after: MeetingKey | undefined,
    limit: number,
  ): Promise<MeetingRow[]> {
    const rows = await tx.prisma.meeting.findMany({
      where: {
        organisationId: tx.actor.organisationId,
        boardId,
        state: filter.state && { in: [...filter.state] },
        startsAt: { gte: filter.from, lt: filter.until },
        ...(after && { OR: [{ startsAt: { gt: after[0] } }, { startsAt: after[0], id: { gt: after[1] } }] }),
      },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      take: limit,
      include: ZONE,
    });
    return rows.map(toRow);
  }

  async find(tx: PrismaTx, id: string): Promise<Meeting | null> {
    const row = await tx.prisma.meeting.findUnique({
      where: { organisationId_id: { organisationId: tx.actor.organisationId, id } },
      include: WHOLE,
    });
    return row && toMeeting(row);
  }

  /** The meetings with these ids, in any order. */
  async withIds(tx: PrismaTx, ids: readonly string[]): Promise<Meeting[]> {
    const rows = await tx.prisma.meeting.findMany({
      where: { organisationId: tx.actor.organisationId, id: { in: [...ids] } },
      include: WHOLE,
    });
    return rows.map(toMeeting);
  }

  /** Waits for whoever is changing the meeting, then reads it as they left it. */
  async findLocked(tx: PrismaTx, id: string): Promise<Meeting | null> {
    await tx.sql(
      'SELECT 1 AS locked FROM clinical.meeting WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE',
      [tx.actor.organisationId, id],
    );
    return this.find(tx, id);
  }

  /** Every meeting of a series whose date is a day or later, in the order of dates. */
  async ofSeries(tx: PrismaTx, seriesId: string, fromDay: string): Promise<MeetingOfSeries[]> {
    const rows = await tx.prisma.meeting.findMany({
      where: { organisationId: tx.actor.organisationId, seriesId, recurrenceId: { gte: fromDay } },
      orderBy: { recurrenceId: 'asc' },
      include: WHOLE,
    });
    return rows.map((row) => ({ ...toMeeting(row), seriesId, recurrenceId: row.recurrenceId! }));
  }

  /** What of the meetings of some series says whether they are where they should be, from a day on. */
  async placesInSeries(tx: PrismaTx, seriesIds: readonly string[], fromDay: string): Promise<PlaceHeld[]> {
    const rows = await tx.prisma.meeting.findMany({
      where: {
        organisationId: tx.actor.organisationId,
        seriesId: { in: [...seriesIds] },
        recurrenceId: { gte: fromDay },
      },
      select: { seriesId: true, recurrenceId: true, startsAt: true, ownEdits: true, state: true },
    });
    return rows.map(({ seriesId, recurrenceId, startsAt, ownEdits, state }) => ({
      seriesId: seriesId!,
      recurrenceId: recurrenceId!,
      startsAt: startsAt.toISOString(),
      ownEdits: ownEdits as SeriesField[],
      state: state as MeetingState,
    }));
  }

  /**
   * New meetings, as they are stored.
   * @throws RoomTaken where another act took a room in between
   */
  async insertMany(tx: PrismaTx, boardId: string, plans: readonly NewMeeting[]): Promise<Meeting[]> {
    const { organisationId } = tx.actor;
    const meetings = plans.map((plan): Meeting => ({ ...BLANK, ...plan, organisationId, boardId, id: newId() }));
    await orRoomTaken(() =>
      tx.prisma.meeting.createMany({
        data: meetings.map(({ marks: _marks, itemIds: _items, ownEdits, ...row }) => ({
          ...row,
          ownEdits: [...ownEdits],
        })),
      }),
    );
    return meetings;
  }

  /**
   * Steps the version by one, and the agenda's where the agenda changes.
   * @throws RoomTaken where another act took a room in between
   */
  async update(tx: PrismaTx, meeting: MeetingRow, change: MeetingChange, isAgendaChange: boolean): Promise<void> {
    const { ownEdits, ...values } = change;
    await orRoomTaken(() =>
      tx.prisma.meeting.update({
        where: { organisationId_id: { organisationId: meeting.organisationId, id: meeting.id } },
        data: {
          ...values,
          ...(ownEdits && { ownEdits: [...ownEdits] }),
          version: meeting.version + 1,
          agendaVersion: meeting.agendaVersion + (isAgendaChange ? 1 : 0),
        },
        select: { id: true },
      }),
    );
  }

  async insertMarks(tx: PrismaTx, { organisationId, boardId, id }: MeetingRow, marks: readonly Mark[]): Promise<void> {
    await tx.prisma.attendanceMark.createMany({
      data: marks.map((mark) => ({ ...mark, organisationId, boardId, meetingId: id })),
    });
  }
}

/** The meeting with its attendance, and what its agenda holds. */
const WHOLE = {
  ...ZONE,
  attendance: { orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }] },
  agenda: { select: { id: true }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
} as const satisfies Prisma.MeetingInclude;

function toMeeting(row: Prisma.MeetingGetPayload<{ include: typeof WHOLE }>): Meeting {
  const { attendance, agenda } = row;
  return { ...toRow(row), marks: attendance.map(toMark), itemIds: agenda.map((item) => item.id) };
}

/** A meeting that nobody has touched yet. */
const BLANK = {
  sequence: 0,
  state: 'planned',
  startedAt: null,
  endedAt: null,
  cancelReason: null,
  agendaVersion: 1,
  version: 1,
  marks: [],
  itemIds: [],
} as const;

async function orRoomTaken<Answer>(write: () => Promise<Answer>): Promise<Answer> {
  try {
    return await write();
  } catch (error) {
    if (isExclusionViolation(error)) throw new RoomTaken([], { cause: error });
    throw error;
  }
}

function toRow(row: StoredWithZone): MeetingRow {
  const timeZone = row.timeZone ?? row.board.timeZone;
  const startsAt = row.startsAt.toISOString();
  return {
    organisationId: row.organisationId,
    boardId: row.boardId,
    id: row.id,
    startsAt,
    capacityMinutes: row.capacityMinutes,
    chairId: row.chairId,
    location: row.location,
    timeZone,
    localStart: row.localStart ?? localTimeOf(startsAt, timeZone),
    room: row.room,
    videoLink: row.videoLink,
    listingLeadHours: row.listingLeadHours,
    sequence: row.sequence,
    seriesId: row.seriesId,
    recurrenceId: row.recurrenceId,
    ownEdits: row.ownEdits as SeriesField[],
    state: row.state as MeetingState,
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    cancelReason: row.cancelReason,
    agendaVersion: row.agendaVersion,
    version: row.version,
  };
}

function toMark(row: AttendanceMark): Mark {
  return {
    id: row.id,
    userId: row.userId,
    specialty: row.specialty as Mark['specialty'],
    deputyFor: row.deputyFor,
    kind: row.kind as Mark['kind'],
    mode: row.mode as Mark['mode'],
    at: row.at.toISOString(),
    correctsId: row.correctsId,
    markedBy: row.markedBy,
  };
}
