import type { LoggerService } from '@nestjs/common';
import { CaseStory, QUORATE, soundContent, soundFacts } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

/** Words that stand nowhere but in one patient's record. */
const CANARY = {
  familyName: 'Kanariezwaluw',
  givenName: 'Zilverdistel',
  bornOn: '1937-11-29',
  identifier: 'CANARY-77-4711',
  question: 'Does the quetzalfeather lesion need surgery?',
  text: 'The patient’s brother Wombatius disagrees.',
};
const SECRETS = /kanariezwaluw|zilverdistel|1937-11-29|canary-77-4711|quetzalfeather|wombatius/i;

describe('what a patient’s record says', () => {
  const lines: string[] = [];
  const problems: string[] = [];
  const remember = (...line: unknown[]) => void lines.push(JSON.stringify(line));
  const logger: LoggerService = { log: remember, warn: remember, error: remember, debug: remember, verbose: remember };
  let server: TestServer;
  let hospital: Hospital;

  beforeAll(async () => {
    server = await startServer({ logger });
    hospital = await server.given.board();
    await theWholeWay();
    await everyRefusal();
  });
  afterAll(() => server.close());

  const patient = {
    identifiers: [{ system: 'mrn', value: CANARY.identifier }],
    familyName: CANARY.familyName,
    givenName: CANARY.givenName,
    bornOn: CANARY.bornOn,
    sex: 'female',
  };
  const reason = { reasonCode: 'other', reasonText: CANARY.text };

  /** From registration to a signed decision and its end, each step with something to keep secret. */
  async function theWholeWay(): Promise<void> {
    const story = new CaseStory(server, hospital);
    const coordinator = server.as(hospital.coordinator);
    const { body: registered } = await coordinator.post('/patients', patient).expect(201);
    await coordinator.post('/patients', patient).expect(200);
    const suspicion = { suspectedAt: server.clock.now().toISOString(), painFeatures: ['nocturnal'] };
    const referral = { boardId: hospital.board.id, patientId: registered.id, question: CANARY.question, suspicion };
    const { id: caseId } = (await coordinator.post('/cases', referral).expect(201)).body;
    await coordinator.post(`/cases/${caseId}/accept`).expect(200);
    await story.assessed(caseId, { ...soundFacts, patientReported: { preferences: CANARY.text } });
    await coordinator.post(`/cases/${caseId}/readiness/albumin/waive`, { reason: CANARY.text }).expect(200);
    await coordinator.post(`/cases/${caseId}/ready`, {}).expect(200);
    const item = await story.opened(await story.listed(caseId, await story.meeting()), QUORATE);
    const decisionId = await story.drafted(caseId, { ...soundContent, summary: CANARY.text });
    await server.as(hospital.chair).post(`/decisions/${decisionId}/propose`).expect(200);
    await server.as(hospital.chair).post(`/meetings/${item.meetingId}/end`).expect(200);
    await new Signing(server).inForce(hospital, decisionId);

    for (const search of [{ identifier: patient.identifiers[0] }, { familyName: CANARY.familyName }]) {
      expect((await coordinator.post('/patients/search', search).expect(200)).body.items).toHaveLength(1);
      expect((await coordinator.post('/cases/search', search).expect(200)).body.items).toHaveLength(1);
    }
    for (const path of ['', '/history', '/assessments', '/decisions', '/follow-up', '/recommendations']) {
      await server.as(hospital.chair).get(`/cases/${caseId}${path}`).expect(200);
    }
    await coordinator.post(`/cases/${caseId}/lane`, { ...reason, lane: 'emergency' }).expect(200);
    await coordinator.patch(`/patients/${registered.id}`, { deceasedOn: '2026-03-02' }, ifMatch(1)).expect(200);
  }

  /** Everything that is refused or fails with the record's words in it. */
  async function everyRefusal(): Promise<void> {
    const coordinator = server.as(hospital.coordinator);
    const name = encodeURIComponent(CANARY.familyName);
    const refused = [
      coordinator.post('/patients', { ...patient, bornOn: '1938-11-29' }),
      coordinator.post('/patients', { ...patient, sex: CANARY.familyName, [CANARY.givenName]: 1 }),
      coordinator.post('/patients', { ...patient, familyName: `${CANARY.familyName}\u0000` }),
      coordinator.get(`/patients/${name}`),
      coordinator.get(`/cases?${name}=1`),
      coordinator.get(`/cases?state=${name}`),
      coordinator.get(`/cases?cursor=${name}`),
      coordinator.get(`/${name}`),
      server.as(hospital.auditor).post('/patients', patient),
      server.nobody.post('/patients', patient),
      server.nobody.post('/auth/login', { email: `${CANARY.familyName}@example.org`, password: CANARY.identifier }),
      coordinator.post('/patients', patient, { 'idempotency-key': 'x'.repeat(256) }),
      coordinator.post('/patients', patient, { 'content-type': `text/${CANARY.familyName}` }),
    ];
    for (const call of refused) {
      const { status, body } = await call;
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      problems.push(JSON.stringify(body));
    }
    const newcomer = { ...patient, identifiers: [{ system: 'mrn', value: `${CANARY.identifier}-2` }] };
    await whileFailing(server, { at: 'INSERT ON clinical.patient', saying: 'NEW.family_name' }, async () => {
      problems.push(JSON.stringify((await coordinator.post('/patients', newcomer).expect(500)).body));
    });
  }

  it('is in the record, and was looked for there', async () => {
    const rows = await server.look<{ doc: string }>(`SELECT convert_from(doc, 'UTF8') AS doc FROM clinical.version`);
    for (const secret of Object.values(CANARY)) {
      expect(rows.some(({ doc }) => doc.includes(secret))).toBe(true);
    }
  });

  it('is in no event of the trail', async () => {
    const leaves = await server.look<{ leaf: string }>(`SELECT convert_from(leaf, 'UTF8') AS leaf FROM audit.event`);

    expect(leaves.length).toBeGreaterThan(60);
    expect(leaves.filter(({ leaf }) => SECRETS.test(leaf))).toEqual([]);
  });

  it('is in no line of the log, not even when the database fails with it in its mouth', () => {
    expect(lines.length).toBeGreaterThan(60);
    expect(lines.some((line) => line.includes('"defect"'))).toBe(true);
    expect(lines.filter((line) => SECRETS.test(line))).toEqual([]);
  });

  it('is in no problem that is answered, except where the sender’s own field is named', () => {
    const own = problems.filter((problem) => SECRETS.test(problem));

    expect(problems).toHaveLength(14);
    // The unknown field and the unknown parameter are said back to whoever sent them.
    expect(own.map((problem) => JSON.parse(problem).code)).toEqual(['invalid-body', 'invalid-query']);
  });
});
