import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, Connections, Ledger, RecordingClock } from '#database';
import { Environment } from './environment.js';
import { ReadinessProbe } from './health/readiness-probe.js';

/** PostgreSQL for every feature: the pool, and the ledger as the one way to clinical tables. */
@Global()
@Module({
  providers: [
    {
      provide: Connections,
      inject: [Environment],
      useFactory: ({ databaseUrl }: Environment) => new Connections({ url: databaseUrl }),
    },
    {
      provide: Ledger,
      inject: [Connections, Clock, RecordingClock],
      useFactory: (connections: Connections, clock: Clock, recordingClock: RecordingClock) =>
        new Ledger(connections, clock, recordingClock),
    },
    {
      provide: ReadinessProbe,
      inject: [Connections],
      useFactory: (connections: Connections): ReadinessProbe => ({
        findMissing: async () => ((await connections.isReady()) ? [] : ['database']),
      }),
    },
  ],
  exports: [Connections, Ledger, ReadinessProbe],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly connections: Connections) {}

  /** After the last request was answered. */
  onApplicationShutdown(): Promise<void> {
    return this.connections.close();
  }
}
