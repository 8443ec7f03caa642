import { ATTENDANCE_MODES, SPECIALTIES, type AttendanceMode, type Specialty } from '#workflow';
import { IsCode, IsId, IsInstant, IsListOf, IsWhole } from '../../http/index.js';
import type { Meeting } from '../meeting.js';
import { MARK_KINDS, type Mark } from './mark.js';

export class MarkView {
  @IsId()
  id: string;

  @IsId()
  userId: string;

  @IsCode(SPECIALTIES, { nullable: true, about: 'For which the person sits; null for one who sits without.' })
  specialty: Specialty | null;

  @IsId({ nullable: true, about: 'The member whom a deputy stands in for.' })
  deputyFor: string | null;

  @IsCode(MARK_KINDS)
  kind: Mark['kind'];

  @IsCode(ATTENDANCE_MODES)
  mode: AttendanceMode;

  @IsInstant()
  at: string;

  @IsId({ nullable: true, about: 'The mark that this one puts right.' })
  correctsId: string | null;

  @IsId()
  markedBy: string;
}

export class AttendanceView {
  @IsId()
  meetingId: string;

  @IsListOf(() => MarkView, { max: 10_000, about: 'Every mark, in the order recorded; a corrected one stays.' })
  marks: MarkView[];

  @IsWhole({ min: 1, max: 2_147_483_647, example: 7, about: 'The meeting’s.' })
  version: number;
}

export function toAttendanceView({ id, marks, version }: Meeting): AttendanceView {
  return { meetingId: id, marks: marks.map(toMarkView), version };
}

export function toMarkView(mark: Mark): MarkView {
  return { ...mark };
}
