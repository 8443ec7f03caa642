import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, isMadeFrom, stampAs } from './fingerprint.mjs';
import { MODULES, OWN_NODE, ROOT } from './paths.mjs';
import { runStep } from './processes.mjs';

const STAMP = join(ROOT, 'libs', 'database', 'src', 'generated', '.fingerprint');

/** @type {import('./prepare.mjs').Step} */
export const client = {
  name: 'Generating the database client',
  isDone: () => isMadeFrom(STAMP, mark()),
  async run() {
    await runStep(OWN_NODE, [join(MODULES, 'prisma', 'build', 'index.js'), 'generate', '--no-hints'], {
      env: { ...process.env, ...withoutDownloads },
      refusal: 'The database client could not be generated: what Prisma says above is the reason.',
    });
    stampAs(STAMP, mark());
  },
};

/**
 * Generation is WebAssembly, yet Prisma first looks for its schema engine and would download it. Any program that runs satisfies it.
 */
const withoutDownloads = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' };

function mark() {
  const { version } = JSON.parse(readFileSync(join(MODULES, 'prisma', 'package.json'), 'utf8'));
  return `${version} ${fingerprint(['prisma/schema', 'prisma.config.ts'])}`;
}
