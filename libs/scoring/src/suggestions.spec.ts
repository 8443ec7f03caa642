import type { BurdenFacts, Histology, PrimaryFacts, PrimarySite } from './facts.js';
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

/** Every primary site and every histology by itself, with the class that each list gives it and the evidence of that list. */
const SITES: [PrimarySite, string | null, string | null, string | null][] = [
  ['breast', 'slow partial', 'intermediate', null],
  ['prostate', 'slow partial', 'intermediate', null],
  ['lung', 'rapid partial', null, null],
  ['kidney', 'moderate partial', 'resistant', 'moderate'],
  ['thyroid', 'slow partial', 'resistant', null],
  ['uterus', 'moderate partial', null, null],
  ['stomach', 'rapid partial', null, null],
  ['oesophagus', null, null, null],
  ['liver', 'rapid unverified', null, 'rapid'],
  ['gallbladder', null, null, null],
  ['pancreas', null, null, null],
  ['colon', 'rapid unverified', 'resistant', null],
  ['rectum', null, null, null],
  ['bladder', null, null, null],
  ['ovary', null, 'intermediate', null],
  ['cervix', null, null, null],
  ['head-and-neck', null, null, null],
  ['skin', null, null, null],
  ['bone', null, null, null],
  ['soft-tissue', null, null, null],
  ['bone-marrow', null, null, null],
  ['lymphatic', null, null, null],
  ['testis', null, null, null],
  ['other-urological', null, null, null],
  ['other', null, null, null],
  ['unidentified', 'rapid unverified', null, null],
];

const HISTOLOGIES: [Histology, string | null, string | null, boolean][] = [
  ['adenocarcinoma', null, null, true],
  ['squamous-cell-carcinoma', null, null, true],
  ['non-small-cell-lung', 'rapid partial', 'resistant', false],
  ['small-cell-lung', 'rapid partial', 'sensitive', false],
  ['renal-cell', 'moderate partial', 'resistant', false],
  ['hepatocellular', 'rapid unverified', 'resistant', false],
  ['melanoma', null, 'resistant', false],
  ['sarcoma', null, 'resistant', false],
  ['osteosarcoma', null, 'resistant', false],
  ['lymphoma', null, 'sensitive', false],
  ['multiple-myeloma', null, 'sensitive', false],
  ['seminoma', null, 'sensitive', false],
  ['carcinoid', null, null, false],
  ['neuroendocrine', null, 'intermediate', false],
  ['urothelial', null, null, false],
  ['other', null, null, true],
  ['unknown', null, null, true],
];

const suggestion = (said: string | null, because: string, from: string) => {
  if (said === null) return null;
  const [value, evidence = 'unverified'] = said.split(' ');
  return { value, because, evidence, from: [from] };
};

describe('what an organ or a histology suggests by itself', () => {
  it.each(SITES)('of %s is %s, %s and %s', (site, growth, radiosensitivity, katagiri) => {
    const because = `the primary site ${site}`;
    expect(suggestGrowth({ site })).toEqual(suggestion(growth, because, 'primary.site'));
    expect(suggestRadiosensitivity({ site })).toEqual(suggestion(radiosensitivity, because, 'primary.site'));
    expect(suggestKatagiriClass({ site })).toEqual(suggestion(katagiri, because, 'primary.site'));
  });

  it.each(HISTOLOGIES)(
    'of %s is %s and %s; that it leaves the site to speak is %s',
    (histology, growth, radio, leaves) => {
      const because = `the histology ${histology}`;
      expect(suggestGrowth({ histology })).toEqual(suggestion(growth, because, 'primary.histology'));
      expect(suggestRadiosensitivity({ histology })).toEqual(suggestion(radio, because, 'primary.histology'));
      expect(suggestKatagiriClass({ site: 'kidney', histology })?.value).toBe(leaves ? 'moderate' : undefined);
    },
  );
});

describe('a suggestion from another fact', () => {
  it('says why, and from what', () => {
    expect(suggestMajorOrganMetastases({ visceralMetastases: 'treatable' })).toEqual({
      value: 'removable',
      because: 'visceral metastases recorded as treatable',
      evidence: 'unverified',
      from: ['burden.visceralMetastases'],
    });
    expect(suggestVisceralMetastases({ majorOrganMetastases: 'removable' })).toEqual({
      value: 'treatable',
      because: 'major-organ metastases recorded as removable',
      evidence: 'unverified',
      from: ['burden.majorOrganMetastases'],
    });
    expect(suggestMizumotoTumourType({ site: 'thyroid' })).toEqual({
      value: 'favourable',
      because: 'Katagiri’s class slow',
      evidence: 'unverified',
      from: ['primary.site'],
    });
  });

  it('is none where nothing is recorded, or where the class in between is', () => {
    expect(suggestMajorOrganMetastases({})).toBeNull();
    expect(suggestVisceralMetastases(undefined)).toBeNull();
    expect(suggestMizumotoTumourType({ katagiriClass: 'moderate' })).toBeNull();
  });
});
