import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { DeclaredInputInterceptor } from './declared-input.interceptor.js';
import { EtagInterceptor } from './etag.interceptor.js';
import { ProblemFilter } from './problem.filter.js';
import { RequestDataPipe } from './request-data.pipe.js';

/** What stands around every route: validation, refusals as problems, ETags. */
@Module({
  providers: [
    { provide: APP_PIPE, useClass: RequestDataPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: DeclaredInputInterceptor },
    { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
  ],
})
export class HttpModule {}
