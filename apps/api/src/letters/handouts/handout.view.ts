import { IsCode, IsDigest, IsId, IsInstant, IsText } from '../../http/index.js';
import { CHANNELS, RECIPIENTS, type Channel, type Recipient } from './handout.js';

/** What a person says about giving a letter to somebody. */
export class HandOutDto {
  @IsCode(RECIPIENTS, { example: 'general-practitioner' })
  recipient: Recipient;

  @IsText({ max: 200, example: 'Dr. Anna de Boer, practice at the Singel' })
  recipientName: string;

  @IsCode(CHANNELS, { example: 'secure-mail' })
  channel: Channel;

  @IsInstant({ optional: true, about: 'When; not later than now, and now where it is left out.' })
  handedOutAt?: string;
}

/** That it was given. */
export class HandoutView {
  @IsId()
  id: string;

  @IsDigest({ about: 'SHA-256 of the bytes that were given.' })
  digest: string;

  @IsCode(RECIPIENTS, { example: 'general-practitioner' })
  recipient: Recipient;

  @IsText({ max: 200, example: 'Dr. Anna de Boer, practice at the Singel' })
  recipientName: string;

  @IsCode(CHANNELS, { example: 'secure-mail' })
  channel: Channel;

  @IsInstant()
  handedOutAt: string;

  @IsId()
  handedOutBy: string;
}
