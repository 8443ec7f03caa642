import type { Severity } from '../severity.js';
import { BOARD_DEFAULT, NG234, SINS } from '../sources.js';

export const READINESS_OWNERS = ['referrer', 'coordinator', 'spine-surgery'] as const;
export type ReadinessOwner = (typeof READINESS_OWNERS)[number];

export interface ReadinessItemDefinition {
  title: string;
  severity: Severity;
  /** Who is asked to mend it. */
  owner: ReadinessOwner;
  source: string;
}

/** What must be known before a case goes to the board, in the order in which it is shown. Ages are the board's parameters. */
export const READINESS_ITEMS = {
  'clinical-question': {
    title: 'Clinical question for the board',
    severity: 'blocker',
    owner: 'referrer',
    source: BOARD_DEFAULT,
  },
  'mri-whole-spine': {
    title: 'MRI of the whole spine, or CT where MRI is impossible',
    severity: 'blocker',
    owner: 'coordinator',
    source: NG234,
  },
  'ct-index-levels': {
    title: 'CT of the index levels, for SINS',
    severity: 'warning',
    owner: 'coordinator',
    source: SINS,
  },
  'systemic-staging': {
    title: 'Systemic staging',
    severity: 'warning',
    owner: 'coordinator',
    source: BOARD_DEFAULT,
  },
  histology: {
    title: 'Histology known, biopsy requested, or a reason for neither',
    severity: 'blocker',
    owner: 'referrer',
    source: BOARD_DEFAULT,
  },
  'performance-status': {
    title: 'KPS or ECOG',
    severity: 'blocker',
    owner: 'referrer',
    source: BOARD_DEFAULT,
  },
  'neurological-examination': {
    title: 'Neurological examination: Frankel or AIS, ambulation, bladder and bowel',
    severity: 'blocker',
    owner: 'referrer',
    source: BOARD_DEFAULT,
  },
  'pain-score': {
    title: 'Pain score (NRS)',
    severity: 'warning',
    owner: 'referrer',
    source: BOARD_DEFAULT,
  },
  'sins-inputs': {
    title: 'SINS inputs of every extradural lesion',
    severity: 'warning',
    owner: 'spine-surgery',
    source: SINS,
  },
  'prognostic-score': {
    title: 'At least one prognostic score complete',
    severity: 'warning',
    owner: 'referrer',
    source: NG234,
  },
  albumin: {
    title: 'Albumin',
    severity: 'warning',
    owner: 'referrer',
    source: BOARD_DEFAULT,
  },
  'patient-preferences': {
    title: 'Preferences of the patient',
    severity: 'warning',
    owner: 'referrer',
    source: NG234,
  },
} as const satisfies Record<string, ReadinessItemDefinition>;

export type ReadinessItemId = keyof typeof READINESS_ITEMS;
export const READINESS_ITEM_IDS = Object.keys(READINESS_ITEMS) as readonly ReadinessItemId[];
