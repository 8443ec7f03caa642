/** `npm run dev`: as `npm start`, and each saved source is compiled and the server restarted. */
import { join } from 'node:path';
import { runCommand } from './failure.mjs';
import { DIST, MODULES } from './paths.mjs';
import { serve } from './serve.mjs';

const compiler = [join(MODULES, '@nestjs', 'cli', 'bin', 'nest.js'), 'build', '--watch', '--preserveWatchOutput'];
const server = [
  '--enable-source-maps',
  '--watch',
  '--watch-preserve-output',
  join(DIST, 'apps', 'api', 'src', 'main.js'),
];

await runCommand(() => serve([server, compiler]));
