import { Body, Controller, Param, Post } from '@nestjs/common';
import type { Actor } from '#database';
import { IllegalTransition } from '#workflow';
import { Allow, CurrentActor } from '../auth/index.js';
import { Answers, IfMatch } from '../http/index.js';
import { CancelMeeting } from './cancel-meeting.js';
import { CloseAgenda } from './close-agenda.js';
import { MeetingIdParam } from './dto/params.dto.js';
import { CancelMeetingDto } from './dto/plan-meeting.dto.js';
import { EndMeeting } from './end-meeting.js';
import { MeetingView } from './meeting.view.js';
import { StartMeeting } from './start-meeting.js';

const tooLate = (event: string) => new IllegalTransition('meeting', 'closed', event, []);

/** One route for each event of the meeting's state table. */
@Controller('meetings/:meetingId')
export class SessionController {
  constructor(
    private readonly closeAgenda: CloseAgenda,
    private readonly startMeeting: StartMeeting,
    private readonly endMeeting: EndMeeting,
    private readonly cancelMeeting: CancelMeeting,
  ) {}

  @Post('close-agenda')
  @Allow('meeting:manage')
  @Answers(MeetingView, { summary: 'Take no more cases onto the agenda', refusals: [tooLate('close-agenda')] })
  close(@Param() { meetingId }: MeetingIdParam, @IfMatch() ifMatch: number | undefined, @CurrentActor() actor: Actor) {
    return this.closeAgenda.execute(actor, meetingId, ifMatch);
  }

  @Post('start')
  @Allow('session:start')
  @Answers(MeetingView, { summary: 'Begin the session', refusals: [tooLate('start')] })
  start(@Param() { meetingId }: MeetingIdParam, @IfMatch() ifMatch: number | undefined, @CurrentActor() actor: Actor) {
    return this.startMeeting.execute(actor, meetingId, ifMatch);
  }

  @Post('end')
  @Allow('session:end')
  @Answers(MeetingView, {
    summary: 'End the session',
    about: 'What was not decided goes back to ready and keeps its priority.',
    refusals: [tooLate('end')],
  })
  end(@Param() { meetingId }: MeetingIdParam, @IfMatch() ifMatch: number | undefined, @CurrentActor() actor: Actor) {
    return this.endMeeting.execute(actor, meetingId, ifMatch);
  }

  @Post('cancel')
  @Allow('meeting:manage')
  @Answers(MeetingView, {
    summary: 'Call a meeting off before it starts',
    about: 'What was listed goes back to ready and keeps its priority.',
    refusals: [tooLate('cancel')],
  })
  cancel(
    @Param() { meetingId }: MeetingIdParam,
    @Body() { reason }: CancelMeetingDto,
    @IfMatch() ifMatch: number | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.cancelMeeting.execute(actor, meetingId, reason, ifMatch);
  }
}
