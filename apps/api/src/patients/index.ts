/** What other features need of patients. */
export type { Patient } from './patient.js';
export { PatientView } from './patient.view.js';
export { PatientHappenings } from './patient-happenings.js';
export { PatientsModule } from './patients.module.js';
export { SearchPatientsDto } from './dto/search-patients.dto.js';
export { PatientsQueries } from './patients.queries.js';
export { SearchByOneOf } from './patients.errors.js';
export { requireOneWay } from './require-one-way.js';
