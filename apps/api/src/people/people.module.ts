import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { BoardsQueries } from './boards.queries.js';
import { BoardsRepository } from './boards.repository.js';
import { FoundOrganisation } from './found-organisation.js';
import { UsersRepository } from './users.repository.js';

/** Users, boards and who sits on them. */
@Module({
  imports: [AuthModule],
  providers: [BoardsQueries, BoardsRepository, FoundOrganisation, UsersRepository],
  exports: [BoardsQueries, FoundOrganisation],
})
export class PeopleModule {}
