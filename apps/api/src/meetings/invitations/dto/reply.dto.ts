import { IsCode, IsId } from '../../../http/index.js';

/** What a person can answer; to say nothing is no answer. */
export const ANSWERS = ['accepted', 'tentative', 'declined', 'delegated'] as const;

export class ReplyDto {
  @IsCode(ANSWERS)
  reply: (typeof ANSWERS)[number];

  @IsId({ optional: true, about: 'With “delegated”: a deputy registered for one’s seat.' })
  deputyId?: string;
}
