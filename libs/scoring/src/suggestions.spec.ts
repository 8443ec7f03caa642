import type { BurdenFacts, PrimaryFacts } from './facts.js';
import {
  suggestGrowth,
  suggestKatagiriClass,
  suggestMajorOrganMetastases,
  suggestMizumotoTumourType,
  suggestRadiosensitivity,
  suggestVisceralMetastases,
} from './suggestions.js';

describe('the suggested growth class', () => {
  it.each([
    [{ site: 'breast' }, 'slow', 'partial'],
    [{ site: 'thyroid' }, 'slow', 'partial'],
    [{ site: 'prostate', histology: 'adenocarcinoma' }, 'slow', 'partial'],
    [{ site: 'kidney' }, 'moderate', 'partial'],
    [{ site: 'uterus' }, 'moderate', 'partial'],
    [{ histology: 'renal-cell' }, 'moderate', 'partial'],
    [{ site: 'lung', histology: 'squamous-cell-carcinoma' }, 'rapid', 'partial'],
    [{ site: 'stomach', histology: 'other' }, 'rapid', 'partial'],
    [{ site: 'liver', histology: 'hepatocellular' }, 'rapid', 'unverified'],
    [{ site: 'colon' }, 'rapid', 'unverified'],
    [{ site: 'unidentified', histology: 'unknown' }, 'rapid', 'unverified'],
  ] as [PrimaryFacts, string, string][])('of %j is %s (%s)', (primary, value, evidence) => {
    expect(suggestGrowth(primary)).toMatchObject({ value, evidence });
  });

  it.each([[{ site: 'ovary' }], [{ site: 'breast', histology: 'sarcoma' }], [{}], [undefined]] as [
    PrimaryFacts | undefined,
  ][])('of %j is none', (primary) => {
    expect(suggestGrowth(primary)).toBeNull();
  });
});

describe('the suggested radiosensitivity', () => {
  it.each([
    [{ histology: 'lymphoma' }, 'sensitive'],
    [{ histology: 'multiple-myeloma' }, 'sensitive'],
    [{ histology: 'seminoma' }, 'sensitive'],
    [{ site: 'lung', histology: 'small-cell-lung' }, 'sensitive'],
    [{ site: 'breast', histology: 'lymphoma' }, 'sensitive'],
    [{ site: 'breast' }, 'intermediate'],
    [{ site: 'prostate' }, 'intermediate'],
    [{ site: 'ovary' }, 'intermediate'],
    [{ histology: 'neuroendocrine' }, 'intermediate'],
    [{ site: 'kidney' }, 'resistant'],
    [{ histology: 'renal-cell' }, 'resistant'],
    [{ site: 'thyroid' }, 'resistant'],
    [{ site: 'colon' }, 'resistant'],
    [{ histology: 'hepatocellular' }, 'resistant'],
    [{ histology: 'non-small-cell-lung' }, 'resistant'],
    [{ histology: 'melanoma' }, 'resistant'],
    [{ histology: 'sarcoma' }, 'resistant'],
    [{ histology: 'osteosarcoma' }, 'resistant'],
  ] as [PrimaryFacts, string][])('of %j is %s, for a clinician to confirm', (primary, value) => {
    expect(suggestRadiosensitivity(primary)).toMatchObject({ value, evidence: 'unverified' });
  });

  it.each([[{ site: 'lung' }], [{ site: 'rectum' }], [{ site: 'kidney', histology: 'urothelial' }]] as [
    PrimaryFacts,
  ][])('of %j is none', (primary) => {
    expect(suggestRadiosensitivity(primary)).toBeNull();
  });

  it('says what it was read from', () => {
    expect(suggestRadiosensitivity({ site: 'colon' })).toEqual({
      value: 'resistant',
      because: 'the primary site colon',
      evidence: 'unverified',
      from: ['primary.site'],
    });
  });
});

describe('removable and treatable', () => {
  it.each([
    ['none', 'none'],
    ['treatable', 'removable'],
    ['untreatable', 'unremovable'],
  ] as [BurdenFacts['visceralMetastases'], BurdenFacts['majorOrganMetastases']][])(
    'are suggested from each other: %s and %s',
    (visceralMetastases, majorOrganMetastases) => {
      expect(suggestMajorOrganMetastases({ visceralMetastases })).toMatchObject({
        value: majorOrganMetastases,
        from: ['burden.visceralMetastases'],
      });
      expect(suggestVisceralMetastases({ majorOrganMetastases })).toMatchObject({
        value: visceralMetastases,
        from: ['burden.majorOrganMetastases'],
      });
    },
  );

  it('are not suggested from nothing', () => {
    expect(suggestMajorOrganMetastases(undefined)).toBeNull();
    expect(suggestVisceralMetastases({ visceralMetastases: 'none' })).toBeNull();
  });
});

describe('the suggested class of Katagiri', () => {
  it.each([
    [{ site: 'kidney' }, 'moderate'],
    [{ site: 'kidney', histology: 'adenocarcinoma' }, 'moderate'],
    [{ site: 'liver' }, 'rapid'],
  ] as [PrimaryFacts, string][])('of %j is %s, for a clinician to confirm', (primary, value) => {
    expect(suggestKatagiriClass(primary)).toMatchObject({ value, evidence: 'unverified', from: ['primary.site'] });
  });

  it.each([[{ site: 'kidney', histology: 'urothelial' }], [{ site: 'breast' }], [undefined]] as [
    PrimaryFacts | undefined,
  ][])(
    // prettier-ignore
    'of %j is none',
    (primary) => {
      expect(suggestKatagiriClass(primary)).toBeNull();
    },
  );
});

describe('the suggested tumour type of Mizumoto', () => {
  it.each([
    [{ site: 'thyroid' }, 'favourable', 'Katagiri’s class slow'],
    [{ site: 'breast', hormoneDependent: true }, 'favourable', 'Katagiri’s class slow'],
    [{ site: 'pancreas' }, 'unfavourable', 'Katagiri’s class rapid'],
  ] as [PrimaryFacts, string, string][])('of %j is %s, because of %s', (primary, value, because) => {
    expect(suggestMizumotoTumourType(primary)).toMatchObject({ value, because, evidence: 'unverified' });
  });

  it.each([[{ site: 'ovary' }], [{ site: 'breast' }], [{}], [undefined]] as [PrimaryFacts | undefined][])(
    'of %j is none',
    (primary) => {
      expect(suggestMizumotoTumourType(primary)).toBeNull();
    },
  );
});
