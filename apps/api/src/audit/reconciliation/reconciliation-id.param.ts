import { IsId } from '../../http/index.js';

export class ReconciliationIdParam {
  @IsId()
  reconciliationId: string;
}
