/** Install, generate, build: each done only when it is not done yet, and by one process at a time. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DATA, makeDataFolder, unwritable } from './paths.mjs';
import { isAlive } from './processes.mjs';

const LOCK = join(DATA, 'preparing');

/** @typedef {{ name: string, isDone(): boolean, run(): Promise<void> }} Step */

/**
 * Takes the steps that are needed, in order, telling each.
 * @param {readonly Step[]} steps
 */
export async function prepare(steps) {
  if (steps.every((step) => step.isDone())) return;

  await withLock(async () => {
    for (const step of steps) {
      if (step.isDone()) continue;
      const began = performance.now();
      console.log(`${step.name} …`);
      await step.run();
      console.log(`${step.name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  });
}

/** Two commands started together do not install over each other: the second waits. */
async function withLock(work) {
  await takeLock();
  try {
    await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

async function takeLock() {
  makeDataFolder();
  for (let isTold = false; !isTaken(); isTold = true) {
    if (!isTold) console.log(`Waiting for another command that prepares this folder (if none does, remove ${LOCK}) …`);
    await pause(200);
  }
}

/** Takes the lock, also from a process that was killed while it held it. */
function isTaken() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (cause) {
    if (cause.code !== 'EEXIST') throw unwritable(LOCK, cause);
  }
  const holder = Number(readFileSync(LOCK, { encoding: 'utf8', flag: 'a+' }));
  if (holder > 0 && !isAlive(holder)) rmSync(LOCK, { force: true });
  return false;
}
