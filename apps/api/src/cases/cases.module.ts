import { Module } from '@nestjs/common';
import { CaseFiles } from './case-files.js';
import { CaseHappenings } from './case-happenings.js';
import { CasesRepository } from './cases.repository.js';
import { RelistOnTrigger } from './relist-on-trigger.js';

@Module({
  providers: [CaseFiles, CaseHappenings, CasesRepository, RelistOnTrigger],
  exports: [CaseFiles, CaseHappenings, RelistOnTrigger],
})
export class CasesModule {}
