import { Module } from '@nestjs/common';
import { ScoresController } from './scores.controller.js';
import { ScoresQueries } from './scores.queries.js';

@Module({ controllers: [ScoresController], providers: [ScoresQueries] })
export class ScoresModule {}
