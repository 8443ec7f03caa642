import {
  ERASURE_REASONS,
  ERASURE_REJECTIONS,
  ERASURE_STATES,
  type ErasureReason,
  type ErasureRejection,
  type ErasureState,
} from '#workflow';
import { IsCode, IsDigest, IsId, IsInstant, IsPart, IsWhole } from '../http/index.js';
import { digestOfErasure, type Erasure } from './erasure.js';

const COUNT = { min: 0, max: 2_147_483_647 };

export class RemovedView {
  @IsWhole({ ...COUNT, example: 214, about: 'Rows of every table.' })
  rows: number;

  @IsWhole({ ...COUNT, example: 37, about: 'Documents with their salts; their commitments stay in the trail.' })
  documents: number;
}

export class ErasureView {
  @IsId()
  id: string;

  @IsId({ about: 'Who; nothing else of the patient is shown.' })
  patientId: string;

  @IsCode(ERASURE_STATES, { example: 'asked' })
  state: ErasureState;

  @IsCode(ERASURE_REASONS)
  reasonCode: ErasureReason;

  @IsId()
  askedBy: string;

  @IsInstant()
  askedAt: string;

  @IsId({ nullable: true })
  decidedBy: string | null;

  @IsInstant({ nullable: true })
  decidedAt: string | null;

  @IsCode(ERASURE_REJECTIONS, { nullable: true })
  rejection: ErasureRejection | null;

  @IsPart(() => RemovedView, { nullable: true, about: 'Null until it is done.' })
  removed: RemovedView | null;

  @IsInstant({ nullable: true, about: 'When it was done again, after a restore.' })
  reappliedAt: string | null;

  @IsDigest({ about: 'What the approval’s proof of identity is for.' })
  digest: string;

  @IsWhole({ min: 1, max: 2_147_483_647, example: 1 })
  version: number;
}

export function toErasureView(erasure: Erasure): ErasureView {
  const { removedRows, commitments, ...shown } = erasure;
  const removed = removedRows === null ? null : { rows: removedRows, documents: commitments.length };
  return { ...shown, removed, digest: digestOfErasure(erasure) };
}
