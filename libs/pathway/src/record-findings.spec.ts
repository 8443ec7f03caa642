import type { AssessmentFacts } from './case-record.js';
import { recordFindings } from './record-findings.js';

const now = { recordedAt: '2026-03-09T10:00:00.000Z', recordedOn: '2026-03-09' };
const pointers = (facts: AssessmentFacts) => recordFindings(facts, now).map(({ pointer }) => pointer);

function dated(day: string, time: string): AssessmentFacts {
  return {
    primary: { diagnosedOn: day },
    neurology: { motorDeficitSince: day },
    imaging: [{ modality: 'pet-ct', performedOn: day, performedAt: time }],
    laboratory: { albumin: { value: 4, unit: 'g/dL', takenOn: day }, alkalinePhosphataseRaised: false },
    observed: { performanceOn: day, painOn: day, neurologyAt: time },
    patientReported: { psychosocialAssessedOn: day },
    dexamethasone: { given: true, at: time },
    immobilisation: { given: false, at: time },
    suspicion: { suspectedAt: time },
  };
}

describe('recording an assessment', () => {
  it('accepts what happened by now', () => {
    expect(recordFindings(dated('2026-03-09', '2026-03-09T10:00:00.000Z'), now)).toEqual([]);
  });

  it('accepts facts without any date', () => {
    expect(recordFindings({}, now)).toEqual([]);
    expect(recordFindings({ laboratory: { albumin: { value: 4, unit: 'g/dL' } } }, now)).toEqual([]);
  });

  it('refuses whatever is dated a day or an instant later, and names each', () => {
    expect(pointers(dated('2026-03-10', '2026-03-09T10:00:00.001Z'))).toEqual([
      '/primary/diagnosedOn',
      '/neurology/motorDeficitSince',
      '/imaging/0/performedOn',
      '/laboratory/albumin/takenOn',
      '/observed/performanceOn',
      '/observed/painOn',
      '/patientReported/psychosocialAssessedOn',
      '/imaging/0/performedAt',
      '/observed/neurologyAt',
      '/dexamethasone/at',
      '/immobilisation/at',
      '/suspicion/suspectedAt',
    ]);
  });

  it('says what to do', () => {
    expect(recordFindings({ observed: { painOn: '2026-03-10' } }, now)).toEqual([
      {
        code: 'dated-in-the-future',
        sentence: 'Nothing can be recorded before it has happened: give a time that is not later than now.',
        pointer: '/observed/painOn',
      },
    ]);
  });
});
