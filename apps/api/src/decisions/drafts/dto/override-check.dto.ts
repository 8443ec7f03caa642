import { CHECK_IDS, type CheckId } from '#pathway';
import { IsCode, IsText } from '../../../http/index.js';

export class OverrideCheckDto {
  @IsCode(CHECK_IDS, { example: 'life-expectancy-short' })
  check: CheckId;

  @IsText({
    max: 4_000,
    lines: true,
    about: 'It becomes part of the signed record.',
    example: 'The prognosis is disputed; the patient wants to keep walking.',
  })
  reason: string;
}
