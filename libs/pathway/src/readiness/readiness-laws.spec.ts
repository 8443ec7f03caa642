import fc from 'fast-check';
import { meeting, readyRecord } from '../../test/given.js';
import { addDays } from '../calendar.js';
import type { AssessmentFacts, CaseRecord } from '../case-record.js';
import { IMAGING_MODALITIES } from '../modalities.js';
import { DEFAULT_PARAMETERS } from '../parameters.js';
import type { ReadinessMoment } from './evidence.js';
import { READINESS_ITEM_IDS } from './items.js';
import { readiness } from './readiness.js';

const emergency: ReadinessMoment = { ...meeting, lane: 'emergency' };
const judge = (record: CaseRecord, moment = meeting) => readiness(record, moment);

describe('the laws of readiness', () => {
  const met = (record: CaseRecord, moment: ReadinessMoment) =>
    judge(record, moment)
      .items.filter(({ status }) => status === 'met')
      .map(({ item }) => item);
  const imaging = fc.record({
    modality: fc.constantFrom(...IMAGING_MODALITIES),
    performedOn: fc.integer({ min: 1, max: 31 }).map((day) => `2026-03-${String(day).padStart(2, '0')}`),
  });
  const lane = fc.constantFrom(meeting, emergency); // prettier-ignore

  it('another examination never takes an item away', () => {
    fc.assert(
      fc.property(fc.array(imaging), imaging, lane, (before, another, moment) => {
        const less = met(readyRecord({ imaging: before }), moment);
        const more = met(readyRecord({ imaging: [...before, another] }), moment);
        expect(more).toEqual(expect.arrayContaining(less));
      }),
    );
  });

  it('another fact never takes an item away', () => {
    const full = readyRecord().facts;
    const parts = [
      'clinicalQuestion',
      'primary',
      'general',
      'neurology',
      'pain',
      'laboratory',
      'imaging',
      'patientReported',
    ] as const;
    fc.assert(
      fc.property(fc.subarray([...parts]), fc.constantFrom(...parts), (given, another) => {
        const pick = (keys: readonly (keyof AssessmentFacts)[]) =>
          Object.fromEntries(keys.map((key) => [key, full[key]]));
        const less = met({ ...readyRecord(), facts: { lesions: full.lesions, ...pick(given) } }, meeting);
        const more = met({ ...readyRecord(), facts: { lesions: full.lesions, ...pick([...given, another]) } }, meeting);
        expect(more).toEqual(expect.arrayContaining(less));
      }),
    );
  });

  it('a shorter maximum age never makes more items met', () => {
    const ages = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(ages, ages, fc.integer({ min: 0, max: 40 }), (a, b, daysAgo) => {
        const withAge = (days: number) => {
          const maximumAgeDays = Object.fromEntries(
            Object.keys(DEFAULT_PARAMETERS.maximumAgeDays).map((id) => [id, days]),
          );
          const parameters = {
            ...DEFAULT_PARAMETERS,
            maximumAgeDays: maximumAgeDays as typeof DEFAULT_PARAMETERS.maximumAgeDays,
          };
          return met({ ...readyRecord(), observedOn: addDays(meeting.on, -daysAgo) }, { ...meeting, parameters });
        };
        expect(withAge(Math.max(a, b))).toEqual(expect.arrayContaining(withAge(Math.min(a, b))));
      }),
    );
  });

  it('judges every item once', () => {
    expect(judge(readyRecord()).items.map(({ item }) => item)).toEqual([...READINESS_ITEM_IDS]);
  });
});
