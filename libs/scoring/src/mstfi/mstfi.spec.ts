import { FRAILTY_ITEMS, type FrailtyFacts } from '../facts.js';
import { PROGNOSTIC_INSTRUMENTS } from '../registry.js';
import { scoreFacts } from '../score.js';

/** A patient with so many of the nine. */
const frail = (count: number): FrailtyFacts =>
  Object.fromEntries(FRAILTY_ITEMS.map((item, index) => [item, index < count]));

describe('MSTFI', () => {
  it.each([
    [0, 'not-frail'],
    [1, 'mildly-frail'],
    [2, 'moderately-frail'],
    [3, 'severely-frail'],
    [9, 'severely-frail'],
  ])('%i conditions are %s', (count, id) => {
    expect(scoreFacts('mstfi', { frailty: frail(count) })).toMatchObject([
      { total: count, category: { id }, prognosis: null },
    ]);
  });

  it('is not among the instruments that speak of survival', () => {
    expect(PROGNOSTIC_INSTRUMENTS).not.toContain('mstfi');
  });

  it('counts nothing that nobody looked for', () => {
    const [result] = scoreFacts('mstfi', { frailty: { anaemia: true, malnutrition: false } });
    expect(result).toMatchObject({ complete: false, total: null, possible: { min: 1, max: 8 } });
    expect(result!.missing.map(({ from }) => from)).toEqual([
      ['frailty.chronicLungDisease'],
      ['frailty.coagulopathy'],
      ['frailty.electrolyteAbnormality'],
      ['frailty.pulmonaryCirculationDisorder'],
      ['frailty.renalFailure'],
      ['frailty.emergentOrUrgentAdmission'],
      ['frailty.anteriorOrCombinedApproach'],
    ]);
  });
});
