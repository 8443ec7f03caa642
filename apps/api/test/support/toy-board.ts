import {
  Body,
  Controller,
  Delete,
  Get,
  Module,
  Param,
  Post,
  Put,
  Query,
  Req,
  type LoggerService,
} from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock } from '#database';
import { Refusal } from '#workflow';
import type { FastifyRequest, InjectOptions } from 'fastify';
import { createApp } from '../../src/app.js';
import { readEnvironment } from '../../src/environment.js';
import * as http from '../../src/http/index.js';

export class LevelView {
  @http.IsId()
  id: string;

  @http.IsCode(['T4', 'L5'])
  level: string;

  @http.IsWhole({ min: 1, max: 1_000_000 })
  version: number;
}

class LevelDto {
  @http.IsCode(['T4', 'L5'])
  level: string;

  @http.IsWhole({ min: 0, max: 100, step: 10, optional: true })
  kps?: number;
}

class LevelParam {
  @http.IsId()
  levelId: string;
}

class LevelAlreadyTreated extends Refusal {
  readonly code = 'level-already-treated';
  readonly kind = 'conflict';

  constructor(readonly treatedOn: string) {
    super(`This level was treated on ${treatedOn}. Record a new treatment instead.`);
  }
}

class Busy extends Refusal {
  readonly code = 'busy';
  readonly kind = 'unavailable';

  constructor() {
    super('Too busy. Try again in a moment.', { retryAfterSeconds: 7 });
  }
}

class DriverError extends Error {
  readonly code = '22P02';
}

export const LEVEL = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07';
export const level: LevelView = { id: LEVEL, level: 'T4', version: 3 };

@Controller('levels')
class LevelsController {
  @Get()
  @http.AnswersPage(LevelView, { summary: 'The levels' })
  list(@Query() query: http.PageQuery) {
    return http.toPage([level, level, level].slice(0, query.limit + 1), query.limit, ({ id }) => [id]);
  }

  @Get(':levelId')
  @http.Answers(LevelView, { summary: 'A level' })
  show(@Param() { levelId }: LevelParam) {
    return { ...level, id: levelId };
  }

  @Post()
  @http.Answers(LevelView, {
    status: 201,
    summary: 'Record a level',
    refusals: [new LevelAlreadyTreated('2026-03-02')],
  })
  record(@Body() dto: LevelDto) {
    if (dto.level === 'L5') throw new LevelAlreadyTreated('2026-03-02');
    return { ...level, level: dto.level };
  }

  @Put(':levelId')
  @http.Answers(LevelView, { summary: 'Replace a level' })
  replace(@Param() _: LevelParam, @Body() __: LevelDto, @http.IfMatchOrNone() condition: http.PutCondition) {
    http.requirePutCondition(3, condition);
    return level;
  }

  @Delete(':levelId')
  @http.AnswersNothing({ summary: 'Remove a level' })
  remove(@Param() _: LevelParam, @http.IfMatchRequired() ifMatch: number) {
    http.requireFresh(3, ifMatch);
  }

  @Post(':levelId/treat')
  @http.Answers(LevelView, { summary: 'Treat a level' })
  treat(@Param() _: LevelParam, @http.IfMatch() ifMatch: number | undefined) {
    http.requireFresh(3, ifMatch);
    return level;
  }
}

class ContextView {
  @http.IsText({ max: 100, example: 'x' })
  id: string;
}

@Controller()
@ApiSecurity({})
class OddsController {
  constructor(private readonly clock: Clock) {}

  @Post(['context', 'auth/context', 'patients/search'])
  @http.Answers(ContextView, { summary: 'What the trail would hold' })
  context(@Req() request: FastifyRequest) {
    return http.requestContextOf(request, this.clock.now(), Buffer.alloc(32, 7));
  }

  @Get('defect')
  @http.Answers(ContextView, { summary: 'Something is wrong' })
  defect() {
    throw new DriverError('invalid input syntax: "Rossi, Maria"', { cause: new TypeError('x is not a function') });
  }

  @Get('busy')
  @http.Answers(ContextView, { summary: 'Too much to do' })
  busy() {
    throw new Busy();
  }
}

@Module({ controllers: [LevelsController, OddsController] })
class ToyModule {}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

export interface ToyBoard {
  readonly app: NestFastifyApplication;
  /** What the log says since the board was last asked to forget. */
  readonly lines: unknown[];
  ask(options: InjectOptions): Promise<Answer>;
  post(url: string, payload: string, headers?: Record<string, string>): Promise<Answer>;
}

/** The real server with a few routes that need no database, so that what stands around every route can be watched. */
export async function startToyBoard(): Promise<ToyBoard> {
  const lines: unknown[] = [];
  const remember = (line: unknown) => void lines.push(line);
  const logger: LoggerService = { log: remember, warn: remember, error: remember };
  const clock: Clock = { now: () => new Date('2026-03-02T09:30:00Z') };
  const environment = readEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: 'postgresql://application@localhost/consilium',
    TOKEN_SECRET: 'k3UqkRyrG0JH2bN6mVxQ1sZp8LwTfAcE',
    CREDENTIAL_KEY: 'v9XcTq2LmWb7ZrYp4NhKdGsE6JfUa1Ro',
  });
  const app = await createApp({
    environment,
    features: ToyModule,
    logger,
    doubles: [{ provide: Clock, useValue: clock }],
  });

  const ask = async (options: InjectOptions): Promise<Answer> => {
    const { statusCode, headers, body, json } = await app.inject(options);
    return { status: statusCode, headers, body: body === '' ? undefined : json() };
  };
  const post = (url: string, payload: string, headers: Record<string, string> = {}) =>
    ask({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } });
  return { app, lines, ask, post };
}
