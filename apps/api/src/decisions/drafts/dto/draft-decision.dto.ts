import { IsPart } from '../../../http/index.js';
import { DecisionContentDto } from '../../dto/decision-content.dto.js';

export class DraftDecisionDto {
  @IsPart(() => DecisionContentDto)
  content: DecisionContentDto;
}
