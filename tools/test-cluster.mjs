/** A PostgreSQL for one test run: in the folder for temporary things, on a free port, without care for power cuts. */
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findBinaries,
  initialiseCluster,
  startCluster,
  stopCluster,
  stopClusterNow,
  sweepAbandoned,
} from './cluster.mjs';
import { withClient, withDatabaseName, withLogin } from './connection.mjs';
import { unwritable } from './paths.mjs';
import { migrate } from './migrations.mjs';
import { onStop } from './processes.mjs';
import { LOGINS } from './roles.mjs';

const PREFIX = 'consilium-test-';
/** The cluster lives as long as the run and listens to this machine only, so its password is no secret. */
const PASSWORD = 'test';
/** The database with every migration applied, from which each test file's own is copied. */
export const TEMPLATE = 'consilium_template';

const FAST = ['fsync=off', 'full_page_writes=off', 'autovacuum=off', 'max_connections=200'];

/**
 * Starts the cluster and applies every migration once.
 * However this process ends, the cluster ends with it; one left by a killed run is removed by the next.
 * @param {{ name?: string, settings?: string[] }} wish a name beside the process's own cluster, and settings like `log_destination=jsonlog`
 * @returns {Promise<{ urls: { superuser: string, app: string, sequencer: string, auditor: string }, data: string, stop(): Promise<void> }>}
 *   `urls` lead to the template; a test puts its own database's name into them
 */
export async function startTestCluster({ name = '', settings = [] } = {}) {
  const folder = join(tmpdir(), `${PREFIX}${process.pid}${name && `-${name}`}`);
  const data = join(folder, 'data');
  makeFolder(folder);
  const binaries = await findBinaries({ copyTo: join(folder, 'native') });
  sweepAbandoned(binaries, tmpdir(), PREFIX);
  const stopListening = onUnexpectedEnd(() => {
    stopClusterNow(binaries, data);
    rmSync(folder, { recursive: true, force: true });
  });

  await initialiseCluster(binaries, data, { password: PASSWORD, flags: ['--no-sync'] });
  const port = await startCluster(binaries, data, [...FAST, ...settings]);
  const superuser = `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/${TEMPLATE}`;
  await fillTemplate(superuser);

  return {
    urls: { superuser, ...mapLogins((role) => withLogin(superuser, role, PASSWORD)) },
    data,
    async stop() {
      await stopCluster(binaries, data);
      rmSync(folder, { recursive: true, force: true });
      stopListening();
    },
  };
}

/** Others may pass through, because as root PostgreSQL runs as another user. */
function makeFolder(folder) {
  try {
    mkdirSync(folder, { mode: 0o711 });
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

async function fillTemplate(url) {
  const name = 'the test database';
  await withClient(withDatabaseName(url, 'postgres'), name, (client) => client.query(`CREATE DATABASE ${TEMPLATE}`));
  await migrate({ url, name, passwords: mapLogins(() => PASSWORD) });
}

function mapLogins(toValue) {
  return Object.fromEntries(Object.entries(LOGINS).map(([login, { role }]) => [login, toValue(role)]));
}

/** Cleans up when the process is told to end, or ends by itself, before `stop` was called. */
function onUnexpectedEnd(cleanUp) {
  const ignoreStop = onStop((signal) => {
    cleanUp();
    stopListening();
    process.kill(process.pid, signal);
  });
  const stopListening = () => {
    process.off('exit', cleanUp);
    ignoreStop();
  };
  process.on('exit', cleanUp);
  return stopListening;
}
