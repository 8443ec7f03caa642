import fc from 'fast-check';
import { IMAGING_RESULTS, type ImagingResult } from '../modalities.js';
import { DEFAULT_PARAMETERS } from '../parameters.js';
import { interval, type FollowUpFacts, type FollowUpScan } from './interval.js';

const bounds = DEFAULT_PARAMETERS.followUp;
const scan = (result: ImagingResult, weeks: number): FollowUpScan => ({ result, weeks });
const twoResponses = [scan('partial-response', 8), scan('partial-response', 8)];
const propose = (part: Partial<FollowUpFacts>) => interval({ scans: twoResponses, ...part }, bounds);

describe('the interval of routine imaging', () => {
  it.each<[string, Partial<FollowUpFacts>, string, string[]]>([
    ['nothing cautious', {}, 'low', ['no-higher-risk']],
    ['rapid progression', { rapidProgression: true }, 'high', ['rapid-progression']],
    ['residual ESCC 3', { residualEscc: '3' }, 'high', ['residual-high-grade-compression']],
    ['residual ESCC 2', { residualEscc: '2' }, 'high', ['residual-high-grade-compression']],
    ['ESCC 1c', { residualEscc: '1c' }, 'intermediate', ['epidural-disease']],
    ['ESCC 1b', { residualEscc: '1b' }, 'intermediate', ['epidural-disease']],
    ['ESCC 1a', { residualEscc: '1a' }, 'low', ['no-higher-risk']],
    ['growing epidural disease', { newOrGrowingEpiduralDisease: true }, 'high', ['epidural-growth']],
    ['growing paraspinal disease', { newOrGrowingParaspinalDisease: true }, 'high', ['paraspinal-growth']],
    ['SINS 13 not stabilised', { sins: 13 }, 'high', ['unstable']],
    ['SINS 13 stabilised', { sins: 13, stabilised: true }, 'low', ['no-higher-risk']],
    ['SINS 12', { sins: 12, stabilised: true }, 'intermediate', ['indeterminate-stability']],
    ['SINS 7', { sins: 7 }, 'intermediate', ['indeterminate-stability']],
    ['SINS 6', { sins: 6 }, 'low', ['no-higher-risk']],
    ['neurological change', { neurologicalChange: true }, 'high', ['neurological-change']],
    ['paraspinal extension', { paraspinalExtension: true }, 'intermediate', ['paraspinal-extension']],
    ['rapid-growth histology', { growth: 'rapid' }, 'intermediate', ['rapid-growth-histology']],
    ['moderate growth', { growth: 'moderate' }, 'low', ['no-higher-risk']],
    ['radioresistant after cEBRT', { radiosensitivity: 'resistant', treatedConventionally: true }, 'intermediate', ['radioresistant-after-conventional']],
    ['radioresistant after SBRT', { radiosensitivity: 'resistant', treatedConventionally: false }, 'low', ['no-higher-risk']],
    ['radiosensitive after cEBRT', { radiosensitivity: 'sensitive', treatedConventionally: true }, 'low', ['no-higher-risk']],
    ['one scan so far', { scans: [scan('stable', 8)] }, 'intermediate', ['fewer-than-two-scans']],
    ['a high and an intermediate reason', { sins: 8, rapidProgression: true }, 'high', ['rapid-progression', 'indeterminate-stability']],
  ])('with %s is of its risk group and lists every reason', (_, part, riskGroup, codes) => {
    const proposal = propose(part);
    expect(proposal.riskGroup).toBe(riskGroup);
    expect(proposal.reasons.map(({ code }) => code)).toEqual(codes);
  }); // prettier-ignore

  it.each<[string, Partial<FollowUpFacts>, { weeks: number; cap: number; step: number }]>([
    ['first scan, intermediate', { scans: [] }, { weeks: 8, cap: 8, step: 8 }],
    ['first scan, high', { scans: [], rapidProgression: true }, { weeks: 6, cap: 6, step: 6 }],
    ['low after two responses at 8', { scans: twoResponses }, { weeks: 12, cap: 12, step: 12 }],
    ['low after a stable scan at 6', { scans: [scan('progression', 6), scan('stable', 6)] }, { weeks: 10, cap: 12, step: 10 }],
    ['low after a complete response at 6', { scans: [scan('stable', 6), scan('complete-response', 6)] }, { weeks: 10, cap: 12, step: 10 }],
    ['low after two stable scans at 8 and 12', { scans: [scan('stable', 8), scan('stable', 12)] }, { weeks: 16, cap: 16, step: 16 }],
    ['low after two stable scans at 16', { scans: [scan('stable', 16), scan('stable', 16)] }, { weeks: 16, cap: 16, step: 20 }],
    ['stable scans that are not consecutive', { scans: [scan('stable', 8), scan('not-assessable', 12), scan('stable', 12)] }, { weeks: 12, cap: 12, step: 16 }],
    ['two stable scans at high risk', { scans: [scan('stable', 8), scan('stable', 12)], neurologicalChange: true }, { weeks: 6, cap: 6, step: 16 }],
    ['progression after 16', { scans: [scan('stable', 12), scan('progression', 16)] }, { weeks: 8, cap: 12, step: 8 }],
    ['progression after 15', { scans: [scan('stable', 12), scan('progression', 15)] }, { weeks: 7, cap: 12, step: 7 }],
    ['progression after 12', { scans: [scan('stable', 8), scan('progression', 12)] }, { weeks: 6, cap: 12, step: 6 }],
    ['progression after 8', { scans: [scan('stable', 8), scan('progression', 8)] }, { weeks: 6, cap: 12, step: 6 }],
    ['not assessable after 10', { scans: [scan('stable', 6), scan('not-assessable', 10)] }, { weeks: 10, cap: 12, step: 10 }],
    ['not assessable after 12 at intermediate risk', { scans: [scan('stable', 8), scan('not-assessable', 12)], sins: 9 }, { weeks: 8, cap: 8, step: 12 }],
  ])('%s', (_, part, expected) => {
    expect(propose(part)).toMatchObject(expected);
  }); // prettier-ignore

  it('stays within a board that asks for 8 to 10 weeks', () => {
    const narrow = { minimumWeeks: 8, maximumWeeks: 10, windowDays: 7, caps: { ...bounds.caps, high: 8 } };
    expect(interval({ scans: [], rapidProgression: true }, narrow).weeks).toBe(8);
    expect(interval({ scans: twoResponses }, narrow).weeks).toBe(10);
  });

  it('says its version, and every reason in a sentence', () => {
    expect(propose({ sins: 13 })).toEqual({
      version: '1',
      weeks: 6,
      riskGroup: 'high',
      reasons: [{ risk: 'high', code: 'unstable', sentence: 'SINS 13 or more and not stabilised.' }],
      cap: 6,
      step: 12,
      stepReason: 'Stable or better: 4 weeks more than 8.',
    });
  });

  it.each<[FollowUpScan[], string]>([
    [[], 'First scan: as long as the risk allows.'],
    [[scan('progression', 12)], 'Progression: half of 12 weeks, at least 6.'],
    [[scan('not-assessable', 10)], 'Not assessable: 10 weeks as before.'],
  ])('explains its step', (scans, stepReason) => {
    expect(propose({ scans }).stepReason).toBe(stepReason);
  });

  const facts = fc.record(
    {
      scans: fc.array(fc.record({ weeks: fc.integer({ min: 1, max: 60 }), result: fc.constantFrom(...IMAGING_RESULTS) }), { maxLength: 6 }),
      rapidProgression: fc.boolean(),
      residualEscc: fc.constantFrom('0' as const, '1a' as const, '1b' as const, '1c' as const, '2' as const, '3' as const),
      newOrGrowingEpiduralDisease: fc.boolean(),
      paraspinalExtension: fc.boolean(),
      neurologicalChange: fc.boolean(),
      sins: fc.integer({ min: 0, max: 18 }),
      stabilised: fc.boolean(),
      growth: fc.constantFrom('slow' as const, 'moderate' as const, 'rapid' as const),
    },
    { requiredKeys: ['scans'] },
  ); // prettier-ignore

  it('is always a whole number from 6 to 16', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { weeks } = interval(given, bounds);
        return Number.isInteger(weeks) && weeks >= 6 && weeks <= 16;
      }),
    );
  });

  it('never grows longer because another risk is known', () => {
    fc.assert(
      fc.property(
        facts,
        (given) =>
          interval({ ...given, neurologicalChange: true }, bounds).weeks <=
          interval({ ...given, neurologicalChange: false }, bounds).weeks,
      ),
    );
  });
});
