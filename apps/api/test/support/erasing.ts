import { ifMatch, type Answer, type Call } from './client.js';
import type { Person } from './person.js';
import type { TestServer } from './server.js';

/** Asks for an erasure with a fresh proof of identity. */
export async function askErasure(server: TestServer, who: Person, patientId: string): Promise<Answer['body']> {
  const proof = await server.as(who).prove('ask-erasure');
  return (await asking(server, who, patientId, proof).expect(201)).body;
}

export function asking(server: TestServer, who: Person, patientId: string, proof: string): Call {
  return server.as(who).post(`/patients/${patientId}/erasure`, { reasonCode: 'consent-withdrawn', proof });
}

/** Sends an approval, with a proof made for exactly this erasure. */
export async function approval(server: TestServer, who: Person, erasure: Answer['body']): Promise<() => Call> {
  const proof = await server.as(who).prove('approve-erasure', erasure.digest);
  return () => server.as(who).post(`/erasures/${erasure.id}/approve`, { proof }, ifMatch(erasure.version));
}

/** The whole procedure: one asks, the other approves. Answers with the erasure as it is then. */
export async function erase(
  server: TestServer,
  [first, second]: readonly [Person, Person],
  patientId: string,
): Promise<Answer['body']> {
  const approve = await approval(server, second, await askErasure(server, first, patientId));
  return (await approve().expect(200)).body;
}
