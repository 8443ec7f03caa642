/** `npm run dev`: as `npm start`, and each saved source is compiled and the programs restarted. */
import { join } from 'node:path';
import { runCommand } from './failure.mjs';
import { MODULES } from './paths.mjs';
import { programs } from './programs.mjs';
import { serve } from './serve.mjs';

const compiler = [join(MODULES, '@nestjs', 'cli', 'bin', 'nest.js'), 'build', '--watch', '--preserveWatchOutput'];

await runCommand(() =>
  serve([...programs('--watch', '--watch-preserve-output'), { name: 'The compiler', args: compiler, as: 'server' }]),
);
