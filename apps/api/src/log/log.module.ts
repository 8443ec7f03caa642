import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { Inclusion } from './inclusion.js';
import { InclusionInterceptor } from './inclusion.interceptor.js';
import { LOG_DEFAULTS, LogOptions, LogTuning } from './log.options.js';
import { LogPulse } from './log-pulse.js';
import { LogQueries } from './log.queries.js';
import { LogRepository } from './log.repository.js';
import { Receipts } from './receipts.js';
import { TierTwo } from './tier-two.js';

/** The Merkle log as the server sees it: answers that wait for it, proofs out of it, and whether it goes on. */
@Global()
@Module({
  providers: [
    {
      provide: LogOptions,
      inject: [{ token: LogTuning, optional: true }],
      useFactory: (tuning?: LogTuning): LogOptions => ({ ...LOG_DEFAULTS, ...tuning }),
    },
    { provide: APP_INTERCEPTOR, useClass: InclusionInterceptor },
    Inclusion,
    LogPulse,
    LogQueries,
    LogRepository,
    Receipts,
    TierTwo,
  ],
  exports: [LogPulse, LogQueries, TierTwo],
})
export class LogModule {}
