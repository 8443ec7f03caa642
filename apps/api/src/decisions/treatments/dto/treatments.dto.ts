import { isTreatment, MODALITIES, type Modality } from '#pathway';
import { VERTEBRAL_LEVELS, type VertebralLevel } from '#scoring';
import { code, IsCode, IsId, IsInstant, IsListOf, IsText } from '../../../http/index.js';

/** Surgery, percutaneous, radiotherapy and systemic. What else was recommended is settled at its recommendation. */
const TREATMENTS = MODALITIES.filter(isTreatment);

export class TreatmentIdParam {
  @IsId()
  treatmentId: string;
}

export class RecordTreatmentDto {
  @IsId({ optional: true, about: 'The recommendation of the decision in force that it carries out.' })
  recommendationId?: string;

  @IsCode(TREATMENTS, { example: 'sbrt' })
  modality: Modality;

  @IsListOf(code(VERTEBRAL_LEVELS), {
    max: VERTEBRAL_LEVELS.length,
    unique: true,
    optional: true,
    example: ['T8'],
    about: 'Required for surgery, percutaneous treatment and radiotherapy.',
  })
  levels?: VertebralLevel[];

  @IsInstant({ about: 'Not later than now.' })
  startedAt: string;

  @IsInstant({ optional: true, about: 'Not later than now. Left out while it goes on.' })
  completedAt?: string;

  @IsText({ max: 4_000, lines: true, optional: true, example: 'Three fractions.' })
  note?: string;
}

export class CompleteTreatmentDto {
  @IsInstant({ about: 'Not later than now, not before it began.' })
  completedAt: string;
}
