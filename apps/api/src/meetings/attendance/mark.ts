import { presence, type AttendanceMark, type AttendanceMode, type Presence, type Specialty } from '#workflow';

export const MARK_KINDS = ['joined', 'left', 'retracted'] as const satisfies readonly AttendanceMark['kind'][];

/** Joined or left, in the room or remote. Never changed: a correction is another mark, which names the one it puts right. */
export interface Mark {
  readonly id: string;
  readonly userId: string;
  /** For which specialty the person sits; null for one who sits without, a coordinator. */
  readonly specialty: Specialty | null;
  /** The member whom a deputy stands in for. */
  readonly deputyFor: string | null;
  readonly kind: AttendanceMark['kind'];
  readonly mode: AttendanceMode;
  readonly at: string;
  readonly correctsId: string | null;
  readonly markedBy: string;
}

/** The marks that quorum is measured on: those of people who sit for a specialty. */
export function quorumMarks(marks: readonly Mark[]): AttendanceMark[] {
  return marks.flatMap(({ id, userId, specialty, kind, at, correctsId }) =>
    specialty === null ? [] : [{ id, userId, specialty, kind, at, corrects: correctsId }],
  );
}

/** When one person sat for one specialty during a discussion. RFC 3339 instants. */
export interface Participant {
  readonly userId: string;
  readonly specialty: Specialty;
  /** The members whom this person stood in for; empty for one who sat in the own seat. */
  readonly deputyFor: readonly string[];
  readonly spans: readonly { readonly from: string; readonly until: string }[];
}

/** Who sat for which specialty between two instants, cut to them; whoever was never there then is left out. */
export function participantsIn(marks: readonly Mark[], from: string, until: string): Participant[] {
  return presence(quorumMarks(marks)).flatMap((present) => {
    const spans = spansWithin(present, Date.parse(from), Date.parse(until));
    const { userId, specialty } = present;
    return spans.length === 0 ? [] : [{ userId, specialty, deputyFor: membersStoodInFor(marks, present), spans }];
  });
}

function membersStoodInFor(marks: readonly Mark[], { userId, specialty }: Presence): string[] {
  const ofSeat = marks.filter((mark) => mark.userId === userId && mark.specialty === specialty);
  return [...new Set(ofSeat.flatMap(({ deputyFor }) => deputyFor ?? []))];
}

function spansWithin({ spans }: Presence, from: number, until: number): Participant['spans'] {
  return spans
    .map((span) => ({ from: Math.max(span.from, from), until: Math.min(span.until, until) }))
    .filter((span) => span.from <= span.until)
    .map((span) => ({ from: new Date(span.from).toISOString(), until: new Date(span.until).toISOString() }));
}
