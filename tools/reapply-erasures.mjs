/**
 * `npm run erasures:reapply [-- FILE]`: after a restore, tells the database whom it must not bring back. FILE is a copy of the list that
 * the server keeps in STATE_DIR; without it, that list. The server then erases them again, before it opens.
 */
import { join } from 'node:path';
import { withDatabase } from './database.mjs';
import { ERASURE_LIST, listErased } from './erasures.mjs';
import { runCommand } from './failure.mjs';
import { serverEnvironment } from './server-environment.mjs';

await runCommand(() =>
  withDatabase(async (database) => {
    const [file = join(serverEnvironment(database).STATE_DIR, ERASURE_LIST)] = process.argv.slice(2);
    const added = await listErased(database.migration, file);
    console.log(
      added === 0
        ? 'The database knows every erasure on the list.'
        : `Listed ${added}: the server erases them again at its next start.`,
    );
  }),
);
