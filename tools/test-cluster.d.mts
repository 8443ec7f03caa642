/** A PostgreSQL for one test run, with every migration applied to its template. */
export interface TestCluster {
  /** The logins, each leading to the template. */
  readonly urls: {
    readonly superuser: string;
    readonly app: string;
    readonly sequencer: string;
    readonly auditor: string;
  };
  /** Its data directory, where it also writes its log. */
  readonly data: string;
  stop(): Promise<void>;
}

export function startTestCluster(wish?: {
  /** Beside the process's own cluster. */
  readonly name?: string;
  /** Like `log_destination=jsonlog`. */
  readonly settings?: readonly string[];
}): Promise<TestCluster>;
