import {
  ERASURE_REASONS,
  ERASURE_REJECTIONS,
  ERASURE_STATES,
  type ErasureReason,
  type ErasureRejection,
  type ErasureState,
} from '#workflow';
import { IsCode, IsId, IsText, PageQuery } from '../../http/index.js';

const PROOF = { max: 100, example: 'b1Hq0y8r0dXhTTlZ6rFQ2kQm1l3Zp6mXq8o6QJt2m4s' };

export class ErasedPatientParam {
  @IsId()
  patientId: string;
}

export class ErasureIdParam {
  @IsId()
  erasureId: string;
}

export class AskErasureDto {
  @IsCode(ERASURE_REASONS, { about: 'On which ground: GDPR, Article 17(1), or a court.' })
  reasonCode: ErasureReason;

  @IsText({ ...PROOF, about: 'From POST /auth/step-up with purpose ask-erasure.' })
  proof: string;
}

export class ApproveErasureDto {
  @IsText({ ...PROOF, about: 'From POST /auth/step-up with purpose approve-erasure and the erasure’s digest.' })
  proof: string;
}

export class RejectErasureDto {
  @IsCode(ERASURE_REJECTIONS, { about: 'Why not: GDPR, Article 17(3) and 12(6), or a mistake.' })
  rejection: ErasureRejection;
}

export class ErasuresQuery extends PageQuery {
  @IsCode(ERASURE_STATES, { optional: true, about: 'Without it, all.' })
  state?: ErasureState;
}
