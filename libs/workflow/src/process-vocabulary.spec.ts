import { AGENDA_PURPOSES, CLOSE_REASONS, DEFERRAL_REASONS, LANES } from './process-vocabulary.js';

describe('the coded words of the process', () => {
  it('are those of the agreement', () => {
    expect(LANES).toEqual(['elective', 'emergency']);
    expect(CLOSE_REASONS).toEqual(['completed', 'deceased', 'transferred', 'withdrawn']);
    expect(DEFERRAL_REASONS).toEqual(['imaging', 'pathology', 'referral-data', 'absent-specialty', 'patient', 'time']);
    expect(AGENDA_PURPOSES).toEqual(['discussion', 'ratification']);
  });
});
