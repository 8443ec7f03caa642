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

  it('makes plain what was told as an instance of a class', () => {
    class Told {
      facts = [new Neurology()];
    }
    class Neurology {
      frankel = 'E';
    }

    expect(canonicalJson(exact(new Told()))).toBe('{"facts":[{"frankel":"E"}]}');
  });

  it('changes nothing of what it was given, and hands on what is exact already', () => {
    const total = { system: 'sins', items: [{ points: 3 }] };
    const index = { system: 'eq-5d', total: 0.5 };
    const scores = [total, index];

    const told = exact(scores);

    expect(told).toEqual([total, { system: 'eq-5d', total: '0.5' }]);
    expect((told as unknown[])[0]).toBe(total);
    expect(index.total).toBe(0.5);
  });

  it('tells what can never change the same way each time', () => {
    const label = Object.freeze({ label: 'Size', points: 3 });
    const prognosis = Object.freeze({ medianMonths: 18.2 });

    for (const _ of [1, 2]) {
      expect(exact(label)).toBe(label);
      expect(exact([label, prognosis])).toEqual([label, { medianMonths: '18.2 months' }]);
    }
  });
});
