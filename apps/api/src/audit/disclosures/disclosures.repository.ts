import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { readLeaf, type Leaf } from '../leaf.js';

/** One transaction in which a patient was shown or changed. */
export interface Disclosure {
  /** Its first event that names the patient. */
  readonly eventId: string;
  /** What the transaction was opened for. */
  readonly opening: Leaf;
  /** Every event of it that names the patient. */
  readonly naming: readonly Leaf[];
  /** Under a broken glass: the event that granted it. */
  readonly granting: Leaf | null;
}

export interface Period {
  readonly from?: string;
  readonly until?: string;
}

interface DisclosureRow {
  readonly eventId: string;
  readonly opening: string;
  readonly leaves: readonly string[];
  readonly granting: string | null;
}

@Injectable()
export class DisclosuresRepository {
  /** The alias of a patient; null where there is none. */
  async aliasOf(tx: Tx, patientId: string): Promise<string | null> {
    const [row] = await tx.sql<{ alias: string }>(ALIAS, [tx.actor.organisationId, patientId]);
    return row?.alias ?? null;
  }

  /** As many as this person may see, in order, after an event. */
  async of(
    tx: Tx,
    patientId: string,
    { from, until }: Period,
    stretch: { readonly sort: 'newest' | 'oldest'; readonly after: string | null; readonly limit: number },
  ): Promise<Disclosure[]> {
    const { sort, after, limit } = stretch;
    const values = [patientId, from ?? null, until ?? null, after, sort === 'newest', limit];
    const rows = await tx.sql<DisclosureRow>(DISCLOSURES, values);
    return rows.map(({ eventId, opening, leaves, granting }) => ({
      eventId,
      opening: readLeaf(opening),
      naming: leaves.map(readLeaf),
      granting: granting === null ? null : readLeaf(granting),
    }));
  }
}

const ALIAS = 'SELECT alias FROM clinical.patient WHERE organisation_id = $1::uuid AND id = $2::uuid';

const DISCLOSURES = `
  SELECT event_id AS "eventId", opening, leaves, granting
  FROM audit.disclosures($1::uuid, $2::timestamptz, $3::timestamptz, $4::uuid, $5::boolean, $6::int)`;
