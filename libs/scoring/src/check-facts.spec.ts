import { assessment, lesion } from '../test/given.js';
import { checkFacts } from './check-facts.js';
import type { Facts } from './facts.js';
import { ScoringInputError } from './findings.js';
import { nomsSuggestion } from './noms/noms.js';
import { scoreAll, scoreFacts } from './score.js';

/** Facts as they might arrive from outside, before anybody looked at them. */
const fromOutside = (facts: object) => facts as Facts;

describe('the facts of an assessment', () => {
  it('are in order when absent, complete, or unknown to this vocabulary', () => {
    expect(checkFacts({})).toEqual([]);
    expect(checkFacts(assessment())).toEqual([]);
    expect(checkFacts(assessment({ lesions: Array(100).fill(lesion()) }))).toEqual([]);
    for (const weightLossPercent of [0, 100]) expect(checkFacts({ general: { weightLossPercent } })).toEqual([]);
    expect(checkFacts({ laboratory: { crp: { value: 0, unit: 'mg/L' } } })).toEqual([]);
    expect(checkFacts(fromOutside({ imaging: [], general: { kps: 80, nutrition: 'fair', age: undefined } }))).toEqual(
      [],
    );
  });

  it.each([
    [{ general: { kps: 75 } }, 'general.kps', 'out-of-range'],
    [{ general: { kps: -10 } }, 'general.kps', 'out-of-range'],
    [{ general: { kps: 110 } }, 'general.kps', 'out-of-range'],
    [{ general: { kps: '80' } }, 'general.kps', 'wrong-type'],
    [{ general: { kps: null } }, 'general.kps', 'wrong-type'],
    [{ general: { ecog: 6 } }, 'general.ecog', 'out-of-range'],
    [{ general: { ecog: 1.5 } }, 'general.ecog', 'out-of-range'],
    [{ general: { weightLossPercent: 101 } }, 'general.weightLossPercent', 'out-of-range'],
    [{ general: { weightLossPercent: -0.5 } }, 'general.weightLossPercent', 'out-of-range'],
    [{ general: { weightLossPercent: 'ten' } }, 'general.weightLossPercent', 'wrong-type'],
    [{ general: { toleratesSurgery: 'yes' } }, 'general.toleratesSurgery', 'wrong-type'],
    [{ general: null }, 'general', 'wrong-type'],
    [{ general: [] }, 'general', 'wrong-type'],
    [{ primary: { site: 'colorectal' } }, 'primary.site', 'unknown-option'],
    [{ primary: { site: 'constructor' } }, 'primary.site', 'unknown-option'],
    [{ primary: { site: 7 } }, 'primary.site', 'unknown-option'],
    [{ primary: { previouslyIrradiatedLevels: 'T8' } }, 'primary.previouslyIrradiatedLevels', 'wrong-type'],
    [{ burden: { extraspinalBoneMetastases: -1 } }, 'burden.extraspinalBoneMetastases', 'out-of-range'],
    [{ burden: { extraspinalBoneMetastases: 0.5 } }, 'burden.extraspinalBoneMetastases', 'out-of-range'],
    [{ burden: { vertebraeInvolved: [] } }, 'burden.vertebraeInvolved', 'out-of-range'],
    [{ burden: { vertebraeInvolved: ['T8', 'T8'] } }, 'burden.vertebraeInvolved', 'contradiction'],
    [{ burden: { vertebraeInvolved: ['T13'] } }, 'burden.vertebraeInvolved', 'unknown-option'],
    [{ burden: { vertebraeInvolved: [undefined] } }, 'burden.vertebraeInvolved', 'unknown-option'],
    [{ neurology: { frankel: 'F' } }, 'neurology.frankel', 'unknown-option'],
    [{ pain: { nrsNow: 11 } }, 'pain.nrsNow', 'out-of-range'],
    [{ pain: { radiotherapy: 5 } }, 'pain.radiotherapy', 'wrong-type'],
    [{ pain: { radiotherapy: { nrsBefore: 0 } } }, 'pain.radiotherapy.nrsBefore', 'out-of-range'],
    [{ pain: { radiotherapy: { nrsAfter: 11 } } }, 'pain.radiotherapy.nrsAfter', 'out-of-range'],
    [{ pain: { radiotherapy: { opioidDose: 'less' } } }, 'pain.radiotherapy.opioidDose', 'unknown-option'],
    [
      { pain: { radiotherapy: { otherAnalgesicsIncreased: 'no' } } },
      'pain.radiotherapy.otherAnalgesicsIncreased',
      'wrong-type',
    ],
    [{ primary: { katagiriClass: 'fast' } }, 'primary.katagiriClass', 'unknown-option'],
    [{ primary: { mizumotoTumourType: 'good' } }, 'primary.mizumotoTumourType', 'unknown-option'],
    [{ primary: { diagnosedOn: '2026-02-30' } }, 'primary.diagnosedOn', 'wrong-type'],
    [{ primary: { diagnosedOn: '2026-13-01' } }, 'primary.diagnosedOn', 'wrong-type'],
    [{ primary: { diagnosedOn: '20260301' } }, 'primary.diagnosedOn', 'wrong-type'],
    [{ primary: { diagnosedOn: 20260301 } }, 'primary.diagnosedOn', 'wrong-type'],
    [{ burden: { otherBoneMetastases: 'no' } }, 'burden.otherBoneMetastases', 'wrong-type'],
    [{ neurology: { motorDeficitDays: -1 } }, 'neurology.motorDeficitDays', 'out-of-range'],
    [{ neurology: { motorDeficitDays: 2.5 } }, 'neurology.motorDeficitDays', 'out-of-range'],
    [{ neurology: { compressionOn: 'today' } }, 'neurology.compressionOn', 'wrong-type'],
    [{ general: { ecogMapping: 'ours' } }, 'general.ecogMapping', 'unknown-option'],
    [{ frailty: { anaemia: 1 } }, 'frailty.anaemia', 'wrong-type'],
    [{ frailty: { anteriorOrCombinedApproach: 'yes' } }, 'frailty.anteriorOrCombinedApproach', 'wrong-type'],
    [{ patientReported: 'well' }, 'patientReported', 'wrong-type'],
    [{ laboratory: { hypercalcaemia: 2.7 } }, 'laboratory.hypercalcaemia', 'wrong-type'],
    [{ laboratory: { platelets: { value: 150, unit: '/uL' } } }, 'laboratory.platelets', 'out-of-range'],
    [{ laboratory: { calcium: { value: 10.3, unit: 'mmol/L' } } }, 'laboratory.calcium', 'out-of-range'],
    [{ laboratory: { albumin: 35 } }, 'laboratory.albumin', 'wrong-type'],
    [{ laboratory: { albumin: { value: '35', unit: 'g/L' } } }, 'laboratory.albumin', 'wrong-type'],
    [{ laboratory: { albumin: { value: 35, unit: 'mg/L' } } }, 'laboratory.albumin', 'unknown-unit'],
    [{ laboratory: { albumin: { value: 35, unit: 'g/dL' } } }, 'laboratory.albumin', 'out-of-range'],
    [{ laboratory: { crp: { value: -1, unit: 'mg/L' } } }, 'laboratory.crp', 'out-of-range'],
    [{ laboratory: { crp: { value: Infinity, unit: 'mg/L' } } }, 'laboratory.crp', 'out-of-range'],
    [{ lesions: {} }, 'lesions', 'wrong-type'],
    [{ lesions: Array(101).fill(lesion()) }, 'lesions', 'out-of-range'],
    [{ lesions: [null] }, 'lesions[0]', 'wrong-type'],
    [{ lesions: [undefined] }, 'lesions[0]', 'wrong-type'],
    [{ lesions: [{}] }, 'lesions[0].levels', 'wrong-type'],
    [{ lesions: [lesion(), lesion({ levels: [] })] }, 'lesions[1].levels', 'out-of-range'],
    [{ lesions: [lesion({ levels: ['T8', 'T10'] })] }, 'lesions[0].levels', 'contradiction'],
    [{ lesions: [{ ...lesion(), collapse: 'exactly-50-percent' }] }, 'lesions[0].collapse', 'unknown-option'],
  ])('are refused for %j, naming %s', (facts, item, code) => {
    const findings = checkFacts(fromOutside(facts));
    expect(findings).toMatchObject([{ item, code }]);
    expect(findings[0]!.message).toContain(item);
  });

  it.each([
    [{ general: { kps: 75 } }, 'general.kps: 75 is not a whole number, 0 to 100 by 10.'],
    [{ general: { ecog: 6 } }, 'general.ecog: 6 is not a whole number, 0 to 5.'],
    [
      { burden: { extraspinalBoneMetastases: -1 } },
      'burden.extraspinalBoneMetastases: -1 is not a whole number, 0 or more.',
    ],
    [{ primary: { growth: 'fast' } }, 'primary.growth: "fast" is not one of slow, moderate, rapid.'],
    [
      { primary: { site: 'colorectal' } },
      'primary.site: Colorectal is not an answer: colon counts as others and rectum has its own row. Say which.',
    ],
    [
      { lesions: [{ ...lesion(), collapse: 'exactly-50-percent' }] },
      'lesions[0].collapse: Exactly 50 % collapse is left open by the paper: answer over 50 % or under 50 %.',
    ],
    [
      { lesions: [lesion({ levels: ['T8', 'T10'] })] },
      'lesions[0].levels: the levels are not adjacent: record each stretch as a lesion of its own.',
    ],
    [
      { primary: { growth: 'x'.repeat(80) } },
      `primary.growth: "${'x'.repeat(59)}… is not one of slow, moderate, rapid.`,
    ],
  ])('are refused in a sentence: %j', (facts, sentence) => {
    expect(checkFacts(fromOutside(facts)).map(({ message }) => message)).toEqual([sentence]);
  });

  it.each(['exactly-50-percent', '50-percent', '50'])(
    'ask for one side of half a collapse, recorded as %s',
    (collapse) => {
      const [finding] = checkFacts(fromOutside({ lesions: [{ ...lesion(), collapse }] }));
      expect(finding!.message).toMatch(/answer over 50 % or under 50 %\.$/);
    },
  );

  it('list what would be accepted', () => {
    expect(checkFacts(fromOutside({ primary: { growth: 'fast' } }))[0]!.allowed).toEqual(['slow', 'moderate', 'rapid']);
  });

  it('accept a lesion over adjacent levels in any order', () => {
    expect(checkFacts({ lesions: [lesion({ levels: ['L1', 'T12', 'T11'] })] })).toEqual([]);
  });

  it.each([
    ['all scores', (facts: Facts) => scoreAll(facts)],
    ['one score', (facts: Facts) => scoreFacts('tomita', facts)],
    ['NOMS', (facts: Facts) => nomsSuggestion(facts)],
  ])('give no number when impossible: %s are refused, every fault named', (_what, compute) => {
    const facts = fromOutside({ general: { kps: 75 }, neurology: { ais: 'Z' } });
    try {
      compute(facts);
      throw new Error('was not refused');
    } catch (error) {
      expect(error).toBeInstanceOf(ScoringInputError);
      const refusal = error as ScoringInputError;
      expect(refusal.findings.map(({ item }) => item)).toEqual(['neurology.ais', 'general.kps']);
      expect(refusal.item).toBe('neurology.ais');
      expect(refusal.message).toContain('general.kps: 75 is not a whole number, 0 to 100 by 10.');
    }
  });
});
