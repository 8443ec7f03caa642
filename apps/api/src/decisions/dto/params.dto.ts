import { IsId } from '../../http/index.js';

export class DecisionIdParam {
  @IsId()
  decisionId: string;
}
