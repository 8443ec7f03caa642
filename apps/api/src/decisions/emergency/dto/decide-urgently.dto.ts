import { CHECK_IDS } from '#pathway';
import { SPECIALTIES, type Specialty } from '#workflow';
import { IsCode, IsId, IsInstant, IsListOf, IsPart } from '../../../http/index.js';
import { OverrideCheckDto } from '../../drafts/dto/override-check.dto.js';
import { DecisionContentDto } from '../../dto/decision-content.dto.js';

export class PanelContactDto {
  @IsCode(SPECIALTIES, { example: 'spine-surgery' })
  specialty: Specialty;

  @IsId({ about: 'Who was reached: a member of the board for this specialty, or a deputy.' })
  userId: string;

  @IsInstant({ about: 'When.' })
  reachedAt: string;
}

export class DecideUrgentlyDto {
  @IsPart(() => DecisionContentDto)
  content: DecisionContentDto;

  @IsListOf(() => PanelContactDto, {
    min: 1,
    max: SPECIALTIES.length,
    about: 'Every specialty of the panel, each by a person of its own.',
  })
  panel: PanelContactDto[];

  @IsListOf(() => OverrideCheckDto, {
    max: CHECK_IDS.length,
    about: 'The panel’s reasons to go on in spite of a check; empty where there is none.',
  })
  overrides: OverrideCheckDto[];
}
