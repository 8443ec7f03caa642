import {
  CLOSE_REASONS,
  DECLINE_REASONS,
  LANE_REASONS,
  LANES,
  RELIST_REASONS,
  REOPEN_REASONS,
  type CloseReason,
  type DeclineReason,
  type Lane,
  type LaneReason,
  type RelistReason,
  type ReopenReason,
} from '#workflow';
import { IsCode, IsText } from '../../http/index.js';

/** The text beside a coded reason. It stays in the clinical record, never in the log. */
class ReasonText {
  @IsText({
    max: 2_000,
    lines: true,
    optional: true,
    about: 'Required with `other`.',
    example: 'The referring hospital asked for a second look.',
  })
  reasonText?: string;
}

export class DeclineCaseDto extends ReasonText {
  @IsCode(DECLINE_REASONS)
  reasonCode: DeclineReason;
}

export class RelistCaseDto extends ReasonText {
  @IsCode(RELIST_REASONS)
  reasonCode: RelistReason;
}

export class CloseCaseDto extends ReasonText {
  @IsCode(CLOSE_REASONS, { about: 'What is open blocks `completed`, and is ended by the other reasons.' })
  reasonCode: CloseReason;
}

export class ReopenCaseDto extends ReasonText {
  @IsCode(REOPEN_REASONS)
  reasonCode: ReopenReason;
}

export class ChangeLaneDto extends ReasonText {
  @IsCode(LANES, { example: 'emergency' })
  lane: Lane;

  @IsCode(LANE_REASONS)
  reasonCode: LaneReason;
}
