import type { Batch } from '../batch.js';
import { LogFault } from '../log-fault.js';
import type { Pending } from '../log-tables.js';

/** As many as one batch takes: it is over in a fraction of a second. */
export const BATCH_SIZE = 4096;

/**
 * (3) Takes the next events off the queue, in the order of their ids. The order is ours to choose; what counts is that it is never
 * changed. A crash here leaves the queue as it was: what is taken off comes back with the transaction.
 * @throws LogFault where the queue names an event that does not exist
 */
export async function takePending({ tables, organisationId }: Batch): Promise<Pending[]> {
  const taken = await tables.takePending(organisationId, BATCH_SIZE);
  const missing = taken.find(({ leaf }) => leaf === null);
  if (missing)
    throw new LogFault(organisationId, `the event ${missing.eventId} waits for its place and does not exist.`);
  return taken as Pending[];
}
