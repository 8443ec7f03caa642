import type { AssessmentFacts, ImagingDone } from './case-record.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { isAsymptomatic, workupAdvice } from './workup.js';

const advice = (facts: AssessmentFacts) => workupAdvice(facts, '2026-03-30', DEFAULT_PARAMETERS).map(({ id }) => id);
const image = (modality: ImagingDone['modality'], performedOn: string): ImagingDone[] => [{ modality, performedOn }];
const known = { knownCancer: true, newBackPain: true };

describe('the workup', () => {
  it.each<[string, AssessmentFacts, string[]]>([
    ['known cancer with new back pain', { workup: known }, ['spine-imaging-at-once']],
    ['known cancer with new neurology', { workup: { knownCancer: true, newNeurologicalSymptoms: true } }, ['spine-imaging-at-once']],
    ['known cancer without anything new', { workup: { knownCancer: true } }, []],
    ['new back pain without known cancer', { workup: { newBackPain: true } }, []],
    ['imaged 28 days ago', { workup: known, imaging: image('ct-index-levels', '2026-03-02') }, []],
    ['imaged 29 days ago', { workup: known, imaging: image('mri-levels', '2026-03-01') }, ['spine-imaging-at-once']],
    ['to be imaged tomorrow', { workup: known, imaging: image('mri-levels', '2026-03-31') }, ['spine-imaging-at-once']],
    ['a bone scan only', { workup: known, imaging: image('bone-scan', '2026-03-29') }, ['spine-imaging-at-once']],
    ['raised alkaline phosphatase', { laboratory: { alkalinePhosphataseRaised: true } }, ['bone-scan-advised']],
    ['radiographs that suggest bone', { workup: { radiographsSuggestBone: true }, laboratory: { alkalinePhosphataseRaised: false }, pain: { nrsNow: 0 } }, ['bone-scan-advised']],
    ['no symptoms and normal alkaline phosphatase', { laboratory: { alkalinePhosphataseRaised: false }, pain: { nrsNow: 0 } }, ['bone-scan-not-advised']],
    ['no symptoms and unknown alkaline phosphatase', { pain: { nrsNow: 0 } }, []],
    ['pain and normal alkaline phosphatase', { laboratory: { alkalinePhosphataseRaised: false }, pain: { nrsNow: 1 } }, []],
    ['nothing known', {}, []],
  ])('with %s', (_, facts, expected) => {
    expect(advice(facts)).toEqual(expected);
  }); // prettier-ignore

  it.each<[AssessmentFacts, boolean]>([
    [{}, false],
    [{ pain: { nocturnal: false } }, false],
    [{ pain: { nrsNow: 0 } }, true],
    [{ pain: { nrsNow: 0, nrsWorst: 1 } }, false],
    [{ pain: { character: 'pain-free' } }, true],
    [{ pain: { nrsNow: 0, character: 'mechanical' } }, false],
    [{ pain: { nrsNow: 0 }, neurology: { frankel: 'D' } }, false],
  ])('calls %p without symptoms: %p', (facts, expected) => {
    expect(isAsymptomatic(facts)).toBe(expected);
  });
});
