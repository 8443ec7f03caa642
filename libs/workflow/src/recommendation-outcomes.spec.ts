import {
  OUTCOME_REASONS,
  OutcomeReasonMismatch,
  isAssessable,
  outcomeOnClosing,
  requireExplained,
  type OutcomeRecord,
} from './recommendation-outcomes.js';

describe('what became of a recommendation', () => {
  it('is explained by one of thirteen coded reasons', () => {
    expect(OUTCOME_REASONS).toEqual([
      'patient-declined',
      'patient-preferred-alternative',
      'deterioration',
      'death',
      'progression',
      'toxicity-or-contraindication',
      'comorbidity',
      'service-not-available',
      'not-funded',
      'new-information',
      'lost-to-follow-up',
      'guideline-disagreement',
      'other',
    ]);
  });

  it.each<OutcomeRecord>([
    { outcome: 'full' },
    { outcome: 'pending', reason: null },
    { outcome: 'partial', reason: 'comorbidity' },
    { outcome: 'not-done', reason: 'death' },
    { outcome: 'not-done', reason: 'other', text: 'Moved abroad' },
  ])('is taken as $outcome with reason $reason', (record) => {
    expect(() => requireExplained(record)).not.toThrow();
  });

  it.each<OutcomeRecord & { sentence: string; pointer: string }>([
    { outcome: 'partial', pointer: '/reason', sentence: 'Say why it was not, or not fully, done.' },
    { outcome: 'not-done', reason: null, pointer: '/reason', sentence: 'Say why it was not, or not fully, done.' },
    {
      outcome: 'full',
      reason: 'death',
      pointer: '/reason',
      sentence: 'Leave the reason out: nothing was left undone.',
    },
    {
      outcome: 'pending',
      reason: 'death',
      pointer: '/reason',
      sentence: 'Leave the reason out: nothing was left undone.',
    },
    { outcome: 'not-done', reason: 'other', pointer: '/text', sentence: 'Say in words what the other reason is.' },
    {
      outcome: 'partial',
      reason: 'other',
      text: '  ',
      pointer: '/text',
      sentence: 'Say in words what the other reason is.',
    },
  ])('is refused as $outcome with reason $reason and text $text', ({ sentence, pointer, ...record }) => {
    const field = pointer === '/text' ? 'text' : 'reason';

    expect(() => requireExplained(record)).toThrow(new OutcomeReasonMismatch(field, sentence));
    expect(new OutcomeReasonMismatch(field, sentence).errors).toEqual([
      { pointer, message: sentence, code: 'outcome-reason-mismatch' },
    ]);
  });

  it('counts in the implementation rate unless it is pending', () => {
    expect(isAssessable('full')).toBe(true);
    expect(isAssessable('partial')).toBe(true);
    expect(isAssessable('not-done')).toBe(true);
    expect(isAssessable('pending')).toBe(false);
  });

  it('is settled when the case closes', () => {
    expect(outcomeOnClosing('deceased')).toEqual({ outcome: 'not-done', reason: 'death', text: null });
    expect(outcomeOnClosing('transferred')).toEqual({
      outcome: 'not-done',
      reason: 'other',
      text: 'The case was transferred.',
    });
    expect(outcomeOnClosing('withdrawn')).toEqual({
      outcome: 'not-done',
      reason: 'other',
      text: 'The case was withdrawn.',
    });
  });
});
