import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { BoardMembers } from './board-members.js';
import { BoardsController } from './boards.controller.js';
import { BoardsQueries } from './boards.queries.js';
import { BoardsReadings } from './boards.readings.js';
import { BoardsRepository } from './boards.repository.js';
import { ChangeBoard } from './change-board.js';
import { ChangeUser } from './change-user.js';
import { ConfirmRules } from './confirm-rules.js';
import { FoundOrganisation } from './found-organisation.js';
import { RegisterUser } from './register-user.js';
import { ResetCredential } from './reset-credential.js';
import { UsersController } from './users.controller.js';
import { UsersQueries } from './users.queries.js';
import { UsersRepository } from './users.repository.js';

/** Users, boards and who sits on them. */
@Module({
  imports: [AuthModule],
  controllers: [UsersController, BoardsController],
  providers: [
    BoardMembers,
    BoardsQueries,
    BoardsReadings,
    BoardsRepository,
    ChangeBoard,
    ChangeUser,
    ConfirmRules,
    FoundOrganisation,
    RegisterUser,
    ResetCredential,
    UsersQueries,
    UsersRepository,
  ],
  exports: [BoardsQueries, FoundOrganisation, UsersQueries],
})
export class PeopleModule {}
