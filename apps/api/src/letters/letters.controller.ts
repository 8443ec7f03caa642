import { Controller, Get, Param } from '@nestjs/common';
import type { Actor } from '#database';
import { Allow, CurrentActor } from '../auth/index.js';
import { AnswersPdf } from '../http/index.js';
import { LettersQueries } from './letters.queries.js';
import { DecisionIdParam, MeetingIdParam } from './params.dto.js';

@Controller()
export class LettersController {
  constructor(private readonly letters: LettersQueries) {}

  @Get('decisions/:decisionId/letter')
  @Allow('decision:read')
  @AnswersPdf('decision.pdf', {
    summary: 'The letter about a proposed or standing decision',
    about: 'With participants, dissent, and each signature’s printed name, time and meaning. A draft has no letter.',
  })
  ofDecision(@Param() { decisionId }: DecisionIdParam, @CurrentActor() actor: Actor) {
    return this.letters.ofDecision(actor, decisionId);
  }

  @Get('meetings/:meetingId/minute')
  @Allow('meeting:read')
  @AnswersPdf('minute.pdf', { summary: 'The minute of a meeting: who was there, and what became of each case' })
  ofMeeting(@Param() { meetingId }: MeetingIdParam, @CurrentActor() actor: Actor) {
    return this.letters.ofMeeting(actor, meetingId);
  }
}
