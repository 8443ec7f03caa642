import { join } from 'node:path';
import { CheckpointMemory } from '#witness';
import { EnvironmentError, readEnvironment } from './environment.js';
import { Sequencer } from './sequencer.js';

const STOP_WITHIN_MILLISECONDS = 10_000;

async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const { databaseUrl, signingKey, host, stateDir, witnesses, intervalMilliseconds } = environment;
  const sequencer = new Sequencer({
    databaseUrl,
    signer: { privateKey: signingKey, host },
    memory: stateDir === null ? null : new CheckpointMemory(join(stateDir, 'sequencer')),
    witnesses,
    intervalMilliseconds,
    report: (sentence) => console.error(sentence),
  });

  const { ended } = await sequencer.start();
  stopOnSignals(sequencer);
  console.log('Consilium’s sequencer moves events into their logs.');
  await ended.catch(async (fault: unknown) => {
    await sequencer.stop();
    throw fault;
  });
}

/** The batch at hand is finished; ten seconds end the process as it stands, which loses nothing. */
function stopOnSignals(sequencer: Sequencer): void {
  const stop = () => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MILLISECONDS).unref();
    void sequencer.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}

main().catch((error: unknown) => {
  const isForTheOperator = error instanceof EnvironmentError || (error instanceof Error && error.name !== 'Error');
  console.error(isForTheOperator ? error.message : error);
  process.exit(1);
});
