import { hasCompressionSigns, hasNeurologicalSigns, suspicionFindings } from './suspicions.js';

const suspectedAt = '2026-03-02T09:00:00Z';

describe('a suspicion', () => {
  it('is accepted when it begins before or exactly at the record that reports it', () => {
    expect(suspicionFindings({ suspectedAt }, '2026-03-02T09:00:00Z')).toEqual([]);
    expect(suspicionFindings({ suspectedAt }, '2026-03-02T11:00:00Z')).toEqual([]);
  });

  it('is refused when it begins a second later than its record', () => {
    expect(suspicionFindings({ suspectedAt }, '2026-03-02T08:59:59Z')).toEqual([
      {
        code: 'suspected-after-record',
        sentence:
          'A suspicion cannot begin later than the record that reports it: give the time it was first suspected.',
        pointer: '/suspectedAt',
      },
    ]);
  });

  it.each([
    [0, []],
    [8, []],
    [-1, ['evolving-days-not-whole']],
    [7.5, ['evolving-days-not-whole']],
    [Number.NaN, ['evolving-days-not-whole']],
  ])('with a radicular deficit of %p days is answered by %p', (evolvingForDays, codes) => {
    const findings = suspicionFindings({ suspectedAt, radicularDeficit: { evolvingForDays } }, suspectedAt);
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  it('is neurological by a sign of the cord or by a deficit of a root', () => {
    expect(hasNeurologicalSigns({ suspectedAt })).toBe(false);
    expect(hasNeurologicalSigns({ suspectedAt, compressionSigns: [] })).toBe(false);
    expect(hasNeurologicalSigns({ suspectedAt, compressionSigns: ['lhermitte'] })).toBe(true);
    expect(hasNeurologicalSigns({ suspectedAt, radicularDeficit: { evolvingForDays: 3 } })).toBe(true);
    expect(hasCompressionSigns({ suspectedAt, radicularDeficit: { evolvingForDays: 3 } })).toBe(false);
  });
});
