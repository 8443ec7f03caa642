/** `npm test`: every check there is, each even when one before it failed, and a table at the end. `npm run lint` takes some of them. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Failure, runCommand } from './failure.mjs';
import { MODULES } from './paths.mjs';
import { runChild, stopRequest } from './processes.mjs';

const tool = (...path) => join(MODULES, ...path);

/** Each worker is a server with its own pool, and the test cluster has 200 connections. */
const WORKERS = Math.min(availableParallelism(), 6);
const jest = (project) => [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  tool('jest', 'bin', 'jest.js'),
  '--selectProjects',
  project,
  `--maxWorkers=${WORKERS}`,
];

const STEPS = {
  eslint: [tool('eslint', 'bin', 'eslint.js'), '--max-warnings=0', '.'],
  prettier: [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', '.'],
  directions: [
    tool('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.mjs',
    'apps',
    'libs',
    'prisma',
  ],
  types: [tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json'],
  unit: jest('unit'),
  e2e: jest('e2e'),
};
/** A server's own zone makes no difference: its tests run where the clocks are half an hour off, and go forward by half an hour. */
const ZONES = { e2e: 'Australia/Lord_Howe' };
const LINT = ['eslint', 'prettier', 'directions'];

await runCommand(async () => {
  const asked = process.argv.slice(2).flatMap((name) => (name === 'lint' ? LINT : [name]));
  const names = asked.length > 0 ? asked : Object.keys(STEPS);
  const unknown = names.find((name) => !Object.hasOwn(STEPS, name));
  if (unknown) throw new Failure(`There is no step ${unknown}: choose among lint, ${Object.keys(STEPS).join(', ')}.`);
  const stop = stopRequest();

  const results = [];
  for (const name of names) {
    if (stop.isMade) break;
    console.log(`\n── ${name}`);
    const began = performance.now();
    const env = { ...process.env, TZ: ZONES[name] ?? 'UTC' };
    const code = await runChild(process.execPath, STEPS[name], { env });
    results.push({ name, seconds: (performance.now() - began) / 1000, hasPassed: code === 0 });
  }

  report(results);
  const hasPassed = results.length === names.length && results.every((result) => result.hasPassed);
  process.exitCode = stop.isMade ? 130 : hasPassed ? 0 : 1;
});

function report(results) {
  const rows = results.map(
    ({ name, seconds, hasPassed }) =>
      `  ${name.padEnd(12)} ${hasPassed ? 'passed' : 'FAILED'} ${seconds.toFixed(1).padStart(7)} s`,
  );
  console.log(`\n${rows.join('\n')}\n`);
}
