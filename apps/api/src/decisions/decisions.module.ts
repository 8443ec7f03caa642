import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { DecisionHappenings } from './decision-happenings.js';
import { DraftFiles } from './draft-files.js';
import { DraftsRepository } from './drafts.repository.js';
import { RevisionFiles } from './revision-files.js';
import { RevisionsQueries } from './revisions.queries.js';
import { RevisionsRepository } from './revisions.repository.js';

@Module({
  imports: [CasesModule],
  providers: [
    // what drafts and revisions are kept in
    DecisionHappenings,
    DraftFiles,
    DraftsRepository,
    RevisionFiles,
    RevisionsQueries,
    RevisionsRepository,
  ],
  exports: [DecisionHappenings, RevisionsQueries],
})
export class DecisionsModule {}
