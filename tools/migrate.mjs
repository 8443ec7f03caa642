/** `npm run migrate`: roles, then every migration not applied yet. `-- --applied NAME` or `-- --rolled-back NAME` settles an interrupted one. */
import { parseArgs } from 'node:util';
import { withDatabase } from './database.mjs';
import { runCommand } from './failure.mjs';
import { migrate, settle } from './migrations.mjs';

const { values } = parseArgs({ options: { applied: { type: 'string' }, 'rolled-back': { type: 'string' } } });

await runCommand(() =>
  withDatabase(async ({ migration, passwords }) => {
    if (values.applied) await settle(migration, values.applied, 'applied');
    if (values['rolled-back']) await settle(migration, values['rolled-back'], 'rolled-back');

    const applied = await migrate({ ...migration, passwords });
    console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
  }),
);
