import { INTENTS, MODALITIES, type Intent, type Modality } from '#pathway';
import { VERTEBRAL_LEVELS, type VertebralLevel } from '#scoring';
import { SPECIALTIES, type Specialty } from '#workflow';
import { code, IsCode, IsListOf, IsText } from '../../../http/index.js';

export class PlannedMeasureDto {
  @IsCode(MODALITIES, { example: 'separation-surgery' })
  modality: Modality;

  @IsCode(INTENTS, { example: 'local-control' })
  intent: Intent;

  @IsListOf(code(VERTEBRAL_LEVELS), {
    min: 1,
    max: VERTEBRAL_LEVELS.length,
    unique: true,
    optional: true,
    about: 'Left out, the whole case.',
    example: ['T8', 'T9'],
  })
  levels?: VertebralLevel[];
}

export class WritePlanDto {
  @IsCode(SPECIALTIES, {
    optional: true,
    about: 'Left out, one’s own; a deputy names that of the member they stand in for.',
    example: 'spine-surgery',
  })
  specialty?: Specialty;

  @IsListOf(() => PlannedMeasureDto, { min: 1, max: 20 })
  measures: PlannedMeasureDto[];

  @IsText({ max: 4_000, lines: true, optional: true, example: 'Stabilise first: SINS 14. SBRT two weeks after.' })
  text?: string;
}
