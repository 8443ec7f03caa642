/** `npm run seed`: the demonstration board, into a database that is empty. */
import { withDatabase } from './database.mjs';
import { runCommand } from './failure.mjs';
import { migrate } from './migrations.mjs';
import { seedWhenEmpty } from './seeding.mjs';

await runCommand(() =>
  withDatabase(async (database) => {
    await migrate({ ...database.migration, passwords: database.passwords });
    const isSeeded = await seedWhenEmpty(database);
    console.log(
      isSeeded
        ? 'The demonstration board is there.'
        : 'The database already holds an organisation; nothing is written.',
    );
  }),
);
