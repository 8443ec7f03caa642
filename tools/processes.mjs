import { spawn } from 'node:child_process';
import { Failure } from './failure.mjs';
import { ROOT } from './paths.mjs';

const LEAVE_WITH_PARENT = new URL('./leave-with-parent.mjs', import.meta.url).href;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Calls `handler` with every signal that asks us to stop; a terminal's Ctrl-C may come twice, once through npm.
 * npm passes a signal on to its shell only, which dies of it without telling us: a vanished parent counts as SIGTERM.
 * @param {(signal: NodeJS.Signals) => void} handler
 * @returns {() => void} stops listening
 */
export function onStop(handler) {
  for (const signal of SIGNALS) process.on(signal, handler);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent || !process.env.npm_lifecycle_event) return;
    clearInterval(watch);
    handler('SIGTERM');
  }, 200).unref();

  return () => {
    clearInterval(watch);
    for (const signal of SIGNALS) process.off(signal, handler);
  };
}

/**
 * Runs a program in the checkout to its end, in our terminal. What tells us to stop is passed on, and we wait for the child's own end.
 * @param {{ env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code; 128 + the signal's number when a signal ended it, as shells count
 */
export function runChild(program, args, { env = process.env } = {}) {
  const child = spawn(program, args, { cwd: ROOT, env, stdio: 'inherit' });
  const stopListening = onStop((signal) => child.kill(signal));
  return exitOf(child).finally(stopListening);
}

/**
 * Runs a step that must succeed; `refusal` is the sentence for when it does not.
 * @param {{ env?: NodeJS.ProcessEnv, refusal: string }} options
 */
export async function runStep(program, args, { env, refusal }) {
  const code = await runChild(program, args, { env });
  if (code > 128) throw new Failure('Stopped before it was ready; the same command goes on from here.');
  if (code !== 0) throw new Failure(refusal);
}

/**
 * Starts a program of Node's in the checkout that runs until `stop`, beside us in the same terminal, and never longer than we do.
 * @returns {{ exited: Promise<number>, stop(): Promise<number> }}
 */
export function startChild(args, { env = process.env, patience = 10_000 } = {}) {
  const child = spawn(process.execPath, ['--import', LEAVE_WITH_PARENT, ...args], { cwd: ROOT, env, stdio: 'inherit' });
  const exited = exitOf(child);
  return {
    exited,
    stop() {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), patience);
      return exited.finally(() => clearTimeout(force));
    },
  };
}

function exitOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signalNumber(signal) ?? 0)));
  });
}

function signalNumber(signal) {
  return { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }[signal];
}

/** Does a process with this id run on this machine? */
export function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Notes the first request to stop and swallows the others: stopping happens once, in order. */
export function stopRequest() {
  const request = { isMade: false, made: undefined };
  request.made = new Promise((resolve) => {
    onStop((signal) => {
      request.isMade = true;
      resolve(signal);
    });
  });
  return request;
}
