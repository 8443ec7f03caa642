import type { PrintedTable } from './printed-table.js';

const tokuhashi = {
  'general-condition': { '10-40': 0, '50-70': 1, '80-100': 2 },
  'extraspinal-bone-metastases': { '3-or-more': 0, '1-2': 1, '0': 2 },
  'vertebral-metastases': { '3-or-more': 0, '2': 1, '1': 2 },
  'major-organ-metastases': { unremovable: 0, removable: 1, none: 2 },
  palsy: { complete: 0, incomplete: 1, none: 2 },
};

/** Spine 1990;15(11):1110-1113. */
export const TOKUHASHI_1990: PrintedTable = {
  items: {
    ...tokuhashi,
    'primary-site': {
      lung: 0,
      stomach: 0,
      kidney: 1,
      liver: 1,
      uterus: 1,
      others: 2,
      unidentified: 2,
      thyroid: 2,
      prostate: 2,
      breast: 2,
      rectum: 2,
    },
  },
  bands: [
    [0, 5, '0-5'],
    [6, 8, '6-8'],
    [9, 12, '9-12'],
  ],
};

/** Spine 2005;30(19):2186-2191. */
export const TOKUHASHI_2005: PrintedTable = {
  items: {
    ...tokuhashi,
    'primary-site': {
      lung: 0,
      osteosarcoma: 0,
      stomach: 0,
      bladder: 0,
      oesophagus: 0,
      pancreas: 0,
      liver: 1,
      gallbladder: 1,
      unidentified: 1,
      others: 2,
      kidney: 3,
      uterus: 3,
      rectum: 4,
      thyroid: 5,
      breast: 5,
      prostate: 5,
      carcinoid: 5,
    },
  },
  bands: [
    [0, 8, '0-8'],
    [9, 11, '9-11'],
    [12, 15, '12-15'],
  ],
};

/** Spine 2001;26(3):298-306. */
export const TOMITA: PrintedTable = {
  items: {
    growth: { slow: 1, moderate: 2, rapid: 4 },
    'visceral-metastases': { none: 0, treatable: 2, untreatable: 4 },
    'bone-metastases': { 'solitary-or-isolated': 1, multiple: 2 },
  },
  bands: [
    [2, 3, '2-3'],
    [4, 5, '4-5'],
    [6, 7, '6-7'],
    [8, 10, '8-10'],
  ],
};

/** Eur Spine J 2008;17(11):1488-1495. */
export const MODIFIED_BAUER: PrintedTable = {
  items: {
    'visceral-or-brain-metastases': { absent: 1, present: 0 },
    'lung-cancer': { no: 1, yes: 0 },
    primary: { breast: 1, kidney: 1, lymphoma: 1, 'multiple-myeloma': 1, other: 0 },
    'skeletal-metastases': { solitary: 1, multiple: 0 },
  },
  bands: [
    [0, 1, '0-1'],
    [2, 2, '2'],
    [3, 4, '3-4'],
  ],
};

/** Acta Orthop Scand 1995;66(2):143-146. */
export const BAUER: PrintedTable = {
  items: { ...MODIFIED_BAUER.items, 'pathological-fracture': { no: 1, yes: 0 } },
  bands: [
    [0, 1, '0-1'],
    [2, 3, '2-3'],
    [4, 5, '4-5'],
  ],
};

/** Spine J 2015;15(11):2345-2350. */
export const NESMS: PrintedTable = {
  items: {
    'modified-bauer': { '0-2': 0, '3-4': 2 },
    ambulation: { independent: 1, 'with-aid': 0, 'not-ambulatory': 0 },
    albumin: { 'below-3.5': 0, 'at-least-3.5': 1 },
  },
  bands: [
    [0, 0, '0'],
    [1, 1, '1'],
    [2, 2, '2'],
    [3, 3, '3'],
  ],
  ceiling: 3,
};

/** Cancer Med 2014;3(5):1359-1367. */
export const KATAGIRI: PrintedTable = {
  items: {
    primary: { slow: 0, moderate: 2, rapid: 3 },
    'visceral-or-cerebral-metastasis': { none: 0, nodular: 1, disseminated: 2 },
    laboratory: { normal: 0, abnormal: 1, critical: 2 },
    ecog: { '0-2': 0, '3-4': 1 },
    'previous-chemotherapy': { no: 0, yes: 1 },
    'skeletal-metastases': { solitary: 0, multiple: 1 },
  },
  bands: [
    [0, 3, '0-3'],
    [4, 6, '4-6'],
    [7, 10, '7-10'],
  ],
};

/** Cancer 2005;103(2):320-328. */
export const VAN_DER_LINDEN: PrintedTable = {
  items: {
    performance: { '80-100': 2, '50-70': 1, '20-40': 0 },
    primary: { breast: 3, prostate: 2, lung: 1, other: 0 },
    'visceral-metastases': { absent: 1, present: 0 },
  },
  bands: [
    [0, 3, 'A'],
    [4, 5, 'B'],
    [6, 6, 'C'],
  ],
};

/** Cancer 2008, 10.1002/cncr.23888. */
export const MIZUMOTO: PrintedTable = {
  items: {
    'tumour-type': { favourable: 0, unfavourable: 3 },
    ecog: { '0-2': 0, '3-4': 3 },
    hypercalcaemia: { no: 0, yes: 2 },
    'visceral-metastases': { absent: 0, present: 2 },
    'previous-chemotherapy': { no: 0, yes: 2 },
    'bone-metastases': { single: 0, multiple: 1 },
    age: { 'under-71': 0, '71-or-over': 1 },
  },
  bands: [
    [0, 4, 'A'],
    [5, 9, 'B'],
    [10, 14, 'C'],
  ],
};
