import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { BreakGlassController } from './break-glass.controller.js';
import { BreakGlass } from './break-glass.js';
import { BreakGlassQueries } from './break-glass.queries.js';
import { GrantsRepository } from './grants.repository.js';
import { ReviewBreakGlass } from './review-break-glass.js';

@Module({
  imports: [AuthModule],
  controllers: [BreakGlassController],
  providers: [BreakGlass, BreakGlassQueries, GrantsRepository, ReviewBreakGlass],
})
export class BreakGlassModule {}
