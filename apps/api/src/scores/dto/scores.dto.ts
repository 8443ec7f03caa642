import { IsDocument, IsText } from '../../http/index.js';

export class ScoreSystemParam {
  @IsText({ max: 100, example: 'tomita' })
  id: string;
}

export class ScoreInputsDto {
  @IsDocument({
    about:
      'For each item an option’s id, a number where the item counts, or `{value, unit}`. What is left out is missing, not wrong.',
    example: { growth: 'slow', 'visceral-metastases': 'none', 'bone-metastases': 'multiple' },
  })
  inputs: Record<string, unknown>;

  @IsText({
    max: 50,
    optional: true,
    example: '1.0.0',
    about: 'Of the instrument, to compute an old result again; the latest when left out.',
  })
  version?: string;
}
