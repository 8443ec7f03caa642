import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { DecisionsModule } from '../decisions/index.js';
import { MeetingsModule } from '../meetings/index.js';
import { PeopleModule } from '../people/index.js';
import { HandOut } from './handouts/hand-out.js';
import { HandoutsController } from './handouts/handouts.controller.js';
import { HandoutsQueries } from './handouts/handouts.queries.js';
import { HandoutsRepository } from './handouts/handouts.repository.js';
import { LettersController } from './letters.controller.js';
import { LettersQueries } from './letters.queries.js';
import { LettersRepository } from './letters.repository.js';

@Module({
  imports: [CasesModule, DecisionsModule, MeetingsModule, PeopleModule],
  controllers: [LettersController, HandoutsController],
  providers: [HandOut, HandoutsQueries, HandoutsRepository, LettersQueries, LettersRepository],
  exports: [LettersQueries],
})
export class LettersModule {}
