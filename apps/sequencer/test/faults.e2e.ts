import { newId } from '#database';
import { hashLeaf } from '#transparency';
import pg from 'pg';
import { LogTables } from '../src/log-tables.js';
import { STEPS, type Step, type Steps } from '../src/steps/index.js';
import { fail, stepsWith, type Moment } from './support/faults.js';
import { Processes } from './support/processes.js';
import { Rehearsal } from './support/rehearsal.js';

const STEP_NAMES = Object.keys(STEPS) as Step[];
const MOMENTS: readonly Moment[] = ['before', 'after'];
const EVERY_FAULT = STEP_NAMES.flatMap((step) => MOMENTS.map((moment) => [step, moment] as const));

describe('the log, whatever goes wrong while it grows', () => {
  let rehearsal: Rehearsal;
  let processes: Processes;

  beforeAll(() => {
    processes = new Processes();
  });
  beforeEach(async () => {
    rehearsal = await Rehearsal.begin();
  });
  afterEach(() => rehearsal.end());
  afterAll(() => processes.end());

  /** A log that has begun, and a batch that waits and will fill a tile. */
  async function growing(): Promise<string> {
    const organisationId = newId();
    await rehearsal.append(organisationId, 3);
    await rehearsal.drain();
    await rehearsal.append(organisationId, 300);
    return organisationId;
  }

  /** Grows a log with these steps past what they do wrong, then on with more events; answers with what is wrong with it. */
  async function complaintsAfter(steps: Steps): Promise<string[]> {
    const organisationId = await growing();
    const first = rehearsal.sequencer({ steps, intervalMilliseconds: 1_000 });
    const { ended } = await first.start();
    ended.catch(() => undefined);
    // One round, which ends as it may; then more comes, so that what is tried again is not the same batch.
    await first.stop();
    await rehearsal.append(organisationId, 5);
    await rehearsal.drain({ steps });
    return rehearsal.complaints(organisationId);
  }

  it.each(EVERY_FAULT)('is whole where %s fails (%s it has done its work)', async (step, moment) => {
    let failures = 0;
    const failOnce = () => {
      failures += 1;
      fail();
    };

    expect(await complaintsAfter(stepsWith(step, moment, failOnce))).toEqual([]);
    expect(failures).toBe(1);
  });

  it.each(EVERY_FAULT)('is whole where the process is killed at %s (%s it has done its work)', async (step, moment) => {
    const organisationId = await growing();
    const { database, seed, publishedFile } = rehearsal;
    const killed = processes.start({
      databaseUrl: database.sequencerUrl,
      seed,
      publishedFile,
      fault: { step, moment, what: 'killed' },
    });

    expect(await processes.ended(killed)).toBe('SIGKILL');
    await rehearsal.append(organisationId, 5);
    await rehearsal.drain();

    expect(await rehearsal.complaints(organisationId)).toEqual([]);
  });

  it('has these nine steps', () => {
    expect(STEP_NAMES).toEqual([
      'takeLock',
      'readHead',
      'takePending',
      'assignPositions',
      'hashLeaves',
      'growTree',
      'recomputeRoot',
      'signCheckpoint',
      'commit',
    ]);
  });

  describe('and code that is wrong is found out by these very checks:', () => {
    const failingAt = (step: Step, moment: Moment, steps: Partial<Steps>) =>
      stepsWith(step, moment, fail, { ...STEPS, ...steps });

    /** What is written is not read back. */
    const unseen: Steps['recomputeRoot'] = (_, tree) => Promise.resolve(tree);

    it('publishing before the commit', async () => {
      const signCheckpoint: Steps['signCheckpoint'] = async (batch, log, tree) => {
        const checkpoint = await STEPS.signCheckpoint(batch, log, tree);
        rehearsal.writeDown({ organisationId: batch.organisationId, ...checkpoint });
        return checkpoint;
      };

      const complaints = await complaintsAfter(failingAt('commit', 'before', { signCheckpoint }));

      expect(complaints).toEqual(['the published checkpoint of size 303 is contradicted']);
    });

    it('emptying the queue in a transaction of its own', async () => {
      const takePending: Steps['takePending'] = async (batch) => {
        const client = new pg.Client({ connectionString: rehearsal.database.sequencerUrl });
        await client.connect();
        const pending = await STEPS.takePending({ ...batch, tables: new LogTables(client) });
        await client.end();
        return pending;
      };

      const complaints = await complaintsAfter(failingAt('growTree', 'before', { takePending }));

      expect(complaints).toHaveLength(300);
      expect(complaints[0]).toMatch(/is neither in the log nor waiting$/);
    });

    it('places from a counter that does not go back', async () => {
      let next: number | undefined;
      const assignPositions: Steps['assignPositions'] = (head, pending) =>
        pending.map((event) => ({ ...event, position: (next = (next ?? head.size - 1) + 1) }));

      const complaints = await complaintsAfter(failingAt('commit', 'before', { assignPositions }));

      expect(complaints[0]).toMatch(/still waits$/);
    });

    it('a leaf hashed without its prefix', async () => {
      const hashLeaves: Steps['hashLeaves'] = async ({ tables, organisationId }, placed) => {
        const entries = placed.map((event) => ({
          ...event,
          leafHash: hashLeaf(Buffer.concat([event.leaf, event.leaf])),
        }));
        await tables.insertEntries(organisationId, entries);
        return entries;
      };

      expect(await complaintsAfter({ ...STEPS, hashLeaves })).toContain("the hash at place 3 is not its leaf's");
    });

    it('tiles that are not written', async () => {
      const growTree: Steps['growTree'] = (batch, head, entries) => {
        const tables = Object.create(batch.tables, { insertTiles: { value: () => Promise.resolve() } }) as LogTables;
        return STEPS.growTree({ ...batch, tables }, head, entries);
      };

      const complaints = await complaintsAfter({ ...STEPS, growTree, recomputeRoot: unseen });

      expect(complaints).toContain('the full tile 0 of level 0 is missing');
    });

    it('a tree that forgets what came before', async () => {
      const growTree: Steps['growTree'] = (batch, head, entries) =>
        STEPS.growTree(batch, { ...head, size: 0 }, entries);

      const complaints = await complaintsAfter({ ...STEPS, growTree, recomputeRoot: unseen });

      expect(complaints).toContain('the root of size 300 is not that of its leaves');
    });
  });
});
