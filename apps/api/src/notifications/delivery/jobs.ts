import { PgBoss, type JobResult } from 'pg-boss';
import type { Connections } from '#database';
import type { NoticeKey } from '../notice.js';
import { RETRY_DELAY_MAX_SECONDS, type MailOptions } from './mail.options.js';

/** In the database, beside ours; the owner installs it when it migrates. */
const SCHEMA = 'jobs';
const MAIL = 'mail';
/** Where a mail goes that was tried as often as it may be. */
const UNDELIVERED = 'mail-undelivered';
const DIGEST = 'digest';

const BATCH = 10;
const STOP_WITHIN_MILLISECONDS = 5_000;

type Run = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;

export interface Work {
  /** A failure is tried again, later each time. */
  readonly deliver: (key: NoticeKey) => Promise<void>;
  readonly giveUp: (key: NoticeKey) => Promise<void>;
  readonly digest: () => Promise<void>;
}

/** The queue (pg-boss), worked by every replica over the pool of the server: a job is claimed by one of them, with SKIP LOCKED. */
export class Jobs {
  private readonly boss: PgBoss;
  private workers: string[] = [];

  constructor(
    connections: Connections,
    private readonly options: MailOptions,
    report: (error: unknown) => void,
  ) {
    const { superviseEverySeconds } = options;
    this.boss = new PgBoss({
      db: { executeSql: runOn((text, values) => connections.pool.query(text, values)) },
      schema: SCHEMA,
      migrate: false,
      createSchema: false,
      superviseIntervalSeconds: superviseEverySeconds,
      monitorIntervalSeconds: superviseEverySeconds,
      // The application's role owns no index, and vacuum is the operator's.
      reindex: false,
      monitorVacuum: false,
    });
    this.boss.on('error', report);
  }

  /** Works until `stop`. */
  async start({ deliver, giveUp, digest }: Work): Promise<void> {
    await this.boss.start();
    const polling = { pollingIntervalSeconds: this.options.pollEverySeconds };
    const mail = { ...polling, batchSize: BATCH, burstWhenBatchFull: true, perJobResults: true } as const;
    this.workers = [
      await this.boss.work<NoticeKey, JobResult[]>(MAIL, mail, (jobs) =>
        Promise.all(jobs.map(({ id, data }) => resultOf(id, deliver(data)))),
      ),
    ];
    await this.boss.work<NoticeKey>(UNDELIVERED, polling, async ([job]) => {
      if (job) await giveUp(job.data);
    });
    await this.boss.work(DIGEST, polling, () => digest());
    await this.boss.schedule(DIGEST, '*/10 * * * *');
  }

  /** A job for each notice, in the transaction that takes it out of the outbox. */
  async putMails(keys: readonly NoticeKey[], run: Run): Promise<void> {
    const { retryLimit, retryDelaySeconds, expireInSeconds } = this.options;
    const tries = { retryLimit, retryDelay: retryDelaySeconds, retryDelayMax: RETRY_DELAY_MAX_SECONDS };
    await this.boss.insert(
      MAIL,
      keys.map((key) => ({ data: key, ...tries, retryBackoff: true, expireInSeconds, deadLetter: UNDELIVERED })),
      { db: { executeSql: runOn(run) } },
    );
  }

  /** Lets the workers of this replica look now. */
  wake(): void {
    for (const worker of this.workers) this.boss.notifyWorker(worker);
  }

  /** What is at hand is finished; what is not within five seconds is tried again by somebody else. */
  async stop(): Promise<void> {
    await this.boss.stop({ close: false, graceful: true, timeout: STOP_WITHIN_MILLISECONDS });
  }
}

/** pg answers several statements with several results; the queue reads the last. */
function runOn(run: Run) {
  return async (text: string, values?: unknown[]): Promise<{ rows: never[] }> => {
    const answer: unknown = await run(text, values);
    return (Array.isArray(answer) ? answer.at(-1) : answer) as { rows: never[] };
  };
}

async function resultOf(id: string, work: Promise<void>): Promise<JobResult> {
  try {
    await work;
    return { id, status: 'completed' };
  } catch (error) {
    // Kept beside the job: what went wrong, and nothing of what was to be sent.
    return { id, status: 'failed', output: { message: error instanceof Error ? error.message : 'unknown' } };
  }
}
