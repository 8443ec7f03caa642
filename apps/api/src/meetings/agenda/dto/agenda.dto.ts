import {
  AGENDA_PURPOSES,
  DEFERRAL_REASONS,
  LATE_LISTING_REASONS,
  type AgendaPurpose,
  type DeferralReason,
  type LateListingReason,
} from '#workflow';
import { IsCode, IsId, IsText, IsWhole } from '../../../http/index.js';

const MINUTES = { min: 1, max: 240, example: 10 };
/** A spine case takes 9.25 minutes on average: our docs, "Measures", "Meeting". */
const USUAL_MINUTES = 10;
const LATE = { optional: true, about: 'Why it comes after listing has closed; kept only then.' };
const LATE_TEXT = { max: 2_000, lines: true, optional: true, example: 'The weakness began this morning.' } as const;
const DESTINATIONS = ['ready', 'workup'] as const;

export class ListCaseDto {
  @IsId()
  caseId: string;

  @IsCode(AGENDA_PURPOSES, { optional: true, default: 'discussion' })
  purpose: AgendaPurpose = 'discussion';

  @IsWhole({ ...MINUTES, optional: true, default: USUAL_MINUTES, about: 'How long its discussion is meant to take.' })
  minutes = USUAL_MINUTES;

  @IsCode(LATE_LISTING_REASONS, LATE)
  lateReasonCode?: LateListingReason;

  @IsText(LATE_TEXT)
  lateReasonText?: string;
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

  @IsId({ optional: true, about: 'Another meeting of the board, to whose agenda it goes.' })
  meetingId?: string;

  @IsWhole({
    min: 1,
    max: 2_147_483_647,
    optional: true,
    about: 'With meetingId: the version of that meeting’s agenda, so that nobody’s change there is lost.',
  })
  toAgendaVersion?: number;

  @IsCode(LATE_LISTING_REASONS, LATE)
  lateReasonCode?: LateListingReason;

  @IsText(LATE_TEXT)
  lateReasonText?: string;
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
