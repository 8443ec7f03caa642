import { IsText } from '../../http/index.js';

/** Why; it stays with the decision. */
export class ReasonDto {
  @IsText({ max: 4_000, lines: true, example: 'The new MRI shows another lesion.' })
  reason: string;
}
