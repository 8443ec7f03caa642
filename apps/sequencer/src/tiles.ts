import type { ReadTile } from '#transparency';
import type { Batch } from './batch.js';
import { LogFault } from './log-fault.js';

/** Reads the tiles of a batch's log, each time from the database. @throws LogFault where one is missing */
export function tilesOf({ tables, organisationId }: Pick<Batch, 'tables' | 'organisationId'>): ReadTile {
  return async (level, n, width) => {
    const hashes = await tables.readTile(organisationId, level, n, width);
    if (hashes) return hashes;
    throw new LogFault(organisationId, `the tile ${n} of level ${level} is missing or shorter than ${width} hashes.`);
  };
}
