import { IsCode, IsId } from '../../../http/index.js';

export const OUTCOMES = ['recorded', 'left-aside'] as const;

export class MailReplyView {
  @IsId()
  meetingId: string;

  @IsId({ about: 'Who answers.' })
  userId: string;

  @IsCode(OUTCOMES, { about: 'left-aside: it came twice, late, or after a newer answer, and changes nothing.' })
  outcome: (typeof OUTCOMES)[number];
}
