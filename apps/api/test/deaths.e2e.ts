import { CaseHappenings } from '../src/cases/index.js';
import { Refusal } from '#workflow';
import { CaseStory } from './support/case-story.js';
import { registeredPatient } from './support/cases.js';
import { ifMatch } from './support/client.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

class Unwilling extends Refusal {
  readonly code = 'unwilling';
  readonly kind = 'conflict';

  constructor() {
    super('Something above says no.');
  }
}

describe('the death of a patient', () => {
  let server: TestServer;
  let hospital: Hospital;
  let other: Hospital;
  let stories: Readonly<Record<'own' | 'other', CaseStory>>;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    other = await server.given.board({ organisation: hospital });
    stories = { own: new CaseStory(server, hospital), other: new CaseStory(server, other) };
  });
  afterAll(() => server.close());

  const coordinator = () => server.as(hospital.coordinator);
  const died = (patientId: string) =>
    coordinator().patch(`/patients/${patientId}`, { deceasedOn: '2026-03-01' }, ifMatch(1));
  const caseRow = async (caseId: string) =>
    (
      await server.look<{ state: string; reason_code: string; patient_id: string; version: number }>(
        'SELECT state, reason_code, patient_id, version FROM clinical.board_case WHERE id = $1',
        [caseId],
      )
    )[0]!;
  const referral = (boardId: string, patientId: string) => ({
    boardId,
    patientId,
    question: 'What now?',
    suspicion: { suspectedAt: '2026-03-01T08:00:00Z', painFeatures: ['severe'] },
  });

  it('closes every case with its record, its clocks stopped, those of other boards too', async () => {
    const { id: patientId } = await registeredPatient(server, hospital);
    const { body: own } = await coordinator().post('/cases', referral(hospital.board.id, patientId)).expect(201);
    const { body: theirs } = await server
      .as(other.coordinator)
      .post('/cases', referral(other.board.id, patientId))
      .expect(201);

    await died(patientId).expect(200);

    expect(await caseRow(own.id)).toMatchObject({ state: 'closed', reason_code: 'deceased' });
    expect(await caseRow(theirs.id)).toMatchObject({ state: 'closed', reason_code: 'deceased' });
    expect(await server.look('SELECT DISTINCT state, reason FROM clinical.clock WHERE case_id = $1', [own.id])).toEqual(
      [{ state: 'stopped', reason: 'deceased' }],
    );
    expect(await server.auditOf({ caseId: own.id })).toEqual(['case.referred', 'case.closed']);
    expect(await server.auditOf({ caseId: theirs.id })).toEqual(['case.referred', 'case.opened', 'case.closed']);
  });

  it.each(['own', 'other'] as const)('takes a listed case off the agenda of the reporter’s %s board', async (which) => {
    const story = stories[which];
    const { caseId, itemId } = await story.listed(await story.ready(), await story.meeting());

    await died((await caseRow(caseId)).patient_id).expect(200);

    expect(await story.stateOf(caseId)).toBe('closed');
    expect(await server.look('SELECT state FROM clinical.agenda_item WHERE id = $1', [itemId])).toEqual([
      { state: 'removed' },
    ]);
  });

  it.each(['own', 'other'] as const)(
    'closes a case with a decision in force on the reporter’s %s board',
    async (which) => {
      const story = stories[which];
      const { caseId, decisionId } = await story.decided();
      await story.inForce(decisionId);

      await died((await caseRow(caseId)).patient_id).expect(200);

      expect(await story.stateOf(caseId)).toBe('closed');
    },
  );

  it('is no time to reopen a case or to refer another', async () => {
    const { id: patientId } = await registeredPatient(server, hospital);
    const { body } = await coordinator().post('/cases', referral(hospital.board.id, patientId)).expect(201);
    await died(patientId).expect(200);

    await coordinator()
      .post(`/cases/${body.id}/reopen`, { reasonCode: 'closed-in-error' })
      .expect(409, 'patient-deceased');
    await coordinator().post('/cases', referral(hospital.board.id, patientId)).expect(409, 'patient-deceased');
  });

  it('recorded in error is taken back, and the case is reopened by hand', async () => {
    const { id: patientId } = await registeredPatient(server, hospital);
    const { body } = await coordinator().post('/cases', referral(hospital.board.id, patientId)).expect(201);
    await died(patientId).expect(200);

    await coordinator().patch(`/patients/${patientId}`, { deceasedOn: null }, ifMatch(2)).expect(200);
    const { body: reopened } = await coordinator()
      .post(`/cases/${body.id}/reopen`, { reasonCode: 'closed-in-error' })
      .expect(200);

    expect(reopened).toMatchObject({ state: 'workup', clocks: [{ state: 'stopped', stopReason: 'deceased' }] });
  });

  it('and the closure of a case leave nothing when a feature above refuses', async () => {
    const { id: patientId } = await registeredPatient(server, hospital);
    const { body } = await coordinator().post('/cases', referral(hospital.board.id, patientId)).expect(201);
    let isWilling = false;
    server.app.get(CaseHappenings, { strict: false }).on('case.closing', async () => {
      if (!isWilling) throw new Unwilling();
    });
    const versions = () => server.look('SELECT entity_id, version FROM clinical.version ORDER BY 1, 2');
    const before = await versions();

    await coordinator().post(`/cases/${body.id}/close`, { reasonCode: 'withdrawn' }).expect(409, 'unwilling');
    await died(patientId).expect(409, 'unwilling');

    expect(await versions()).toEqual(before);
    expect(await server.look('SELECT deceased_on FROM clinical.patient WHERE id = $1', [patientId])).toEqual([
      { deceased_on: null },
    ]);
    expect((await server.auditOf({ actorId: hospital.coordinator.id })).slice(-2)).toEqual([
      'request.refused',
      'request.refused',
    ]);
    isWilling = true;
    await coordinator().post(`/cases/${body.id}/close`, { reasonCode: 'withdrawn' }, ifMatch(1)).expect(200);
  });
});
