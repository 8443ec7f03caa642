/** `npm start`: database, roles, migrations, demonstration board, server and sequencer; and all of it stopped in the reverse order. */
import { runCommand } from './failure.mjs';
import { programs } from './programs.mjs';
import { serve } from './serve.mjs';

await runCommand(() => serve(programs()));
