export { CalendarModule } from './calendar/calendar.module.js';
export { FhirModule } from './fhir/fhir.module.js';
