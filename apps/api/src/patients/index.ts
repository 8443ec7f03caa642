/** What other features need of patients. */
export { PatientIdentifierDto } from './dto/patient-identifier.dto.js';
export type { Patient, PatientIdentifier } from './patient.js';
export { PatientView } from './patient.view.js';
export { PatientHappenings } from './patient-happenings.js';
export { patientsNow } from './patients-now.js';
export { PatientsModule } from './patients.module.js';
export { SearchPatientsDto } from './dto/search-patients.dto.js';
export { PatientsQueries } from './patients.queries.js';
export { SearchByOneOf } from './patients.errors.js';
export { requireOneWay } from './require-one-way.js';
