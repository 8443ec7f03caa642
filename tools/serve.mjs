import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from './database.mjs';
import { withClient } from './connection.mjs';
import { listErasedIn } from './erasures.mjs';
import { Failure } from './failure.mjs';
import { migrate } from './migrations.mjs';
import { startChild, stopRequest } from './processes.mjs';
import { MEMORY } from './programs.mjs';
import { demonstrationUsers, seedWhenEmpty } from './seeding.mjs';
import { sequencerEnvironment, serverEnvironment } from './server-environment.mjs';

/**
 * @typedef {object} Program
 * @property {string} name as it is called when it ends by itself
 * @property {string[]} args for Node
 * @property {'server' | 'sequencer'} as whose secrets it is given
 */

/**
 * Prepares the database, runs the programs beside it until one ends or we are told to stop, then stops everything, PostgreSQL last.
 * @param {Program[]} programs the server among them is waited for until it is ready
 */
export async function serve(programs) {
  const began = performance.now();
  const stop = stopRequest();
  const port = requirePort(process.env.PORT ?? '3000');
  await requireFree(port);

  const database = await openDatabase();
  const running = [];
  try {
    if (database.isShared) throw new Failure('Consilium already runs in this folder: stop it first, or use that one.');
    const environments = { server: serverEnvironment(database), sequencer: sequencerEnvironment(database) };
    await prepareDatabase(database);
    if (stop.isMade) return;

    for (const { name, args, as } of programs) {
      running.push({ name, ...startChild(args, { env: { ...MEMORY, ...environments[as], PORT: String(port) } }) });
    }
    const waiting = new AbortController();
    const ended = endOf(running, database, stop).finally(() => waiting.abort());
    await Promise.all([announceWhenReady(port, began, waiting.signal), ended]);
  } finally {
    await Promise.all(running.map((child) => child.stop()));
    await database.close();
  }
}

function requirePort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Failure(`PORT is ${JSON.stringify(text)}: give a whole number from 1 to 65535.`);
}

/** Asked before anything is started; the server itself would find out only after the database is up. */
function requireFree(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', ({ code }) => reject(new Failure(portRefusal(port, code))));
    probe.listen(port, () => probe.close(resolve));
  });
}

function portRefusal(port, code) {
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use: stop what listens there, or choose another with PORT=3001 npm start.`;
  if (code === 'EACCES') return `Port ${port} is reserved for the administrator: choose one from 1024 up with PORT.`;
  return `Port ${port} cannot be listened on (${code}): choose another with PORT.`;
}

async function prepareDatabase(database) {
  const applied = await migrate({ ...database.migration, passwords: database.passwords });
  if (applied.length > 0) console.log(`Applied the migrations ${applied.join(', ')}.`);

  await listErasedIn(serverEnvironment(database).STATE_DIR, database.migration);

  await withClient(database.app.url, database.app.name, () => undefined);
  if (await seedWhenEmpty(database)) console.log('Seeded the demonstration board.');
}

/** Ends well when we are told to stop, and with a Failure when a program or PostgreSQL ends by itself. */
function endOf(running, database, stop) {
  const ends = running.map(async ({ name, exited }) => {
    const code = await exited;
    if (!stop.isMade) throw new Failure(`${name} ended by itself (code ${code}): what it says above is the reason.`);
    await stop.made;
  });
  return Promise.race([stop.made, database.lost, ...ends]);
}

/** Asks until the server says that it is ready, or until `signal`; whether it ever is, is not ours to wait for. */
async function announceWhenReady(port, began, signal) {
  while (!signal.aborted) {
    const answer = await fetch(`http://localhost:${port}/health/ready`, { signal }).catch(() => undefined);
    if (answer?.ok) return announce(port, began);
    await pause(100);
  }
}

async function announce(port, began) {
  const address = `http://localhost:${port}`;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`
Consilium is ready (${seconds} s). Ctrl-C stops it.

  Address        ${address}  (passkeys work here, not under 127.0.0.1)
  Documentation  ${address}/api/docs
  Demonstration  npm run demo
${tableOf(await demonstrationUsers())}`);
}

/** Nothing where there is no demonstration. */
function tableOf(users) {
  if (users.length === 0) return '';
  const columns = ['email', 'password', 'totpSecret', 'role'];
  const rows = [
    { email: 'Sign in as', password: 'Password', totpSecret: 'Secret for an authenticator', role: '' },
    ...users,
  ];
  const widths = columns.map((column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => columns.map((column, index) => row[column].padEnd(widths[index])).join('  '));
  return `\n${lines.map((line) => `  ${line.trimEnd()}`).join('\n')}\n`;
}
