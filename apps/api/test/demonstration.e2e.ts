import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { seed } from '../../../prisma/seed/seed.js';
import { createApp } from '../src/app.js';
import { readEnvironment } from '../src/environment.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';

/** What a reader of the walk looks for. */
const WAYMARKS = [
  'refers the question to the board: referred, elective lane',
  'Spinal Instability Neoplastic Score (2010): 13, Unstable',
  'NOMS framework (2013): suggests Decompression and stabilisation, then SRS',
  'proposes it: content and evidence are frozen: revision 1',
  'signs what was shown before: refused (409 revision-not-open-for-signature)',
  'proves who they are and signs: approve; the decision is in force',
  'ratifies the decision: ratified',
  'asks for the case’s history: refused (403 forbidden)',
  'Dr. Rae Beam signed the decision.',
  'steps, each as it must be.',
];

describe('the demonstration', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let address: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    const variables = {
      NODE_ENV: 'test',
      DATABASE_URL: database.appUrl,
      TOKEN_SECRET: randomBytes(32).toString('base64'),
      CREDENTIAL_KEY: randomBytes(32).toString('base64'),
    };
    await seed(variables);
    app = await createApp({ environment: readEnvironment(variables), logger: false });
    address = await app.getHttpAdapter().getInstance().listen({ port: 0, host: '127.0.0.1' });
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('walks a case from its referral to its history, and says what must be refused', async () => {
    const text = await walked('demo/referral.json');

    for (const line of WAYMARKS) expect(text).toContain(line);
  }, 60_000);

  it('says in a sentence what is wrong with a file', async () => {
    const { code, text } = await walk('package.json');
    expect(text).toBe(
      '\npackage.json: the field name is unknown. There are: about, patient, question, suspicion, examinedBy, facts, ' +
        'readinessOverrides, preliminaryPlans, decision, checkOverrides, correction, signatures, dissentAcceptedBecause, treatment, clinicallyIndicatedScan.\n',
    );
    expect(code).toBe(1);
  });

  async function walked(file: string): Promise<string> {
    const { code, text } = await walk(file);
    if (code !== 0) throw new Error(text);
    return text;
  }

  async function walk(...args: string[]): Promise<{ code: number; text: string }> {
    const options = { env: { PATH: process.env['PATH'], CONSILIUM_URL: address, NO_COLOR: '1' } };
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, ['demo/walk.mjs', ...args], options);
      return { code: 0, text: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, text: stdout + stderr };
    }
  }
});
