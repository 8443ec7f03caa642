import { IsText } from '../../http/index.js';

export class PatientIdentifierDto {
  @IsText({ max: 200, about: 'Who gave the number: a URI.', example: 'urn:oid:2.16.840.1.113883.2.4.6.3' })
  system: string;

  @IsText({ max: 100, about: 'The number as it is written there.', example: '999990019' })
  value: string;
}
