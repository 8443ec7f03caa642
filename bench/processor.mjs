/** Which core runs what, and how busy it was. Linux tells; elsewhere the figures are taken without pinning. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

const TICKS_PER_SECOND = 100;
const SERVER_CORE = 0;
const OTHER_CORE = 1;

export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;
const canLook = process.platform === 'linux';

/** Moves this process, and with it everything it starts from now on, to the core that is not the server's. */
export function leaveServerCore() {
  if (canPin) execFileSync('taskset', ['-acp', String(OTHER_CORE), String(process.pid)], { stdio: 'ignore' });
}

/** The command line that runs a program of Node's on the server's core. */
export function onServerCore(args) {
  const command = [process.execPath, ...args];
  return canPin ? ['taskset', '-c', String(SERVER_CORE), ...command] : command;
}

/** Seconds of processor that a process has used, all its threads together; undefined where nobody tells. */
export function secondsUsed(pid) {
  if (!canLook) return undefined;
  // The program's name, in brackets, may hold spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Seconds that the core of load and database has worked, whoever made it work; undefined where nothing is pinned. */
export function secondsOfOtherCore() {
  if (!canPin || !canLook) return undefined;
  const line = readFileSync('/proc/stat', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`cpu${OTHER_CORE} `));
  const [user, nice, system, , , irq, softirq] = line.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq) / TICKS_PER_SECOND;
}

/** The machine in a few words, as it was before anything was pinned. */
export const MACHINE = `${availableParallelism()} cores of ${cpus()[0]?.model.trim()}, Node ${process.versions.node}, ${process.platform}`;
