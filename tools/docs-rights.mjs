/** Writes docs/database-rights.md from the catalogue of a database that every migration was applied to. */
import { writeFileSync } from 'node:fs';
import { withClient } from './connection.mjs';
import { describeRights, RIGHTS_PAGE } from './database-rights.mjs';
import { runCommand } from './failure.mjs';
import { startTestCluster } from './test-cluster.mjs';

await runCommand(async () => {
  const cluster = await startTestCluster({ name: 'rights' });
  try {
    const page = await withClient(cluster.urls.superuser, 'the test database', describeRights);
    writeFileSync(RIGHTS_PAGE, page);
    console.log('docs/database-rights.md is written.');
  } finally {
    await cluster.stop();
  }
});
