import { IsId } from '../../http/index.js';

export class CaseIdParam {
  @IsId()
  caseId: string;
}

export class ClockIdParam {
  @IsId()
  clockId: string;
}
