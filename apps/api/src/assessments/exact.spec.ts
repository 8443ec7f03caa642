import { canonicalJson } from '#transparency';
import { exact } from './exact.js';

describe('data as it is committed to', () => {
  it.each([
    [
      'a laboratory value',
      { albumin: { value: 3.8, unit: 'g/dL', takenOn: '2026-03-01' } },
      '{"albumin":{"takenOn":"2026-03-01","value":"3.8 g/dL"}}',
    ],
    ['a whole laboratory value', { crp: { value: 5, unit: 'mg/L' } }, '{"crp":{"value":"5 mg/L"}}'],
    ['a percentage', { weightLossPercent: 4 }, '{"weightLossPercent":"4 %"}'],
    ['a median', { prognosis: { medianMonths: 18.2 } }, '{"prognosis":{"medianMonths":"18.2 months"}}'],
    ['the limit of an option', { options: [{ min: 3.5, max: 4 }] }, '{"options":[{"max":4,"min":"3.5"}]}'],
    ['what is unknown', { kps: undefined, ecog: null, ok: true }, '{"ecog":null,"ok":true}'],
  ])('holds %s without a decimal number', (_what, data, text) => {
    expect(canonicalJson(exact(data))).toBe(text);
  });
});
