import { IsId, IsPart, IsText } from '../../http/index.js';
import { SuspicionDto } from './suspicion.dto.js';

export class ReferCaseDto {
  @IsId({ about: 'The board that is asked.' })
  boardId: string;

  @IsId()
  patientId: string;

  @IsText({ max: 4_000, lines: true, example: 'Radiotherapy alone, or stabilisation first?' })
  question: string;

  @IsPart(() => SuspicionDto, { about: 'The urgency triage.' })
  suspicion: SuspicionDto;
}
