import type { Batch } from '../batch.js';

/**
 * (1) Takes the lock of this log for this transaction; false where another replica has it, which is no fault. It keeps two replicas
 * from doing the same work. That they cannot contradict each other comes from the keys of the tables.
 * A crash here leaves nothing: the lock goes with the connection.
 */
export function takeLock({ tables, organisationId }: Batch): Promise<boolean> {
  return tables.tryLock(organisationId);
}
