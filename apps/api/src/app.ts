import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { DynamicModule, LoggerService, Provider, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, RecordingClock, SystemClock } from '#database';
import { AppModule } from './app.module.js';
import { Environment } from './environment.js';
import { answerBrokenRequest } from './http/broken-requests.js';
import { HttpModule } from './http/http.module.js';
import { readIdempotencyKeys } from './http/idempotency.js';
import { acceptJsonBodies, BODY_LIMIT } from './http/json-body.js';
import { serveDocumentation } from './http/openapi/serve-documentation.js';
import { acceptMailBodies } from './http/mail-body.js';
import { addRequestHooks } from './http/request-hooks.js';
import { requestIdOf } from './http/request-id.js';
import { answerUnroutable } from './http/send-problem.js';
import { Log } from './logger.js';

const REQUEST_TIMEOUT_MILLISECONDS = 30_000;

export interface AppOptions {
  readonly environment: Environment;
  /** The features; all of them unless a test brings its own. */
  readonly features?: Type | DynamicModule;
  /** What stands in for what we do not own, such as the clock. */
  readonly doubles?: readonly Provider[];
  /** false for silence. */
  readonly logger?: LoggerService | false;
}

/** The whole server, ready to listen or to be injected; the program and the tests get it from here. */
export async function createApp(options: AppOptions): Promise<NestFastifyApplication> {
  const { environment, logger = new Log(environment) } = options;
  const app = await NestFactory.create<NestFastifyApplication>(rootOf(options), fastifyOf(environment), {
    bodyParser: false,
    abortOnError: false,
    logger,
  });

  const fastify = app.getHttpAdapter().getInstance();
  addRequestHooks(fastify);
  acceptJsonBodies(fastify);
  acceptMailBodies(fastify);
  readIdempotencyKeys(fastify, environment.fingerprintKey);
  await app.register(helmet, securityHeaders(environment));
  await app.register(cookie);

  app.setGlobalPrefix('api/v1', { exclude: ['health/*path', 'fhir/*path', 'calendar/*path'] });
  serveDocumentation(app);
  await open(app);
  return app;
}

/** A server that refuses to open leaves no connection and no chore behind. */
async function open(app: NestFastifyApplication): Promise<void> {
  try {
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** What the process is given stands beside the features and is visible to all of them. */
function rootOf({ environment, features = AppModule, doubles = [] }: AppOptions): DynamicModule {
  const given: Provider[] = [
    { provide: Environment, useValue: environment },
    { provide: Clock, useClass: SystemClock },
    { provide: RecordingClock, useClass: SystemClock },
    ...doubles,
  ];
  return {
    module: class Consilium {},
    global: true,
    imports: [HttpModule, features],
    providers: given,
    exports: given,
  };
}

function fastifyOf({ trustProxy }: Environment): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy,
    requestTimeout: REQUEST_TIMEOUT_MILLISECONDS,
    requestIdHeader: false,
    genReqId: requestIdOf,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerUnroutable,
  });
}

function securityHeaders({ publicOrigin }: Environment) {
  const isEncrypted = publicOrigin.startsWith('https://');
  return {
    strictTransportSecurity: isEncrypted,
    xFrameOptions: { action: 'deny' as const },
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // The documentation's viewer brings its styles inside its page.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: isEncrypted ? [] : null,
      },
    },
  };
}
