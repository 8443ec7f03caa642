import { createApp } from './app.js';
import { RestoredPastErasures } from './erasure/index.js';
import { EnvironmentError, readEnvironment, type Environment } from './environment.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { RolledBack } from '#witness';

const STOP_WITHIN_MILLISECONDS = 10_000;

const LISTEN_ERRORS: Readonly<Record<string, (environment: Environment) => string>> = {
  EADDRINUSE: ({ port }) => `Port ${port} is in use: stop what listens there or set PORT to another.`,
  EACCES: ({ port }) => `Port ${port} may not be opened by this user: set PORT to one above 1023.`,
  EADDRNOTAVAIL: ({ host }) => `This machine has no address ${host}: set HOST to one it has, such as 127.0.0.1.`,
  ENOTFOUND: ({ host }) => `The host name ${host} is not known: set HOST to an address of this machine.`,
};

async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const app = await createApp({ environment });
  stopOnSignals(app);
  await listen(app, environment);

  console.log(
    `Consilium serves ${environment.publicOrigin}; its interface is documented at ${environment.publicOrigin}/api/docs.`,
  );
}

async function listen(app: NestFastifyApplication, environment: Environment): Promise<void> {
  try {
    // Not Nest's own listen: it prints the error before it is said here in one sentence.
    await app.getHttpAdapter().getInstance().listen({ port: environment.port, host: environment.host });
  } catch (error) {
    await app.close();
    const sentence = LISTEN_ERRORS[(error as NodeJS.ErrnoException).code ?? ''];
    throw sentence ? new EnvironmentError(sentence(environment)) : error;
  }
}

/** Running requests are finished; a second signal, or ten seconds, ends the process as it stands. */
function stopOnSignals(app: NestFastifyApplication): void {
  const stop = () => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MILLISECONDS).unref();
    void app.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}

main().catch((error: unknown) => {
  const isSaidInASentence = [EnvironmentError, RestoredPastErasures, RolledBack].some((kind) => error instanceof kind);
  console.error(isSaidInASentence ? (error as Error).message : error);
  process.exit(1);
});
