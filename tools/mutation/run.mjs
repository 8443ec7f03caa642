/** `npm run test:mutation`: mutates the whole scoring library, or those folders and files of `libs/scoring/src` that are named. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, runCommand } from '../failure.mjs';
import { MODULES, ROOT } from '../paths.mjs';
import { runChild } from '../processes.mjs';

const SOURCES = 'libs/scoring/src';
const STRYKER = join(MODULES, '@stryker-mutator', 'core', 'bin', 'stryker.js');

await runCommand(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !existsSync(join(ROOT, SOURCES, name)));
  if (unknown) throw new Failure(`There is no ${unknown} in ${SOURCES}: name a folder (sins) or a file (evaluate.ts).`);

  const args = [STRYKER, 'run', 'tools/mutation/stryker.config.mjs'];
  if (asked.length > 0) args.push('--mutate', [...asked.map(sourcesOf), '!**/*.spec.ts'].join(','));
  process.exitCode = await runChild(process.execPath, args);
});

const sourcesOf = (name) => (name.endsWith('.ts') ? `${SOURCES}/${name}` : `${SOURCES}/${name}/**/*.ts`);
