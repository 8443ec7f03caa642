import { IsId } from '../http/index.js';

export class DecisionIdParam {
  @IsId()
  decisionId: string;
}

export class MeetingIdParam {
  @IsId()
  meetingId: string;
}
