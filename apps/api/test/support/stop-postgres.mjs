/** Jest's global teardown. */
export default function stopPostgres() {
  return globalThis.stopTestCluster();
}
