/**
 * `npm run simulate -- --cases 5000 --weeks 52 --seed 1`: a year of a board in a rehearsal, on a PostgreSQL of its own that goes with it.
 * Its log says where it comes from: `demonstration.invalid`.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { runCommand } from './failure.mjs';
import { DIST, OWN_NODE } from './paths.mjs';
import { runChild } from './processes.mjs';
import { startTestCluster } from './test-cluster.mjs';

await runCommand(async () => {
  const cluster = await startTestCluster({ name: 'simulation' });
  try {
    const env = {
      ...process.env,
      NODE_ENV: 'development',
      DATABASE_URL: cluster.urls.app,
      SIMULATION_OWNER_URL: cluster.urls.superuser,
      SIMULATION_SEQUENCER_URL: cluster.urls.sequencer,
      TOKEN_SECRET: randomBytes(32).toString('base64'),
      CREDENTIAL_KEY: randomBytes(32).toString('base64'),
    };
    process.exitCode = await runChild(
      OWN_NODE,
      [join(DIST, 'prisma', 'simulation', 'main.js'), ...process.argv.slice(2)],
      { env },
    );
  } finally {
    await cluster.stop();
  }
});
