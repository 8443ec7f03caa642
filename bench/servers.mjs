/** The two programs that are compared, each a process of its own on the server's core. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../tools/failure.mjs';
import { DIST, ROOT } from '../tools/paths.mjs';
import { MEMORY, NODE_FLAGS } from '../tools/programs.mjs';
import { onServerCore } from './processor.mjs';

const LEAVE_WITH_PARENT = new URL('../tools/leave-with-parent.mjs', import.meta.url).href;
const READY_WITHIN_MILLISECONDS = 30_000;

/** @typedef {{ url: string, pid: number, process: import('node:child_process').ChildProcess, stop(): Promise<void> }} Server */

/** What our server is told: as an operator would run it. */
export function environmentFor(databaseUrl) {
  return {
    NODE_ENV: 'production',
    PUBLIC_ORIGIN: 'http://localhost',
    DATABASE_URL: databaseUrl,
    TOKEN_SECRET: randomBytes(32).toString('base64'),
    CREDENTIAL_KEY: randomBytes(32).toString('base64'),
    STATE_DIR: mkdtempSync(join(tmpdir(), 'consilium-bench-')),
  };
}

/** Ours, built, under the flags of `npm start`; `flags` are for Node too. */
export function startOurs(environment, flags = []) {
  const args = [...NODE_FLAGS, ...flags, join(DIST, 'apps', 'api', 'src', 'main.js')];
  return start(args, { ...MEMORY, ...environment }, '/health/ready');
}

/** The bare one; `setting` is described there. */
export function startBare(setting, flags = []) {
  return start([...flags, join(ROOT, 'bench', 'bare-server.mjs')], { BENCH: JSON.stringify(setting) }, '/ready');
}

/** Ours without its ledger, under the same flags; `setting` is described there. */
export function startWithoutLedger(setting) {
  const args = [...NODE_FLAGS, join(ROOT, 'bench', 'plain-server.mjs')];
  return start(args, { ...MEMORY, BENCH: JSON.stringify(setting) }, '/health/ready');
}

/** The sequencer, built, as `npm start` runs it beside the server. */
export function startSequencer(databaseUrl) {
  const [program, ...rest] = onServerCore([
    '--import',
    LEAVE_WITH_PARENT,
    join(DIST, 'apps', 'sequencer', 'src', 'main.js'),
  ]);
  const { NODE_ENV, PUBLIC_ORIGIN, STATE_DIR } = environmentFor(databaseUrl);
  const LOG_SIGNING_KEY = randomBytes(32).toString('base64');
  const env = {
    PATH: process.env.PATH,
    NODE_ENV,
    PUBLIC_ORIGIN,
    STATE_DIR,
    LOG_SIGNING_KEY,
    SEQUENCER_DATABASE_URL: databaseUrl,
  };
  const child = spawn(program, rest, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(child, 'exit');
  return {
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** @returns {Promise<Server>} */
async function start(args, variables, readyPath) {
  const port = await freePort();
  const [program, ...rest] = onServerCore(['--import', LEAVE_WITH_PARENT, ...args]);
  const child = spawn(program, rest, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...variables, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  const server = {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
    process: child,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
  await answersAt(`${server.url}${readyPath}`, child);
  return server;
}

async function answersAt(address, child) {
  const until = performance.now() + READY_WITHIN_MILLISECONDS;
  while (child.exitCode === null && performance.now() < until) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await pause(50);
  }
  child.kill('SIGKILL');
  throw new Failure('A server to be measured did not start.');
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}
