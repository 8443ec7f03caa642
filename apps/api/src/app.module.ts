import { Module } from '@nestjs/common';
import { AuthModule } from './auth/index.js';
import { CasesModule } from './cases/index.js';
import { DatabaseModule } from './database.module.js';
import { HealthModule } from './health/health.module.js';
import { PatientsModule } from './patients/index.js';
import { PeopleModule } from './people/index.js';

/** The table of contents: one line per feature. */
@Module({
  imports: [DatabaseModule, AuthModule, PeopleModule, PatientsModule, CasesModule, HealthModule],
})
export class AppModule {}
