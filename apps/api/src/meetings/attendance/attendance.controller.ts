import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Actor } from '#database';
import { MeetingNotInSession } from '#workflow';
import { Allow, CurrentActor } from '../../auth/index.js';
import { Answers } from '../../http/index.js';
import { MeetingIdParam } from '../dto/params.dto.js';
import { AttendanceClosed, NotADeputy, NotAMember, NothingToCorrect } from './attendance.errors.js';
import { AttendanceView } from './attendance.view.js';
import { MarkAttendanceDto } from './dto/mark-attendance.dto.js';
import { MarkAttendance } from './mark-attendance.js';
import { QuorumQueries } from './quorum.queries.js';
import { QuorumView } from './quorum.view.js';

const SOMEBODY = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07';
const SOMEBODY_ELSE = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e08';

@Controller('meetings/:meetingId')
export class AttendanceController {
  constructor(
    private readonly markAttendance: MarkAttendance,
    private readonly quorum: QuorumQueries,
  ) {}

  @Post('attendance')
  @Allow('attendance:mark')
  @Answers(AttendanceView, {
    status: 201,
    summary: 'Mark who joined and who left',
    about: 'All marks are recorded or none. A mark is never changed: a correction is another mark.',
    refusals: [
      new MeetingNotInSession('planned'),
      new AttendanceClosed(),
      new NotAMember(SOMEBODY),
      new NotADeputy(SOMEBODY, SOMEBODY_ELSE),
      new NothingToCorrect(SOMEBODY),
    ],
  })
  mark(@Param() { meetingId }: MeetingIdParam, @Body() { marks }: MarkAttendanceDto, @CurrentActor() actor: Actor) {
    return this.markAttendance.execute(actor, meetingId, marks);
  }

  @Get('quorum')
  @Allow('meeting:read')
  @Answers(QuorumView, {
    summary: 'The quorum of each discussion',
    about:
      'For each required specialty the spans of its members and their deputies together cover the time from opening to ' +
      'proposal; gaps up to 60 seconds are ignored.',
  })
  show(@Param() { meetingId }: MeetingIdParam, @CurrentActor() actor: Actor) {
    return this.quorum.show(actor, meetingId);
  }
}
