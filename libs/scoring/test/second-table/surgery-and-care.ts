import type { PrintedTable } from './printed-table.js';

/** Spine 2010;35(22):E1221-E1229. */
export const SINS: PrintedTable = {
  items: {
    location: { junctional: 3, mobile: 2, semirigid: 1, rigid: 0 },
    pain: { mechanical: 3, 'occasional-not-mechanical': 1, 'pain-free': 0 },
    'bone-lesion': { lytic: 2, mixed: 1, blastic: 0 },
    alignment: { 'subluxation-or-translation': 4, 'de-novo-deformity': 2, normal: 0 },
    collapse: { 'over-50-percent': 3, 'under-50-percent': 2, 'none-with-over-50-percent-involved': 1, none: 0 },
    posterolateral: { bilateral: 3, unilateral: 1, none: 0 },
  },
  bands: [
    [0, 6, 'stable'],
    [7, 12, 'indeterminate'],
    [13, 18, 'unstable'],
  ],
};

/** Cancer 2013;119(4):897-903. */
export const RADES_2013: PrintedTable = {
  items: {
    ecog: { '2': 0, '3-4': 4 },
    primary: { breast: 1, prostate: 2, 'lymphoma-or-myeloma': 1, lung: 3, other: 3 },
    'other-bone-metastases': { no: 1, yes: 3 },
    'visceral-metastases': { absent: 1, present: 4 },
    interval: { 'up-to-15-months': 3, 'over-15-months': 1 },
    ambulation: { ambulatory: 1, 'not-ambulatory': 4 },
    'motor-deficit': { 'up-to-7-days': 4, 'over-7-days': 1 },
  },
  bands: [
    [6, 18, '6-18'],
    [19, 25, '19-25'],
  ],
};

/** De la Garza Ramos R et al. World Neurosurg 2016. */
export const MSTFI: PrintedTable = {
  items: {
    anaemia: { no: 0, yes: 1 },
    'chronic-lung-disease': { no: 0, yes: 1 },
    coagulopathy: { no: 0, yes: 1 },
    'electrolyte-abnormality': { no: 0, yes: 1 },
    'pulmonary-circulation-disorder': { no: 0, yes: 1 },
    'renal-failure': { no: 0, yes: 1 },
    malnutrition: { no: 0, yes: 1 },
    'emergent-or-urgent-admission': { no: 0, yes: 1 },
    'anterior-or-combined-approach': { no: 0, yes: 1 },
  },
  bands: [
    [0, 0, 'not-frail'],
    [1, 1, 'mildly-frail'],
    [2, 2, 'moderately-frail'],
    [3, 9, 'severely-frail'],
  ],
};
