import { Injectable } from '@nestjs/common';
import { Ledger, newId, type Actor, type Tx } from '#database';
import { requireInSession, requireMay, type AttendanceMode, type FieldError } from '#workflow';
import { InvalidBody } from '../../http/index.js';
import { BoardsQueries, type Seat } from '../../people/index.js';
import { MeetingFiles } from '../meeting-files.js';
import { scopeOf, type Meeting } from '../meeting.js';
import { AttendanceClosed, NothingToCorrect } from './attendance.errors.js';
import { toAttendanceView, type AttendanceView } from './attendance.view.js';
import type { Mark } from './mark.js';
import { specialtyOf } from './seats.js';

/** A mark as somebody asks for it. */
export interface AskedMark {
  readonly userId: string;
  readonly deputyFor?: string;
  readonly kind: Mark['kind'];
  readonly mode: AttendanceMode;
  readonly at?: string;
  readonly correctsId?: string;
}

/** Appends who joined and left, all of them or none. Nothing is changed: a correction is another mark. */
@Injectable()
export class MarkAttendance {
  constructor(
    private readonly ledger: Ledger,
    private readonly meetings: MeetingFiles,
    private readonly boards: BoardsQueries,
  ) {}

  execute(actor: Actor, meetingId: string, asked: readonly AskedMark[]): Promise<AttendanceView> {
    return this.ledger.transaction({ type: 'meeting.opened', actor, id: meetingId }, async (tx) => {
      const meeting = await this.meetings.lock(tx, meetingId);

      requireMay(tx.actor, 'attendance:mark', scopeOf(meeting));
      requireMarking(meeting, asked);
      requireSense(asked, tx.occurredAt);
      requireStanding(meeting, asked);
      const { members } = await this.boards.find(tx, meeting.boardId);
      const marks = asked.map((each) => toMark(tx, each, members));

      return toAttendanceView(await this.meetings.mark(tx, meeting, marks));
    });
  }
}

function requireMarking({ state }: Meeting, asked: readonly AskedMark[]): void {
  if (state !== 'closed') requireInSession(state);
  else if (asked.some(({ correctsId }) => correctsId === undefined)) throw new AttendanceClosed();
}

function requireSense(asked: readonly AskedMark[], now: Date): void {
  const faults = asked.flatMap(({ kind, at, correctsId }, index): FieldError[] => [
    ...(at !== undefined && Date.parse(at) > now.getTime()
      ? [{ pointer: `/marks/${index}/at`, message: 'at must not be in the future.', code: 'future' }]
      : []),
    ...(kind === 'retracted' && correctsId === undefined
      ? [
          {
            pointer: `/marks/${index}/correctsId`,
            message: 'retracted needs the mark it takes back.',
            code: 'required',
          },
        ]
      : []),
  ]);
  if (faults.length > 0) throw new InvalidBody(faults);
}

/** Each mark is corrected once: a second correction corrects the first. */
function requireStanding({ marks }: Meeting, asked: readonly AskedMark[]): void {
  const corrected = new Set(marks.flatMap(({ correctsId }) => correctsId ?? []));
  for (const { correctsId } of asked) {
    if (correctsId === undefined) continue;
    if (corrected.has(correctsId) || !marks.some(({ id }) => id === correctsId)) throw new NothingToCorrect(correctsId);
    corrected.add(correctsId);
  }
}

function toMark(tx: Tx, asked: AskedMark, seats: readonly Seat[]): Mark {
  const { userId, deputyFor, kind, mode, at, correctsId } = asked;
  return {
    id: newId(),
    userId,
    specialty: specialtyOf(seats, asked),
    deputyFor: deputyFor ?? null,
    kind,
    mode,
    at: new Date(at ?? tx.occurredAt).toISOString(),
    correctsId: correctsId ?? null,
    markedBy: tx.actor.userId,
  };
}
