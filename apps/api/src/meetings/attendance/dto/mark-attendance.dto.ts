import { ATTENDANCE_MODES, type AttendanceMode } from '#workflow';
import { IsCode, IsId, IsInstant, IsListOf } from '../../../http/index.js';
import { MARK_KINDS, type Mark } from '../mark.js';

export class MarkDto {
  @IsId({ about: 'Who joined or left: a member, or a member’s deputy.' })
  userId: string;

  @IsId({ optional: true, about: 'For a deputy: the member whom they stand in for, whose specialty they sit for.' })
  deputyFor?: string;

  @IsCode(MARK_KINDS, { about: '`retracted` leaves nothing in the place of the mark that it corrects.' })
  kind: Mark['kind'];

  @IsCode(ATTENDANCE_MODES)
  mode: AttendanceMode;

  @IsInstant({ optional: true, about: 'Left out, now. Never in the future.' })
  at?: string;

  @IsId({ optional: true, about: 'The mark that this one puts right; it stays on record and no longer counts.' })
  correctsId?: string;
}

export class MarkAttendanceDto {
  @IsListOf(() => MarkDto, { min: 1, max: 100 })
  marks: MarkDto[];
}
