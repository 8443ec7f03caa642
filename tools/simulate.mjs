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

/** A year is long: its statistics are kept as in earnest. Nothing of it need outlive the machine's power. */
const SETTINGS = [
  'autovacuum=on',
  'synchronous_commit=off',
  'shared_buffers=512MB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_wal_size=4GB',
  'checkpoint_timeout=30min',
];

await runCommand(async () => {
  const cluster = await startTestCluster({ name: 'simulation', settings: SETTINGS });
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
