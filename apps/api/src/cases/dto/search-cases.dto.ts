import { SearchPatientsDto } from '../../patients/index.js';

/** Cases of the patients found by this search, newest first. */
export class SearchCasesDto extends SearchPatientsDto {}
