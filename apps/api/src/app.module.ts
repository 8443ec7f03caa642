import { Module } from '@nestjs/common';
import { HealthModule } from './health/health.module.js';

/** The table of contents: one line per feature. */
@Module({
  imports: [HealthModule],
})
export class AppModule {}
