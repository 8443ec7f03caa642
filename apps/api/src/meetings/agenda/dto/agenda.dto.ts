import { AGENDA_PURPOSES, DEFERRAL_REASONS, type AgendaPurpose, type DeferralReason } from '#workflow';
import { IsCode, IsId, IsText, IsWhole } from '../../../http/index.js';

const MINUTES = { min: 1, max: 240, example: 10 };
/** A spine case takes 9.25 minutes on average: our docs, "Measures", "Meeting". */
const USUAL_MINUTES = 10;
const DESTINATIONS = ['ready', 'workup'] as const;

export class ListCaseDto {
  @IsId()
  caseId: string;

  @IsCode(AGENDA_PURPOSES, { optional: true, default: 'discussion' })
  purpose: AgendaPurpose = 'discussion';

  @IsWhole({ ...MINUTES, optional: true, default: USUAL_MINUTES, about: 'How long its discussion is meant to take.' })
  minutes = USUAL_MINUTES;
}

export class MoveItemDto {
  @IsId({
    optional: true,
    nullable: true,
    about: 'The item that it shall follow; null moves it to the front; left out, it stays where it is.',
  })
  after?: string | null;

  @IsWhole({ ...MINUTES, optional: true })
  minutes?: number;
}

class PutOffDto {
  @IsCode(DEFERRAL_REASONS, { example: 'imaging' })
  reasonCode: DeferralReason;

  @IsText({ max: 2_000, lines: true, optional: true, example: 'The MRI of yesterday is not reported yet.' })
  reasonText?: string;
}

export class DeferCaseDto extends PutOffDto {
  @IsCode(DESTINATIONS, {
    about: '`ready` when it only waits for another meeting; `workup` when something is missing.',
  })
  to: (typeof DESTINATIONS)[number];
}

export class AdjournItemDto extends PutOffDto {
  @IsCode(DESTINATIONS, {
    optional: true,
    about: 'Where the case goes. Only a ratification, whose case stays, has none.',
  })
  to?: (typeof DESTINATIONS)[number];
}
