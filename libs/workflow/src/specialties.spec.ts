import {
  DEFAULT_PANEL_SPECIALTIES,
  DEFAULT_REQUIRED_SPECIALTIES,
  SPECIALTIES,
  SPECIALTY_LABELS,
  nameSpecialties,
} from './specialties.js';

describe('the specialties of a spine board', () => {
  it('are required, unless a board says otherwise, as medical oncology, radiation oncology and spine surgery', () => {
    expect(DEFAULT_REQUIRED_SPECIALTIES).toEqual(['medical-oncology', 'radiation-oncology', 'spine-surgery']);
  });

  it('meet in an emergency as spine surgery and radiation oncology', () => {
    expect(DEFAULT_PANEL_SPECIALTIES).toEqual(['spine-surgery', 'radiation-oncology']);
  });

  it('include those whom the pathway asks for', () => {
    expect(SPECIALTIES).toEqual(
      expect.arrayContaining(['radiology', 'pathology', 'palliative-care', 'pain-medicine', 'rehabilitation']),
    );
    expect(SPECIALTY_LABELS['spine-surgery']).toBe('spine surgery');
  });

  it.each([
    { specialties: [] as const, sentence: '' },
    { specialties: ['radiology'] as const, sentence: 'radiology' },
    { specialties: ['spine-surgery', 'radiology'] as const, sentence: 'spine surgery and radiology' },
    {
      specialties: ['spine-surgery', 'radiology', 'pathology'] as const,
      sentence: 'spine surgery, radiology and pathology',
    },
  ])('read in a sentence as "$sentence"', ({ specialties, sentence }) => {
    expect(nameSpecialties(specialties)).toBe(sentence);
  });
});
