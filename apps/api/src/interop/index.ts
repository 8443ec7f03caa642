export { FhirModule } from './fhir/fhir.module.js';
