import fc from 'fast-check';
import { boardParameters, changeParameters } from './change-parameters.js';
import { PARAMETER_DEFINITIONS } from './parameter-definitions.js';
import { DEFAULT_PARAMETERS, isSwitchedOn } from './parameters.js';

const change = (part: Record<string, unknown>) => changeParameters(DEFAULT_PARAMETERS, part);
const nest = (pointer: string, value: unknown): Record<string, unknown> =>
  pointer
    .slice(1)
    .split('/')
    .reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>;

describe('the parameters of a board', () => {
  it('start from the published defaults', () => {
    expect(DEFAULT_PARAMETERS.compressionMriHours).toBe(24);
    expect(DEFAULT_PARAMETERS.maximumAgeDays).toEqual({
      'mri-whole-spine': 28,
      'ct-index-levels': 56,
      'systemic-staging': 56,
      'performance-status': 14,
      'neurological-examination': 7,
      'pain-score': 14,
      albumin: 14,
    });
    expect(DEFAULT_PARAMETERS.decisionValidityDays).toBe(42);
    expect(DEFAULT_PARAMETERS.followUp).toEqual({
      minimumWeeks: 6,
      maximumWeeks: 16,
      windowDays: 7,
      caps: { high: 6, intermediate: 8, low: 12, stable: 16 },
    });
  });

  it('name a source for every parameter', () => {
    expect(PARAMETER_DEFINITIONS.filter(({ source }) => source === '')).toEqual([]);
  });

  it.each([
    ['/compressionMriHours', [12, 24], [6, 36, '12', null]],
    ['/panelSpecialties', [['spine-surgery', 'radiation-oncology', 'neurology']], [['spine-surgery'], ['spine-surgery', 'spine-surgery'], ['spine-surgery', 'Dr. No'], ['spine-surgery', 7], 'spine-surgery']],
    ['/escc1c', ['ask', 'low', 'high'], ['1c', null]],
    ['/maximumAgeDays/mri-whole-spine', [1, 28, 365], [0, 366, 1.5, '28']],
    ['/emergencyNeurologyHours', [1, 24], [0, 25]],
    ['/shortSurvivalMonths', [1, 12], [0, 13]],
    ['/palliativeCareMonths', [1, 24], [0, 25]],
    ['/painPlanFromNrs', [1, 10], [0, 11]],
    ['/kpsDrop', [10, 20], [15, 30]],
    ['/decisionValidityDays', [1, 365], [0, 366]],
    ['/imagingEscalationDays', [1, 28], [0, 29]],
    ['/followUp/windowDays', [0, 14], [-1, 15]],
    ['/rules/pain-team-missing', ['off', 'blocker', null], ['warning', true]],
    ['/rules/albumin', ['off', 'blocker', null], ['on']],
  ])('%s accept what the pathway allows and refuse the rest', (pointer, allowed, refused) => {
    for (const value of allowed as unknown[]) expect(change(nest(pointer, value)).findings).toEqual([]);
    for (const value of refused as unknown[]) {
      expect(change(nest(pointer, value)).findings).toMatchObject([{ code: 'parameter-not-allowed', pointer }]);
    }
  }); // prettier-ignore

  it.each(['minimumWeeks', 'maximumWeeks'])('keep %s of routine follow-up within 6 and 16', (bound) => {
    expect(change({ followUp: { [bound]: 6 } }).findings.map(({ code }) => code)).not.toContain(
      'parameter-not-allowed',
    );
    expect(change({ followUp: { [bound]: 16 } }).findings.map(({ code }) => code)).not.toContain(
      'parameter-not-allowed',
    );
    expect(change({ followUp: { [bound]: 5 } }).findings).toMatchObject([{ code: 'parameter-not-allowed' }]);
    expect(change({ followUp: { [bound]: 17 } }).findings).toEqual([
      { code: 'parameter-not-allowed', sentence: 'Enter a whole number from 6 to 16.', pointer: `/followUp/${bound}` },
    ]);
  });

  it('refuse bounds in the wrong order, a bound beyond the cap of a high risk, and caps that see a higher risk less often', () => {
    expect(change({ followUp: { minimumWeeks: 12, maximumWeeks: 8 } }).findings).toMatchObject([
      { code: 'interval-bounds-reversed' },
    ]);
    expect(change({ followUp: { minimumWeeks: 7 } }).findings).toMatchObject([{ code: 'cap-below-minimum' }]);
    expect(change({ followUp: { minimumWeeks: 8, caps: { high: 8 } } }).findings).toEqual([]);
    expect(change({ followUp: { caps: { high: 9 } } }).findings).toMatchObject([{ code: 'caps-out-of-order' }]);
    expect(change({ followUp: { caps: { intermediate: 13 } } }).findings).toMatchObject([
      { code: 'caps-out-of-order' },
    ]);
    expect(change({ followUp: { caps: { stable: 11 } } }).findings).toMatchObject([{ code: 'caps-out-of-order' }]);
  });

  it('refuse what they do not know, naming the place', () => {
    expect(change({ followUp: { weeks: 6 } }).findings).toMatchObject([
      { code: 'unknown-parameter', pointer: '/followUp/weeks' },
    ]);
    expect(change({ rules: { 'no-such-rule': 'off' } }).findings).toMatchObject([{ code: 'unknown-parameter' }]);
    expect(change({ followUp: 7 }).findings).toMatchObject([{ code: 'unknown-parameter', pointer: '/followUp' }]);
  });

  it('apply a change as a whole or not at all', () => {
    const refused = change({ compressionMriHours: 12, followUp: { minimumWeeks: 5 } });
    expect(refused.parameters).toBe(DEFAULT_PARAMETERS);

    const disordered = change({ compressionMriHours: 12, followUp: { minimumWeeks: 16, maximumWeeks: 6 } });
    expect(disordered.parameters).toBe(DEFAULT_PARAMETERS);

    const accepted = change({ compressionMriHours: 12, rules: { albumin: 'off' } });
    expect(accepted.parameters).toMatchObject({
      compressionMriHours: 12,
      decisionValidityDays: 42,
      imagingEscalationDays: 7,
      rules: { albumin: 'off' },
    });
    expect(DEFAULT_PARAMETERS.compressionMriHours).toBe(24);
  });

  it('switch a rule off and back to its default', () => {
    const off = change({ rules: { 'pain-team-missing': 'off' } }).parameters;
    expect(isSwitchedOn('pain-team-missing', off)).toBe(false);
    expect(isSwitchedOn('albumin', off)).toBe(true);

    const restored = changeParameters(off, { rules: { 'pain-team-missing': null } }).parameters;
    expect(isSwitchedOn('pain-team-missing', restored)).toBe(true);
    expect(restored.rules).toEqual({});
  });

  it('are the defaults and what the board stored', () => {
    expect(boardParameters({})).toBe(DEFAULT_PARAMETERS);
    expect(boardParameters({ kpsDrop: 10 })).toEqual({ ...DEFAULT_PARAMETERS, kpsDrop: 10 });
  });

  it('refuse to run on what was never allowed to be stored', () => {
    expect(() => boardParameters({ kpsDrop: 15 })).toThrow('The parameters stored for a board are not allowed');
  });

  it('never leave 6 to 16 weeks, whatever a board enters', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 30 }), fc.integer({ min: -5, max: 30 }), (minimumWeeks, maximumWeeks) => {
        const { followUp } = change({ followUp: { minimumWeeks, maximumWeeks } }).parameters;
        expect(followUp.minimumWeeks).toBeGreaterThanOrEqual(6);
        expect(followUp.maximumWeeks).toBeLessThanOrEqual(16);
        expect(followUp.minimumWeeks).toBeLessThanOrEqual(followUp.maximumWeeks);
      }),
    );
  });
});
