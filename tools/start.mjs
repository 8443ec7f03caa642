/** `npm start`: database, roles, migrations, demonstration board, server; and all of it stopped in the reverse order. */
import { join } from 'node:path';
import { runCommand } from './failure.mjs';
import { DIST } from './paths.mjs';
import { serve } from './serve.mjs';

await runCommand(() => serve([['--enable-source-maps', join(DIST, 'apps', 'api', 'src', 'main.js')]]));
