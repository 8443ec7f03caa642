import { newId } from '#database';
import { STEPS, type Steps } from '../src/steps/index.js';
import { Processes } from './support/processes.js';
import { Rehearsal } from './support/rehearsal.js';

const TAKEOVER_MILLISECONDS = 5_000;

describe('several sequencers for one log', () => {
  let rehearsal: Rehearsal;
  let processes: Processes;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    processes = new Processes();
  });
  afterAll(async () => {
    await processes.end();
    await rehearsal.end();
  });

  const orders = () => {
    const { database, seed, publishedFile } = rehearsal;
    return { databaseUrl: database.sequencerUrl, seed, publishedFile };
  };

  /** Milliseconds until nothing waits any more, or Infinity. */
  async function timeUntilNothingWaits(): Promise<number> {
    const began = performance.now();
    const isDone = await rehearsal.until(async () => (await rehearsal.waiting()) === 0, 2 * TAKEOVER_MILLISECONDS);
    return isDone ? performance.now() - began : Infinity;
  }

  it.each([['killed' as const], ['hangs' as const]])(
    'go on within five seconds where the one that holds the lock %s in the midst of a batch',
    async (what) => {
      const organisationId = newId();
      await rehearsal.append(organisationId, 10);
      const first = processes.start({ ...orders(), fault: { step: 'recomputeRoot', moment: 'before', what } });
      if (what === 'hangs') await processes.says(first, 'hangs');
      else await processes.ended(first);

      const second = rehearsal.sequencer();
      await second.start();
      const milliseconds = await timeUntilNothingWaits();
      await second.stop();

      expect(milliseconds).toBeLessThan(TAKEOVER_MILLISECONDS);
      expect(await rehearsal.complaints(organisationId)).toEqual([]);
    },
  );

  it('move one batch at a time: while one is at it, the other finds the lock taken and leaves the queue alone', async () => {
    const organisationId = newId();
    await rehearsal.append(organisationId, 10);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const locks: boolean[] = [];
    const holding: Steps = {
      ...STEPS,
      readHead: async (batch) => {
        await held;
        return STEPS.readHead(batch);
      },
    };
    const looking: Steps = {
      ...STEPS,
      takeLock: async (batch) => {
        const isOurs = await STEPS.takeLock(batch);
        locks.push(isOurs);
        return isOurs;
      },
    };

    const [first, second] = [rehearsal.sequencer({ steps: holding }), rehearsal.sequencer({ steps: looking })];
    await first.start();
    await rehearsal.until(async () => {
      const { rows } = await rehearsal.owner.query(
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return rows.length > 0;
    }, 50_000);
    await second.start();
    await rehearsal.until(() => Promise.resolve(locks.length >= 3), 50_000);
    const whileHeld = [...locks];
    letGo();
    await timeUntilNothingWaits();
    await Promise.all([first.stop(), second.stop()]);

    expect(whileHeld.length).toBeGreaterThanOrEqual(3);
    expect(new Set(whileHeld)).toEqual(new Set([false]));
    expect(await rehearsal.complaints(organisationId)).toEqual([]);
  });

  it('cannot contradict each other even without the lock: the keys of the tables refuse the second', async () => {
    const organisationId = newId();
    const unlocked: Steps = { ...STEPS, takeLock: () => Promise.resolve(true) };
    const refusals: string[] = [];
    const report = (sentence: string) => void refusals.push(sentence);
    const replicas = Array.from({ length: 3 }, () => rehearsal.sequencer({ steps: unlocked, report }));

    await Promise.all(replicas.map((replica) => replica.start()));
    for (let count = 0; count < 40; count += 1) await rehearsal.append(organisationId, 20);
    await timeUntilNothingWaits();
    await Promise.all(replicas.map((replica) => replica.stop()));

    expect(await rehearsal.complaints(organisationId)).toEqual([]);
    expect(refusals.length).toBeGreaterThan(0);
  });

  it('lose nothing while many write and one after the other is killed', async () => {
    const organisationIds = [newId(), newId()];
    let replica = processes.start(orders());
    await processes.says(replica, 'runs');
    const writing = Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let count = 0; count < 40; count += 1)
          await rehearsal.append(organisationIds[writer % 2]!, 1 + (count % 7));
      }),
    );

    for (let kills = 0; kills < 4; kills += 1) {
      const next = processes.start(orders());
      await processes.says(next, 'runs');
      replica.kill('SIGKILL');
      await processes.ended(replica);
      replica = next;
    }
    await writing;
    const milliseconds = await timeUntilNothingWaits();

    expect(milliseconds).toBeLessThan(TAKEOVER_MILLISECONDS);
    for (const organisationId of organisationIds) expect(await rehearsal.complaints(organisationId)).toEqual([]);
    expect(rehearsal.published(organisationIds[0]!).length).toBeGreaterThan(1);
  });
});
