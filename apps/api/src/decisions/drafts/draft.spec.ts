import type { CheckFinding } from '#pathway';
import { overridesOf } from './draft.js';

describe('the chair’s overrides of a draft', () => {
  const override = {
    reason: 'Rehabilitation begins at home.',
    by: 'chair',
    at: '2026-03-02T09:00:00.000Z',
    because: ['separation surgery is recommended', 'Frankel D'],
  };
  const draft = { overrides: { 'rehabilitation-missing': override } };

  it('answer a finding that rests on the same grounds', () => {
    expect(overridesOf(draft, [finding(['separation surgery is recommended', 'Frankel D'])])).toEqual([
      { check: 'rehabilitation-missing', reason: override.reason, by: 'chair', at: '2026-03-02T09:00:00.000Z' },
    ]);
  });

  it('count no longer when the finding comes to rest on other grounds', () => {
    expect(overridesOf(draft, [finding(['separation surgery is recommended', 'Frankel C'])])).toEqual([]);
    expect(overridesOf(draft, [finding(['separation surgery is recommended'])])).toEqual([]);
  });

  it('say nothing to a finding that nobody has overridden, nor to one that is gone', () => {
    expect(overridesOf({ overrides: {} }, [finding(['Frankel D'])])).toEqual([]);
    expect(overridesOf(draft, [])).toEqual([]);
  });
});

function finding(because: string[]): CheckFinding {
  return {
    id: 'rehabilitation-missing',
    severity: 'blocker',
    met: false,
    sentence: 'There is surgery or a neurological deficit, and no referral to rehabilitation.',
    source: 'NICE NG234',
    because,
    overridable: true,
  };
}
