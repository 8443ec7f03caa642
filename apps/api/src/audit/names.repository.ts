import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { Leaf } from './leaf.js';

/** Printed names by user id. */
export type Names = ReadonlyMap<string, string>;

@Injectable()
export class NamesRepository {
  /** The names of everybody who acts in these leaves, and of those they act for. */
  async in(tx: Tx, leaves: readonly Pick<Leaf, 'actor' | 'onBehalfOf'>[]): Promise<Names> {
    const people = leaves.flatMap(({ actor, onBehalfOf }) => [actor, onBehalfOf]).filter((userId) => userId !== null);
    const rows = await tx.sql<{ id: string; name: string }>(
      'SELECT id, name FROM people.account WHERE organisation_id = $1::uuid AND id = ANY ($2::uuid[])',
      [tx.actor.organisationId, [...new Set(people)]],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
