import { ScoringInputError } from './findings.js';
import type { InstrumentId } from './instrument.js';
import { checkInputs, score } from './score.js';

describe('an instrument filled in by hand', () => {
  it.each([
    ['tomita', { growth: 'fast' }, 'growth', 'unknown-option'],
    ['tomita', { growth: 4 }, 'growth', 'wrong-type'],
    ['tomita', { growth: null }, 'growth', 'wrong-type'],
    ['tomita', { growth: ['slow'] }, 'growth', 'wrong-type'],
    ['tomita', { growth: { value: 1, unit: 'x' } }, 'growth', 'wrong-type'],
    ['tomita', { growth: 'constructor' }, 'growth', 'unknown-option'],
    ['tomita', { pain: 'mechanical' }, 'pain', 'unknown-item'],
    ['tomita', JSON.parse('{"__proto__": "slow"}'), '__proto__', 'unknown-item'],
    ['tomita', null, 'inputs', 'wrong-type'],
    ['tomita', 'slow', 'inputs', 'wrong-type'],
    ['tomita', ['slow'], 'inputs', 'wrong-type'],
    ['sins', { collapse: '__proto__' }, 'collapse', 'unknown-option'],
    ['tokuhashi-2005', { 'general-condition': 75 }, 'general-condition', 'out-of-range'],
    ['tokuhashi-2005', { 'extraspinal-bone-metastases': -1 }, 'extraspinal-bone-metastases', 'out-of-range'],
    ['nesms', { 'modified-bauer': 5 }, 'modified-bauer', 'out-of-range'],
    ['nesms', { 'modified-bauer': 2.5 }, 'modified-bauer', 'out-of-range'],
    ['nesms', { albumin: 3.5 }, 'albumin', 'wrong-type'],
    ['nesms', { albumin: { value: '3.5', unit: 'g/dL' } }, 'albumin', 'wrong-type'],
    ['nesms', { albumin: { value: 3.5 } }, 'albumin', 'wrong-type'],
    ['nesms', { albumin: { value: 3.5, unit: 'g/mL' } }, 'albumin', 'unknown-unit'],
    ['nesms', { albumin: { value: 35, unit: 'g/dL' } }, 'albumin', 'out-of-range'],
  ] as [InstrumentId, unknown, string, string][])('%s refuses %j, naming %s', (id, inputs, item, code) => {
    expect(checkInputs(id, inputs)).toMatchObject([{ item, code }]);
    expect(() => score(id, inputs)).toThrow(ScoringInputError);
  });

  it.each([
    [
      'tomita',
      { growth: 'fast' },
      'Growth of the primary tumour: "fast" is not an answer; answer with one of slow, moderate, rapid.',
    ],
    [
      'tomita',
      { pain: 1 },
      'Tomita score (2001) has no item "pain"; its items are growth, visceral-metastases, bone-metastases.',
    ],
    [
      'tokuhashi-2005',
      { 'extraspinal-bone-metastases': -1 },
      'Extraspinal bone metastatic foci: -1 is impossible; answer with one of 3-or-more, 1-2, 0, or with a number from 0.',
    ],
    [
      'nesms',
      { albumin: 3.5 },
      'Serum albumin: answer with one of below-3.5, at-least-3.5, or with a value with its unit (g/dL, g/L, umol/L).',
    ],
  ] as [InstrumentId, unknown, string][])('%s says what it expects instead of %j', (id, inputs, message) => {
    expect(checkInputs(id, inputs)[0]!.message).toBe(message);
  });

  it.each([
    ['tomita', 7, 'The inputs are an object with one answer for each item.'],
    ['tomita', { growth: 4 }, 'Growth of the primary tumour: answer with one of slow, moderate, rapid.'],
    [
      'kps',
      { kps: 75 },
      'Karnofsky performance status: 75 is impossible; answer with one of 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, or with a number from 0 to 100 in steps of 10.',
    ],
    [
      'nesms',
      { albumin: { value: 3.5 } },
      'Serum albumin: answer with one of below-3.5, at-least-3.5, or with a value with its unit (g/dL, g/L, umol/L).',
    ],
  ] as [InstrumentId, unknown, string][])('%s refuses %j in a sentence', (id, inputs, message) => {
    expect(checkInputs(id, inputs).map((finding) => finding.message)).toEqual([message]);
  });

  it('names every fault at once', () => {
    const findings = checkInputs('tomita', { growth: 'fast', 'visceral-metastases': 1, colour: 'red' });
    expect(findings.map(({ item }) => item)).toEqual(['colour', 'growth', 'visceral-metastases']);
    expect(findings.map(({ allowed }) => allowed)).toEqual([
      ['growth', 'visceral-metastases', 'bone-metastases'],
      ['slow', 'moderate', 'rapid'],
      ['none', 'treatable', 'untreatable'],
    ]);
  });

  it('is not wrong for being incomplete', () => {
    expect(checkInputs('tomita', {})).toEqual([]);
    expect(score('tomita', {})).toMatchObject({ complete: false, total: null, category: null, prognosis: null });
  });

  it('shows where its answers came from', () => {
    expect(score('tomita', { growth: 'slow' }).items).toEqual([
      {
        item: 'growth',
        label: 'Growth of the primary tumour',
        option: 'slow',
        optionLabel: 'Slow',
        points: 1,
        from: ['inputs.growth'],
      },
    ]);
  });

  it.each(['osri', 'toString', ''])('does not exist as %j', (id) => {
    const unknown = id as InstrumentId;
    expect(() => score(unknown, {})).toThrow(/no instrument/);
    expect(() => checkInputs(unknown, {})).toThrow(ScoringInputError);
  });
});
