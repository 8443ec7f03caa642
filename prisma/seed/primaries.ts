import type { Modality } from '#pathway';
import type { PrimaryFacts } from '#scoring';

export interface Primary {
  readonly facts: PrimaryFacts;
  /** What medical oncology gives. */
  readonly systemic: Modality;
}

/** Every histology that a published table names, at a site where it occurs. */
export const PRIMARIES = {
  breast: {
    facts: {
      site: 'breast',
      histology: 'adenocarcinoma',
      growth: 'slow',
      radiosensitivity: 'intermediate',
      hormoneDependent: true,
      topography: 'C50.9',
      morphology: '8500/3',
    },
    systemic: 'hormone-therapy',
  },
  prostate: {
    facts: {
      site: 'prostate',
      histology: 'adenocarcinoma',
      growth: 'slow',
      radiosensitivity: 'intermediate',
      hormoneDependent: true,
      topography: 'C61.9',
      morphology: '8140/3',
    },
    systemic: 'hormone-therapy',
  },
  lung: {
    facts: {
      site: 'lung',
      histology: 'non-small-cell-lung',
      growth: 'rapid',
      radiosensitivity: 'resistant',
      targetableDriverTreated: false,
      topography: 'C34.9',
      morphology: '8046/3',
    },
    systemic: 'immunotherapy',
  },
  lungWithDriver: {
    facts: {
      site: 'lung',
      histology: 'non-small-cell-lung',
      growth: 'moderate',
      radiosensitivity: 'resistant',
      targetableDriverTreated: true,
      topography: 'C34.1',
      morphology: '8140/3',
    },
    systemic: 'targeted-therapy',
  },
  smallCellLung: {
    facts: { site: 'lung', histology: 'small-cell-lung', growth: 'rapid', radiosensitivity: 'sensitive' },
    systemic: 'chemotherapy',
  },
  kidney: {
    facts: {
      site: 'kidney',
      histology: 'renal-cell',
      growth: 'moderate',
      radiosensitivity: 'resistant',
      topography: 'C64.9',
      morphology: '8310/3',
    },
    systemic: 'targeted-therapy',
  },
  thyroid: {
    facts: { site: 'thyroid', histology: 'adenocarcinoma', growth: 'slow', radiosensitivity: 'resistant' },
    systemic: 'targeted-therapy',
  },
  melanoma: {
    facts: { site: 'skin', histology: 'melanoma', growth: 'rapid', radiosensitivity: 'resistant' },
    systemic: 'immunotherapy',
  },
  colon: {
    facts: { site: 'colon', histology: 'adenocarcinoma', growth: 'rapid', radiosensitivity: 'resistant' },
    systemic: 'chemotherapy',
  },
  liver: {
    facts: { site: 'liver', histology: 'hepatocellular', growth: 'rapid', radiosensitivity: 'resistant' },
    systemic: 'targeted-therapy',
  },
  oesophagus: {
    facts: {
      site: 'oesophagus',
      histology: 'squamous-cell-carcinoma',
      growth: 'rapid',
      radiosensitivity: 'intermediate',
    },
    systemic: 'chemotherapy',
  },
  bladder: {
    facts: { site: 'bladder', histology: 'urothelial', growth: 'rapid', radiosensitivity: 'intermediate' },
    systemic: 'immunotherapy',
  },
  sarcoma: {
    facts: { site: 'soft-tissue', histology: 'sarcoma', growth: 'rapid', radiosensitivity: 'resistant' },
    systemic: 'chemotherapy',
  },
  osteosarcoma: {
    facts: { site: 'bone', histology: 'osteosarcoma', growth: 'rapid', radiosensitivity: 'resistant' },
    systemic: 'chemotherapy',
  },
  lymphoma: {
    facts: { site: 'lymphatic', histology: 'lymphoma', growth: 'moderate', radiosensitivity: 'sensitive' },
    systemic: 'chemotherapy',
  },
  myeloma: {
    facts: { site: 'bone-marrow', histology: 'multiple-myeloma', growth: 'slow', radiosensitivity: 'sensitive' },
    systemic: 'chemotherapy',
  },
  seminoma: {
    facts: { site: 'testis', histology: 'seminoma', growth: 'moderate', radiosensitivity: 'sensitive' },
    systemic: 'chemotherapy',
  },
  carcinoid: {
    facts: {
      site: 'lung',
      histology: 'carcinoid',
      growth: 'slow',
      radiosensitivity: 'intermediate',
      tokuhashiPrimary: 'carcinoid',
    },
    systemic: 'targeted-therapy',
  },
  neuroendocrine: {
    facts: { site: 'pancreas', histology: 'neuroendocrine', growth: 'moderate', radiosensitivity: 'intermediate' },
    systemic: 'targeted-therapy',
  },
  /** Found at the spine, its origin unknown: nobody has confirmed how sensitive it is. */
  unknown: {
    facts: { site: 'unidentified', histology: 'unknown', growth: 'rapid' },
    systemic: 'chemotherapy',
  },
  other: {
    facts: { site: 'other', histology: 'other', growth: 'moderate', radiosensitivity: 'resistant' },
    systemic: 'chemotherapy',
  },
} as const satisfies Record<string, Primary>;

export type PrimaryKey = keyof typeof PRIMARIES;
