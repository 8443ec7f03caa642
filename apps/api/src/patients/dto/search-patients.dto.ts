import { IsDay, IsPart, IsText, PageQuery } from '../../http/index.js';
import { PatientIdentifierDto } from './patient-identifier.dto.js';

export class SearchPatientsDto extends PageQuery {
  @IsPart(() => PatientIdentifierDto, { optional: true, about: 'Exactly this one; then nothing else is needed.' })
  identifier?: PatientIdentifierDto;

  @IsText({ max: 200, optional: true, example: 'Jansen', about: 'The whole family name, however it is capitalised.' })
  familyName?: string;

  @IsDay({ optional: true, example: '1961-04-12', about: 'Narrows the search by name.' })
  bornOn?: string;
}
