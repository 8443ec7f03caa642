import type { Suspicion } from '#pathway';
import type { Hospital } from './given.js';
import type { TestServer } from './server.js';

let count = 0;

/** A patient registered by the board's coordinator, as answered. */
export async function registeredPatient(server: TestServer, { coordinator }: Hospital, part: object = {}) {
  count += 1;
  const identifiers = [{ system: 'urn:hospital:mrn', value: `M-${count}` }];
  const person = {
    identifiers,
    familyName: 'Jansen',
    givenName: 'Maria',
    bornOn: '1961-04-12',
    sex: 'female',
    ...part,
  };
  return (await server.as(coordinator).post('/patients', person).expect(201)).body;
}

/** A case that was referred to the hospital's board and taken on, as answered. Without a suspicion no clock runs. */
export async function acceptedCase(server: TestServer, hospital: Hospital, suspicion: Partial<Suspicion> = {}) {
  const { id: patientId } = await registeredPatient(server, hospital);
  const { body } = await server
    .as(hospital.coordinator)
    .post('/cases', {
      boardId: hospital.board.id,
      patientId,
      question: 'Radiotherapy alone, or stabilisation first?',
      suspicion: { suspectedAt: server.clock.now().toISOString(), painFeatures: [], ...suspicion },
    })
    .expect(201);
  return (await server.as(hospital.coordinator).post(`/cases/${body.id}/accept`).expect(200)).body;
}
