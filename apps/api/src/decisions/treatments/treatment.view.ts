import { MODALITIES, type Modality } from '#pathway';
import { VERTEBRAL_LEVELS, type VertebralLevel } from '#scoring';
import { code, IsCode, IsId, IsInstant, IsListOf, IsText, IsWhole } from '../../http/index.js';
import type { Treatment } from './treatment.js';

/** What was done. */
export class TreatmentView {
  @IsId()
  id: string;

  @IsId()
  caseId: string;

  @IsId({ nullable: true, about: 'The recommendation that it carries out.' })
  recommendationId: string | null;

  @IsCode(MODALITIES, { example: 'sbrt' })
  modality: Modality;

  @IsListOf(code(VERTEBRAL_LEVELS), { max: VERTEBRAL_LEVELS.length, example: ['T8'] })
  levels: readonly VertebralLevel[];

  @IsInstant()
  startedAt: string;

  @IsInstant({ nullable: true, about: 'Null while it goes on.' })
  completedAt: string | null;

  @IsText({ max: 4_000, lines: true, nullable: true, example: 'Three fractions.' })
  note: string | null;

  @IsId()
  recordedBy: string;

  @IsWhole({ min: 1, max: 2_147_483_647, example: 1 })
  version: number;
}

export function toTreatmentView(treatment: Treatment): TreatmentView {
  const { boardId: _board, ...shown } = treatment;
  return shown;
}
