import { IsId } from '../../http/index.js';

export class PatientIdParam {
  @IsId()
  patientId: string;
}
