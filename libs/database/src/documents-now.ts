import type { CanonicalValue } from '#transparency';
import type { PrismaTx } from './transaction.js';

/** An aggregate as its rows say it at this moment: the document that a version of it would commit to. */
export interface DocumentNow {
  readonly id: string;
  readonly version: number;
  readonly document: CanonicalValue;
}

/**
 * Reads aggregates of one kind from their rows, those of these ids that are there, in any order. Every feature has one for each of
 * its aggregates: reconciliation holds the rows against the versions by it.
 */
export type DocumentsNow = (tx: PrismaTx, ids: readonly string[]) => Promise<readonly DocumentNow[]>;
