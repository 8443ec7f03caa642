import { hashLeaf } from '#transparency';
import type { Batch } from '../batch.js';
import { LogFault } from '../log-fault.js';
import type { Entry } from '../log-tables.js';
import type { Placed } from './assign-positions.js';

/**
 * (5) Hashes each leaf here as well as PostgreSQL did when it was appended, and goes on only where both agree. Then the places are
 * written: a second sequencer that chose the same ones is refused by the primary key, an event that has a place already by the
 * unique one. A crash here leaves nothing: the transaction is open.
 * @throws LogFault
 */
export async function hashLeaves({ tables, organisationId }: Batch, placed: readonly Placed[]): Promise<Entry[]> {
  const entries = placed.map(({ position, eventId, leaf, hashByDatabase }) => {
    const leafHash = hashLeaf(leaf);
    if (!leafHash.equals(hashByDatabase)) {
      throw new LogFault(
        organisationId,
        `the leaf of the event ${eventId} is not what was hashed when it was appended.`,
      );
    }
    return { position, eventId, leafHash };
  });
  await tables.insertEntries(organisationId, entries);
  return entries;
}
