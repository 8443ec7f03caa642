import type { ImagingDone } from '../case-record.js';
import { DEFAULT_PARAMETERS } from '../parameters.js';
import { baselineFindings, baselineFor } from './baseline.js';

const mri = (performedOn: string, modality: ImagingDone['modality'] = 'mri-whole-spine'): ImagingDone => ({
  modality,
  performedOn,
});
const codes = (imaging: ImagingDone[]) =>
  baselineFindings('2026-03-30', imaging, DEFAULT_PARAMETERS).map(({ code }) => code);

describe('the baseline before treatment', () => {
  it.each([
    ['an MRI of the same day', [mri('2026-03-30')], []],
    ['an MRI of the levels', [mri('2026-03-20', 'mri-levels')], []],
    ['an MRI of 28 days before', [mri('2026-03-02')], []],
    ['an MRI of 29 days before', [mri('2026-03-01')], ['baseline-missing']],
    ['an MRI of the day after', [mri('2026-03-31')], ['baseline-missing']],
    ['a bone scan', [mri('2026-03-20', 'bone-scan')], ['baseline-missing']],
    ['no imaging', [], ['baseline-missing']],
  ])('with %s', (_, imaging, expected) => {
    expect(codes(imaging)).toEqual(expected);
  });

  it('is the newest MRI that counts', () => {
    const imaging = [mri('2026-03-05'), mri('2026-03-20', 'mri-levels'), mri('2026-03-10')];
    expect(baselineFor('2026-03-30', imaging, DEFAULT_PARAMETERS)).toEqual(mri('2026-03-20', 'mri-levels'));
  });

  it('says what to do when it is missing', () => {
    expect(baselineFindings('2026-03-30', [], DEFAULT_PARAMETERS)[0]!.sentence).toBe(
      'No MRI of the 28 days before treatment serves as baseline: record it, or image as soon as possible.',
    );
  });
});
