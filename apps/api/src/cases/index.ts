/** What other features need of cases. */
export * from './case-clocks.js';
export * from './case-file.js';
export { CaseFiles, type CaseChange, type CaseChangeType, type CaseMove } from './case-files.js';
export { CaseHappenings } from './case-happenings.js';
export { CasesModule } from './cases.module.js';
export { RelistOnTrigger } from './relist-on-trigger.js';
export { CaseIsClosed } from './cases.errors.js';
export { CaseIdParam } from './dto/params.dto.js';
