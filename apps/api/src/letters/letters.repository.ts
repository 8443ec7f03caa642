import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { DecisionLetterFacts } from './compose-decision-letter.js';

const PATIENT = `
  SELECT p.family_name AS "familyName", p.given_name AS "givenName", p.born_on::text AS "bornOn",
    (SELECT coalesce(json_agg(json_build_object('system', i.system, 'value', i.value) ORDER BY i.system, i.value), '[]')
      FROM clinical.patient_identifier i WHERE i.organisation_id = p.organisation_id AND i.patient_id = p.id) AS identifiers
  FROM clinical.patient p WHERE p.organisation_id = $1::uuid AND p.id = $2::uuid`;

const NAMES = `SELECT id, name FROM people.account WHERE organisation_id = $1::uuid AND id = ANY ($2::uuid[])`;

const ORGANISATION = 'SELECT name FROM people.organisation WHERE id = $1::uuid';

/** What letters print beside what the features tell: names. */
@Injectable()
export class LettersRepository {
  async patient(tx: Tx, patientId: string): Promise<DecisionLetterFacts['patient']> {
    const [row] = await tx.sql<DecisionLetterFacts['patient']>(PATIENT, [tx.actor.organisationId, patientId]);
    if (!row) throw new Error(`The case's patient ${patientId} is not there.`);
    return row;
  }

  /** Printed names of accounts, those of people who have left included. */
  async names(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.sql<{ id: string; name: string }>(NAMES, [tx.actor.organisationId, [...new Set(ids)]]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async organisation(tx: Tx): Promise<string> {
    const [row] = await tx.sql<{ name: string }>(ORGANISATION, [tx.actor.organisationId]);
    return row?.name ?? '';
  }
}
