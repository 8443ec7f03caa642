import { startTestCluster } from '../../../../tools/test-cluster.mjs';

/** Jest's global setup: one PostgreSQL for all workers, which find it through the environment. */
export default async function startPostgres() {
  const cluster = await startTestCluster();
  process.env.TEST_DATABASE_URLS = JSON.stringify(cluster.urls);
  globalThis.stopTestCluster = cluster.stop;
}
