import { requirePossible } from './possible-treatment.js';
import { CompletedBeforeStart, LevelsMissing, TreatmentInTheFuture } from './treatments.errors.js';

describe('a treatment that can have happened', () => {
  const now = '2026-03-20T12:00:00.000Z';
  const later = '2026-03-20T12:00:00.001Z';
  const treatment = { modality: 'sbrt', levels: ['T8'], startedAt: now, completedAt: null } as const;

  it('may begin, and end, at this very moment', () => {
    expect(() => requirePossible(treatment, now)).not.toThrow();
    expect(() => requirePossible({ ...treatment, completedAt: now }, now)).not.toThrow();
  });

  it('neither begins nor ends in the future', () => {
    expect(() => requirePossible({ ...treatment, startedAt: later }, now)).toThrow(
      new TreatmentInTheFuture('/startedAt'),
    );
    expect(() => requirePossible({ ...treatment, completedAt: later }, now)).toThrow(
      new TreatmentInTheFuture('/completedAt'),
    );
  });

  it('does not end before it begins, whatever the notation of the times', () => {
    const completedAt = '2026-03-20T12:59:59+01:00';

    expect(() => requirePossible({ ...treatment, completedAt }, now)).toThrow(new CompletedBeforeStart());
  });

  it.each(['sbrt', 'vertebroplasty', 'separation-surgery'] as const)('says where, for %s', (modality) => {
    expect(() => requirePossible({ ...treatment, modality, levels: [] }, now)).toThrow(new LevelsMissing(modality));
  });

  it.each(['chemotherapy', 'bone-modifying-agent', 'percutaneous-biopsy'] as const)(
    'need not say where, for %s',
    (modality) => {
      expect(() => requirePossible({ ...treatment, modality, levels: [] }, now)).not.toThrow();
    },
  );
});
