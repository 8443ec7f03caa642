import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CASE_STATES, IMAGING_ORDER_STATES, LANES } from '#workflow';
import { Client as Owner } from 'pg';
import { seed, SeedRefused } from '../../../prisma/seed/seed.js';
import { createApp } from '../src/app.js';
import { readEnvironment } from '../src/environment.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { TestSequencer } from './support/sequencer.js';

/** What a reader of the walk looks for. */
const WAYMARKS = [
  'refers the question to the board: referred, elective lane',
  'sends the same request again, with its key: the same case, not a second one',
  'Spinal Instability Neoplastic Score (2010): 13, Unstable',
  'NOMS framework (2013): suggests Decompression and stabilisation, then SRS',
  'looks at the preliminary plans before the discussion: blinded: sees 0 of 3, and who has written',
  'proposes it: content and evidence are frozen: revision 1',
  'signs what was shown before: refused (409 revision-not-open-for-signature)',
  'puts that signature under the new text: refused (409 revision-changed)',
  'proves who they are and signs: approve; the decision is in force',
  'ratifies the decision: ratified',
  'sets an interval of 5 weeks: refused (400 interval-out-of-range)',
  'sets an interval of 17 weeks: refused (400 interval-out-of-range)',
  'books it for the day on which it is due: booked',
  'looks at the case: workup, because of progression',
  'asks for the case’s history: refused (403 forbidden)',
  'Dr. Rae Beam signed the decision.',
  'steps, each as it must be.',
];

const WAYMARKS_OF_THE_EMERGENCY = [
  'refers the question to the board: referred, emergency lane',
  'Spinal Instability Neoplastic Score (2010), lesion 2: 6, Stable',
  'ready, in spite of histology: Too weak for a biopsy',
  'goes on in spite of rehabilitation-missing',
  'lets the decision go on over the dissent, which stays on record',
  'Start of radiotherapy chosen for cord compression                      met',
  'steps, each as it must be.',
];

describe('the demonstration', () => {
  let database: TestDatabase;
  let owner: Owner;
  let app: NestFastifyApplication;
  let sequencer: TestSequencer;
  let address: string;
  let variables: Readonly<Record<string, string>>;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Owner({ connectionString: database.ownerUrl });
    await owner.connect();
    variables = {
      NODE_ENV: 'test',
      DATABASE_URL: database.appUrl,
      TOKEN_SECRET: randomBytes(32).toString('base64'),
      CREDENTIAL_KEY: randomBytes(32).toString('base64'),
    };
    await seed(variables);
    sequencer = new TestSequencer(database);
    await sequencer.start();
    app = await createApp({ environment: readEnvironment(variables), logger: false });
    address = await app.getHttpAdapter().getInstance().listen({ port: 0, host: '127.0.0.1' });
  }, 120_000);
  afterAll(async () => {
    await app.close();
    await sequencer.stop();
    await owner.end();
    await database.drop();
  });

  it('shows cases in every state and lane, and imaging orders at every stage', async () => {
    expect(await different('SELECT state AS value FROM clinical.board_case')).toEqual([...CASE_STATES].sort());
    expect(await different('SELECT lane AS value FROM clinical.board_case')).toEqual([...LANES].sort());
    expect(await different('SELECT state AS value FROM clinical.imaging_order')).toEqual(
      [...IMAGING_ORDER_STATES].sort(),
    );
  });

  it('shows dissents, reservations, refusals and provisional decisions', async () => {
    expect(await different('SELECT meaning AS value FROM clinical.signature')).toEqual([
      'approve',
      'approve-with-reservation',
      'dissent',
      'refuse',
    ]);
    expect(await different('SELECT DISTINCT authority AS value FROM clinical.decision_revision')).toEqual([
      'board',
      'panel',
    ]);
  });

  it('walks a case from its referral to its history, and says what must be refused', async () => {
    const text = await walked('demo/referral.json');

    for (const line of WAYMARKS) expect(text).toContain(line);
  }, 60_000);

  it('walks other facts as well: the emergency lane, overrides, a dissent that the chair lets pass', async () => {
    // Codes serve once; whoever walks again at once would wait half a minute for the next.
    await owner.query('UPDATE people.credential SET totp_last_step = 0');
    const text = await walked('demo/lung.json');

    for (const line of WAYMARKS_OF_THE_EMERGENCY) expect(text).toContain(line);
  }, 60_000);

  it('says in a sentence what is wrong with a file', async () => {
    const { code, text } = await walk('package.json');

    expect(text).toMatch(/^\npackage\.json: the field name is unknown\. There are: about, patient, question, /);
    expect(code).toBe(1);
  });

  it('is not seeded over what is there', async () => {
    await expect(seed(variables)).rejects.toThrow('The database already holds an organisation: seed an empty one.');
  });

  it('is refused in production, where published passwords open nothing', async () => {
    const production = {
      ...variables,
      NODE_ENV: 'production',
      PUBLIC_ORIGIN: 'https://board.example.org',
      STATE_DIR: '/nowhere',
    };

    await expect(seed(production)).rejects.toThrow(SeedRefused);
  });

  async function different(sql: string): Promise<string[]> {
    const { rows } = await owner.query<{ value: string }>(sql);
    return [...new Set(rows.map(({ value }) => value))].sort();
  }

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
