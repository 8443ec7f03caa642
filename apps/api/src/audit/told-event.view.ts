import { IsId, IsInstant, IsPart, IsText } from '../http/index.js';
import { ActorView } from './actor.view.js';

/** What is told of an event wherever it is shown. */
export class ToldEventView {
  @IsId()
  eventId: string;

  @IsInstant({ about: 'The database’s own time: it proves.' })
  recordedAt: string;

  @IsInstant({ about: 'The time of the process: it measures.' })
  occurredAt: string;

  @IsText({ max: 1_000, example: 'Dr Anna Berg (specialist) signed the decision.' })
  sentence: string;

  @IsPart(() => ActorView, { nullable: true, about: 'Null for the system itself.' })
  actor: ActorView | null;

  @IsText({ max: 100, nullable: true, about: 'How they had proved who they are.', example: 'password+totp' })
  auth: string | null;

  @IsText({ max: 100, example: '0190a6a0-7c1e-7b2e-8f53-3c1d7e2f4a5b' })
  requestId: string;

  @IsText({ max: 100, nullable: true, example: 'progression' })
  reasonCode: string | null;
}
