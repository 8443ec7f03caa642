import { ChecksUnmet, ReadinessBlocked, requireChecksMet, requireReadiness } from './blockers.js';

const kps = { id: 'performance-status', label: 'KPS or ECOG' };
const neurology = { id: 'neurological-examination', label: 'neurological examination' };
const preferences = { id: 'patient-preferences-missing', label: 'the patient’s preferences' };

describe('readiness', () => {
  it('lets a case go that lacks nothing', () => {
    expect(() => requireReadiness([])).not.toThrow();
  });

  it('lets a case go when each missing blocker is overridden with a reason', () => {
    expect(() =>
      requireReadiness([kps], [{ id: 'performance-status', reason: 'Examined today by phone' }]),
    ).not.toThrow();
  });

  it('names what is still missing', () => {
    const overrides = [{ id: 'performance-status', reason: '  ' }];

    expect(() => requireReadiness([kps, neurology], overrides)).toThrow(ReadinessBlocked);
    expect(() => requireReadiness([kps, neurology], overrides)).toThrow(
      'The board still needs: KPS or ECOG and neurological examination. ' +
        'Record what is missing, or give an override reason for each.',
    );
    expect(new ReadinessBlocked([kps]).fields).toEqual({ missing: [kps] });
  });

  it('is not bought by an override of something else', () => {
    expect(() => requireReadiness([kps], [{ id: 'albumin', reason: 'Drawn today' }])).toThrow(ReadinessBlocked);
  });
});

describe('the checks on a decision', () => {
  it('let it be proposed when no blocker is unmet, or each is overridden with a reason', () => {
    expect(() => requireChecksMet([])).not.toThrow();
    expect(() =>
      requireChecksMet([preferences], [{ id: 'patient-preferences-missing', reason: 'Unconscious; family consulted' }]),
    ).not.toThrow();
  });

  it('are named when they are not met', () => {
    expect(() => requireChecksMet([preferences])).toThrow(ChecksUnmet);
    expect(new ChecksUnmet([preferences]).message).toBe(
      'This decision does not meet: the patient’s preferences. ' +
        'Complete the draft, or let the chair override each with a reason.',
    );
    expect(new ChecksUnmet([preferences]).fields).toEqual({ unmet: [preferences] });
  });
});
