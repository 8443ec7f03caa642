import type { Answer, Call } from './client.js';
import type { Person } from './person.js';
import type { TestServer } from './server.js';

export interface Identifier {
  readonly system: string;
  readonly value: string;
}

export const PLEA = {
  reasonCode: 'emergency-treatment',
  reasonText: 'Brought in tonight with a paraparesis; the other board’s plan is needed.',
} as const;

/** Breaks the glass with a fresh proof of identity. */
export async function breakGlass(
  server: TestServer,
  who: Person,
  identifier: Identifier,
  reasonText: string = PLEA.reasonText,
): Promise<Answer['body']> {
  const proof = await server.as(who).prove('break-glass');
  return (await asked(server, who, { ...PLEA, reasonText, identifier, proof }).expect(201)).body;
}

/** Sends what is to be sent. */
export function asked(server: TestServer, who: Person, body: object): Call {
  return server.as(who).post('/break-glass', body);
}

/** An identifier of the patient of a case. */
export async function identifierOf(server: TestServer, caseId: string): Promise<Identifier> {
  const [row] = await server.look<Identifier>(
    `SELECT i.system, i.value FROM clinical.patient_identifier i
     JOIN clinical.board_case c ON c.organisation_id = i.organisation_id AND c.patient_id = i.patient_id WHERE c.id = $1 LIMIT 1`,
    [caseId],
  );
  return row!;
}
