import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../app.js';
import { readEnvironment } from '../environment.js';
import { HealthModule } from './health.module.js';
import { ReadinessProbe } from './readiness-probe.js';

const environment = readEnvironment({
  NODE_ENV: 'test',
  DATABASE_URL: 'postgresql://application@localhost/consilium',
  TOKEN_SECRET: 'k3UqkRyrG0JH2bN6mVxQ1sZp8LwTfAcE',
  CREDENTIAL_KEY: 'v9XcTq2LmWb7ZrYp4NhKdGsE6JfUa1Ro',
});

describe('the health of the server', () => {
  let app: NestFastifyApplication;
  afterEach(() => app.close());

  const startWith = async (findMissing: ReadinessProbe['findMissing']) => {
    const doubles = [{ provide: ReadinessProbe, useValue: { findMissing } }];
    app = await createApp({ environment, features: HealthModule, doubles, logger: false });
  };

  it('is ready when nothing is missing', async () => {
    await startWith(() => Promise.resolve([]));

    const answer = await app.inject({ url: '/health/ready' });

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ status: 'ok', alarms: [] });
  });

  it('lives and is not ready while the database does not answer', async () => {
    await startWith(() => Promise.resolve(['database']));

    const ready = await app.inject({ url: '/health/ready' });

    expect((await app.inject({ url: '/health/live' })).statusCode).toBe(200);
    expect(ready.statusCode).toBe(503);
    expect(ready.headers['retry-after']).toBe('2');
    expect(ready.json()).toMatchObject({ code: 'not-ready', missing: ['database'] });
  });

  it('is not ready when the probe itself hangs', async () => {
    await startWith(() => new Promise(() => undefined));

    expect((await app.inject({ url: '/health/ready' })).statusCode).toBe(503);
  });

  it('is asked outside the interface’s base', async () => {
    await startWith(() => Promise.resolve([]));

    expect((await app.inject({ url: '/api/v1/health/live' })).statusCode).toBe(404);
  });
});
