import type { Hospital } from './given.js';
import { Person } from './person.js';
import type { TestServer } from './server.js';

/** Everybody of a hospital by their role. */
export function peopleOf(hospital: Hospital): Record<string, Person> {
  return Object.fromEntries(
    Object.entries(hospital).filter((entry): entry is [string, Person] => entry[1] instanceof Person),
  );
}

/** Whom a hospital's outbox told something of this kind, by their roles in the order of the alphabet; twice whom it told twice. */
export async function told(server: TestServer, hospital: Hospital, kind: string): Promise<string[]> {
  const rows = await server.look<{ id: string }>(
    'SELECT recipient_id AS id FROM clinical.notice WHERE organisation_id = $1 AND kind = $2',
    [hospital.organisationId, kind],
  );
  const roles = Object.entries(peopleOf(hospital));
  return rows.map(({ id }) => roles.find(([, person]) => person.id === id)?.[0] ?? 'somebody else').toSorted();
}
