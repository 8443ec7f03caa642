import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../app.js';
import { EnvironmentError, readEnvironment } from '../environment.js';
import { ScoresModule } from './scores.module.js';

/** Made up: the licensed manual's key is not known here. */
const MADE_UP = {
  version: 'made up for tests',
  reversed: [2],
  domains: [{ id: 'first', label: 'First', questions: [1, 2, 3], fewestAnswered: 2 }],
};

describe('the scoring key of SOSGOQ2.0 that a licensed site supplies', () => {
  let folder: string;
  let app: NestFastifyApplication | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sosgoq-'));
    app = undefined;
  });
  afterEach(async () => {
    await app?.close();
    rmSync(folder, { recursive: true });
  });

  const startWith = async (text: string | undefined) => {
    const path = join(folder, 'key.json');
    if (text !== undefined) writeFileSync(path, text);
    const environment = readEnvironment({
      NODE_ENV: 'test',
      DATABASE_URL: 'postgresql://application@localhost/consilium',
      TOKEN_SECRET: 'k3UqkRyrG0JH2bN6mVxQ1sZp8LwTfAcE',
      CREDENTIAL_KEY: 'v9XcTq2LmWb7ZrYp4NhKdGsE6JfUa1Ro',
      SOSGOQ_KEY_FILE: path,
    });
    app = await createApp({ environment, features: ScoresModule, logger: false });
    return app;
  };

  it('scores the domains of a form, and the result names the manual', async () => {
    const server = await startWith(JSON.stringify(MADE_UP));

    const answer = await server.inject({
      method: 'POST',
      url: '/api/v1/scores/sosgoq',
      payload: { inputs: { 1: 4, 2: 1, 20: 3 } },
    });

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      complete: true,
      keyVersion: 'made up for tests',
      domains: [{ id: 'first', label: 'First', score: 87.5, answered: 2, of: 3 }],
    });
  });

  it.each([
    ['a file that is not there', undefined, 'it cannot be read as JSON'],
    ['a file that is no JSON', 'domains: first', 'it cannot be read as JSON'],
    [
      'a key without domains',
      JSON.stringify({ ...MADE_UP, domains: [] }),
      'key.domains: is a list of one domain or more',
    ],
  ])('ends the start with one sentence for %s', async (_what, text, sentence) => {
    const start = startWith(text);
    await expect(start).rejects.toThrow(EnvironmentError);
    await expect(start).rejects.toThrow(`SOSGOQ_KEY_FILE does not hold a scoring key: ${sentence}`);
  });
});
