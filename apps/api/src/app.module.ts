import { Module } from '@nestjs/common';
import { AuthModule } from './auth/index.js';
import { DatabaseModule } from './database.module.js';
import { HealthModule } from './health/health.module.js';
import { PeopleModule } from './people/index.js';

/** The table of contents: one line per feature. */
@Module({
  imports: [DatabaseModule, AuthModule, PeopleModule, HealthModule],
})
export class AppModule {}
