import {
  MODALITIES,
  groupOf,
  labelOf,
  isConventional,
  isDecompression,
  isLocalTreatment,
  isPercutaneous,
  isRadiotherapy,
  isStabilisation,
  isSurgery,
  isSurgeryBeyondPercutaneous,
  isSystemic,
  isTreatment,
} from './modalities.js';

describe('the vocabulary of recommendations', () => {
  it('names every modality once', () => {
    expect(new Set(MODALITIES).size).toBe(MODALITIES.length);
    expect(MODALITIES).toHaveLength(32);
  });

  it('knows the group of each modality', () => {
    expect(groupOf('separation-surgery')).toBe('surgery');
    expect(groupOf('kyphoplasty')).toBe('percutaneous');
    expect(groupOf('active-surveillance')).toBe('observation');
  });

  it('has a word for each modality in a sentence', () => {
    expect(labelOf('cebrt')).toBe('cEBRT');
    expect(labelOf('vertebral-body-resection')).toBe('vertebral body resection');
  });

  it.each([
    ['surgery', isSurgery, ['decompressive-laminectomy', 'separation-surgery', 'vertebral-body-resection', 'en-bloc-spondylectomy', 'open-stabilisation', 'percutaneous-stabilisation']],
    ['surgery beyond percutaneous', isSurgeryBeyondPercutaneous, ['decompressive-laminectomy', 'separation-surgery', 'vertebral-body-resection', 'en-bloc-spondylectomy', 'open-stabilisation']],
    ['stabilisation', isStabilisation, ['open-stabilisation', 'percutaneous-stabilisation']],
    ['decompression', isDecompression, ['decompressive-laminectomy', 'separation-surgery', 'vertebral-body-resection', 'en-bloc-spondylectomy']],
    ['percutaneous', isPercutaneous, ['vertebroplasty', 'kyphoplasty', 'radiofrequency-ablation', 'percutaneous-biopsy']],
    ['radiotherapy', isRadiotherapy, ['cebrt', 'sbrt', 'palliative-single-fraction', 're-irradiation']],
    ['conventional radiotherapy', isConventional, ['cebrt', 'palliative-single-fraction']],
    ['systemic treatment', isSystemic, ['chemotherapy', 'hormone-therapy', 'targeted-therapy', 'immunotherapy', 'bone-modifying-agent']],
  ])('calls exactly these %s', (_, predicate, expected) => {
    expect(MODALITIES.filter(predicate)).toEqual(expected);
  }); // prettier-ignore

  it('does not count a biopsy as local treatment, though it stands among the percutaneous procedures', () => {
    expect(isLocalTreatment('percutaneous-biopsy')).toBe(false);
    expect(['vertebroplasty', 'sbrt', 'open-stabilisation'].every((id) => isLocalTreatment(id as 'sbrt'))).toBe(true);
    expect(isLocalTreatment('chemotherapy')).toBe(false);
  });

  it('lets surgery, percutaneous, radiotherapy and systemic recommendations lapse, and no other', () => {
    expect(
      ['open-stabilisation', 'vertebroplasty', 'cebrt', 'hormone-therapy'].every((id) => isTreatment(id as 'cebrt')),
    ).toBe(true);
    expect(['pain-team', 'biopsy', 'active-surveillance'].some((id) => isTreatment(id as 'biopsy'))).toBe(false);
  });
});
