/** What other features need of cases. */
export * from './case-clocks.js';
export { settled } from './case-closing.js';
export * from './case-file.js';
export { CaseFiles, raisedLane, type CaseChange, type CaseChangeType, type CaseMove } from './case-files.js';
export { CaseHappenings } from './case-happenings.js';
export { CasePatientView } from './case-row.view.js';
export { CaseView, ClockView, toCaseView, toClockView } from './case.view.js';
export { CaseIsClosed } from './cases.errors.js';
export { casesNow } from './cases-now.js';
export { CasesModule } from './cases.module.js';
export { CaseIdParam } from './dto/params.dto.js';
export { SuspicionDto } from './dto/suspicion.dto.js';
export { RelistOnTrigger } from './relist-on-trigger.js';
