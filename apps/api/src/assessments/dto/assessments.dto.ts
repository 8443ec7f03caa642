import { READINESS_ITEM_IDS, type ReadinessItemId } from '#pathway';
import { IsCode, IsId, IsInstant, IsPart, IsRecordOf, IsText, text } from '../../http/index.js';
import { FactsDto } from './facts.dto.js';

export class RecordAssessmentDto {
  @IsInstant({ about: 'When the patient was examined: not later than now.' })
  assessedAt: string;

  @IsId({ optional: true, about: 'The assessment that this one corrects, and replaces as a whole.' })
  supersedes?: string;

  @IsPart(() => FactsDto)
  facts: FactsDto;
}

const REASON = text({ max: 2_000, lines: true, example: 'The patient refuses blood tests.' });

export class MarkReadyDto {
  @IsRecordOf(REASON, {
    max: READINESS_ITEM_IDS.length,
    optional: true,
    example: { 'mri-whole-spine': 'Pacemaker; the CT is being arranged.' },
    about: 'For each missing blocker the reason to go to the board without it.',
  })
  overrides?: Partial<Record<ReadinessItemId, string>>;
}

export class ReadinessItemParam {
  @IsId()
  caseId: string;

  @IsCode(READINESS_ITEM_IDS)
  item: ReadinessItemId;
}

export class WaiveItemDto {
  @IsText({ max: 2_000, lines: true, example: 'The patient refuses blood tests.' })
  reason: string;
}
