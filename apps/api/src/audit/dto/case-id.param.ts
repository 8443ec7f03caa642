import { IsId } from '../../http/index.js';

export class CaseIdParam {
  @IsId()
  caseId: string;
}
