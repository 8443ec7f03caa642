import { acceptedCase } from './support/cases.js';
import { readyFacts } from './support/facts.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

describe('an assessment', () => {
  let server: TestServer;
  let hospital: Hospital;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
  });
  afterAll(() => server.close());

  const now = () => server.clock.now().toISOString();
  const record = (caseId: string, facts: object = readyFacts, part: object = {}) =>
    server.as(hospital.spineSurgeon).post(`/cases/${caseId}/assessments`, { assessedAt: now(), facts, ...part });

  describe('is refused', () => {
    it.each([
      ['colorectal, which scores two ways', { primary: { site: 'colorectal' } }, '/facts/primary/site'],
      ['levels that are not adjacent', { lesions: [{ levels: ['T8', 'L2'] }] }, '/facts/lesions/0/levels'],
      [
        'exactly half a collapsed body',
        { lesions: [{ levels: ['T8'], collapse: 'exactly-50-percent' }] },
        '/facts/lesions/0/collapse',
      ],
      ['an albumin of 38 g/dL', { laboratory: { albumin: { value: 38, unit: 'g/dL' } } }, '/facts/laboratory/albumin'],
      [
        'an MRI of tomorrow',
        { imaging: [{ modality: 'mri-whole-spine', performedOn: '2030-01-01' }] },
        '/facts/imaging/0/performedOn',
      ],
      [
        'a deficit that begins tomorrow',
        { neurology: { motorDeficitSince: '2030-01-01' } },
        '/facts/neurology/motorDeficitSince',
      ],
      [
        'a suspicion later than its record',
        { suspicion: { suspectedAt: '2030-01-01T00:00:00Z' } },
        '/facts/suspicion/suspectedAt',
      ],
      ['a diagnosis before the birth', { primary: { diagnosedOn: '1961-04-11' } }, '/facts/primary/diagnosedOn'],
      ['an age that contradicts the birth', { general: { age: 46 } }, '/facts/general/age'],
      [
        'an EQ-5D-3L with a 4',
        { patientReported: { eq5d: { version: '3L', state: '11241' } } },
        '/facts/patientReported/eq5d/state',
      ],
      [
        'a value set of the other version',
        { patientReported: { eq5d: { version: '3L', state: '11231', valueSet: 'us-pickard-2019' } } },
        '/facts/patientReported/eq5d/valueSet',
      ],
      ['a question that there is not', { patientReported: { sosgoq: { 21: 3 } } }, '/facts/patientReported/sosgoq'],
      [
        'a calcium in the wrong unit',
        { laboratory: { calcium: { value: 2.4, unit: 'mg/dL' } } },
        '/facts/laboratory/calcium',
      ],
      ['a compression of tomorrow', { neurology: { compressionOn: '2030-01-01' } }, '/facts/neurology/compressionOn'],
    ])('%s, naming it', async (_what, facts, pointer) => {
      const { id } = await acceptedCase(server, hospital);
      const { body } = await record(id, facts).expect(400, 'impossible-facts');
      expect(body.errors).toMatchObject([{ pointer }]);
    });

    it.each([
      ['half a KPS step', { general: { kps: 85 } }, '/facts/general/kps'],
      ['a decimal where a whole number belongs', { pain: { nrsNow: 3.5 } }, '/facts/pain/nrsNow'],
      ['a number as text', { general: { ecog: '1' } }, '/facts/general/ecog'],
      ['an unknown unit', { laboratory: { albumin: { value: 4, unit: 'mg' } } }, '/facts/laboratory/albumin/unit'],
      ['a fact nobody knows', { general: { shoeSize: 43 } }, '/facts/general/shoeSize'],
      [
        'a day that does not exist',
        { imaging: [{ modality: 'bone-scan', performedOn: '2026-02-30' }] },
        '/facts/imaging/0/performedOn',
      ],
      ['null for unknown', { general: null }, '/facts/general'],
      ['a level below the sacrum', { lesions: [{ levels: ['S6'] }] }, '/facts/lesions/0/levels/0'],
    ])('%s, pointing at it', async (_what, facts, pointer) => {
      const { id } = await acceptedCase(server, hospital);
      const { body } = await record(id, facts).expect(400, 'invalid-body');
      expect(body.errors[0].pointer).toBe(pointer);
    });

    it('an examination of tomorrow, or of before the birth', async () => {
      const { id } = await acceptedCase(server, hospital);
      const future = await record(id, {}, { assessedAt: '2030-01-01T00:00:00Z' }).expect(400, 'impossible-facts');
      const unborn = await record(id, {}, { assessedAt: '1961-04-11T12:00:00Z' }).expect(400, 'impossible-facts');
      expect([future.body.errors[0].pointer, unborn.body.errors[0].pointer]).toEqual(['/assessedAt', '/assessedAt']);
    });

    it('to whom the role or the board does not allow it, and on a closed case', async () => {
      const other = await server.given.board({ organisation: hospital });
      const { id } = await acceptedCase(server, hospital);
      const body = { assessedAt: now(), facts: {} };

      await server.as(hospital.auditor).post(`/cases/${id}/assessments`, body).expect(403);
      await server.as(other.spineSurgeon).post(`/cases/${id}/assessments`, body).expect(404);
      await server.as(other.spineSurgeon).get(`/cases/${id}/assessments`).expect(404);
      await server.as(hospital.coordinator).post(`/cases/${id}/close`, { reasonCode: 'transferred' }).expect(200);
      await record(id).expect(409, 'case-closed');
    });
  });
});
