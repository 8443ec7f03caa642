import type { SearchPatientsDto } from './dto/search-patients.dto.js';
import { SearchByOneOf } from './patients.errors.js';

/** A search names a patient in exactly one way. @throws SearchByOneOf */
export function requireOneWay({ identifier, familyName }: Pick<SearchPatientsDto, 'identifier' | 'familyName'>): void {
  if ((identifier === undefined) === (familyName === undefined)) throw new SearchByOneOf(['identifier', 'familyName']);
}
