import { Module } from '@nestjs/common';
import { ScoresController } from './scores.controller.js';
import { ScoresQueries } from './scores.queries.js';
import { SosgoqKey } from './sosgoq-key.js';

@Module({ controllers: [ScoresController], providers: [ScoresQueries, SosgoqKey], exports: [SosgoqKey] })
export class ScoresModule {}
