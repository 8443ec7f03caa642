import type { VertebralLevel } from '#scoring';
import { incompleteSins, recommendation, sinsOf, soundContent, soundSituation } from '../../test/given.js';
import type { Modality } from '../modalities.js';
import { instabilityUnaddressed, surgicalConsultationMissing } from './stability-checks.js';

const facts = { lesions: [{ levels: ['T8' as const] }, { levels: ['L3' as const] }] };
const judge = (scores: ReturnType<typeof sinsOf>[], ...recommendations: ReturnType<typeof recommendation>[]) =>
  soundSituation({ facts, scores, content: { recommendations } });
const at = (modality: Modality, ...levels: VertebralLevel[]) => recommendation(modality, { levels });

describe('instability-unaddressed', () => {
  it.each([
    [12, null],
    [13, ['SINS 13 at T8']],
    [18, ['SINS 18 at T8']],
  ])('judges SINS %i without stabilisation as %p', (sins, because) => {
    expect(instabilityUnaddressed(judge([sinsOf(0, sins), sinsOf(1, 4)]))?.because ?? null).toEqual(because);
  });

  it('counts a lesion whose least possible SINS is already 13', () => {
    expect(instabilityUnaddressed(judge([incompleteSins(0, 13, 15)]))?.because).toEqual(['SINS at least 13 at T8']);
    expect(instabilityUnaddressed(judge([incompleteSins(0, 12, 18)]))).toBeNull();
  });

  it.each<[string, ReturnType<typeof recommendation>[]]>([
    ['an open stabilisation', [recommendation('open-stabilisation')]],
    ['a percutaneous stabilisation', [recommendation('percutaneous-stabilisation')]],
    ['a construct that spans the lesion', [at('open-stabilisation', 'T6', 'T10')]],
  ])('is content with %s', (_, recommendations) => {
    expect(instabilityUnaddressed(judge([sinsOf(0, 14)], ...recommendations))).toBeNull();
  });

  it.each<[string, ReturnType<typeof recommendation>[]]>([
    ['a stabilisation elsewhere', [at('open-stabilisation', 'L2', 'L4')]],
    ['a decompression', [recommendation('decompressive-laminectomy')]],
    ['an orthosis', [recommendation('orthosis')]],
    ['cement', [recommendation('vertebroplasty')]],
  ])('is not content with %s', (_, recommendations) => {
    expect(instabilityUnaddressed(judge([sinsOf(0, 14)], ...recommendations))).not.toBeNull();
  });

  it('asks for every unstable lesion', () => {
    expect(
      instabilityUnaddressed(judge([sinsOf(0, 14), sinsOf(1, 13)], at('open-stabilisation', 'T7', 'T9')))?.because,
    ).toEqual(['SINS 13 at L3']);
  });

  it('is content with a reason not to stabilise, but not with an empty one', () => {
    const unstable = judge([sinsOf(0, 14)]);
    const because = (text: string) => ({
      ...unstable,
      content: { ...unstable.content, reasons: { 'instability-unaddressed': text } },
    });
    expect(instabilityUnaddressed(because('bedbound and comfortable in an orthosis'))).toBeNull();
    expect(instabilityUnaddressed(because(' '))).not.toBeNull();
  });

  it('has nothing to judge where no lesion is described', () => {
    expect(instabilityUnaddressed(soundSituation({ facts: {}, scores: [] }))).toBeNull();
  });
});

describe('surgical-consultation-missing', () => {
  const without = (...scores: ReturnType<typeof sinsOf>[]) =>
    surgicalConsultationMissing(
      soundSituation({ facts, scores, content: soundContent, participants: ['radiation-oncology'] }),
    );

  it.each([
    [6, null],
    [7, ['SINS 7 at T8', 'spine surgery did not take part']],
    [12, ['SINS 12 at T8', 'spine surgery did not take part']],
    [13, null],
  ])('judges a worst SINS of %i without spine surgery as %p', (sins, because) => {
    expect(without(sinsOf(0, sins), sinsOf(1, 0))?.because ?? null).toEqual(because);
  });

  it('is content when spine surgery took part, and without any SINS', () => {
    expect(surgicalConsultationMissing(soundSituation({ facts, scores: [sinsOf(0, 9)] }))).toBeNull();
    expect(without()).toBeNull();
  });
});
