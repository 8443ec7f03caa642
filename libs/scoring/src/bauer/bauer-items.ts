/** The items of the Bauer score; the modified score has all of them but the fracture. */

import { decided } from '../answers.js';
import type { BurdenFacts, PrimaryFacts, PrimarySite } from '../facts.js';
import type { Item, Reading } from '../instrument.js';
import { FROM_SKELETON, readSkeletalMetastases } from '../skeletal-metastases.js';

const FROM_VISCERAL = ['burden.visceralMetastases'];
const FROM_BRAIN = ['burden.brainMetastases'];

export const visceralOrBrainMetastases: Item = {
  id: 'visceral-or-brain-metastases',
  label: 'Visceral or brain metastases',
  options: [
    { id: 'absent', label: 'No visceral and no brain metastases', points: 1 },
    { id: 'present', label: 'Visceral or brain metastases', points: 0 },
  ],
  from: ['burden.visceralMetastases', 'burden.brainMetastases'],
  read: ({ burden }) => readVisceralOrBrain(burden),
};

/** Either kind present settles it; their absence needs both facts. */
function readVisceralOrBrain(burden: BurdenFacts | undefined): Reading {
  const visceral = burden?.visceralMetastases;
  const brain = burden?.brainMetastases;

  if (visceral && visceral !== 'none') return { option: 'present', from: FROM_VISCERAL };
  if (brain) return { option: 'present', from: FROM_BRAIN };
  if (visceral && brain === false) return 'absent';
  if (visceral) return { option: null, from: FROM_BRAIN };
  return brain === false ? { option: null, from: FROM_VISCERAL } : undefined;
}

const FROM_SITE = ['primary.site'];
const FROM_HISTOLOGY = ['primary.histology'];
const FROM_SITE_AND_HISTOLOGY = ['primary.site', 'primary.histology'];
export const CONTRADICTION = 'The site and the histology of the primary contradict each other: correct one of them.';

export const lungCancer: Item = {
  id: 'lung-cancer',
  label: 'Lung cancer',
  options: [
    { id: 'no', label: 'Not a lung cancer', points: 1 },
    { id: 'yes', label: 'Lung cancer', points: 0 },
  ],
  from: FROM_SITE,
  read: ({ primary }) => readLungCancer(primary),
};

function readLungCancer({ site, histology }: PrimaryFacts = {}): Reading {
  if (histology === 'lymphoma' || histology === 'multiple-myeloma') return { option: 'no', from: FROM_HISTOLOGY };
  if (histology === 'non-small-cell-lung' || histology === 'small-cell-lung') {
    if (!site || site === 'lung' || site === 'unidentified') return { option: 'yes', from: FROM_HISTOLOGY };
    return { option: null, from: FROM_SITE_AND_HISTOLOGY, note: CONTRADICTION };
  }
  if (!site) return undefined;
  return site === 'lung' ? 'yes' : 'no';
}

export const favourablePrimary: Item = {
  id: 'primary',
  label: 'Primary is breast, kidney, lymphoma or multiple myeloma',
  options: [
    { id: 'breast', label: 'Breast', points: 1 },
    { id: 'kidney', label: 'Kidney', points: 1 },
    { id: 'lymphoma', label: 'Lymphoma', points: 1 },
    { id: 'multiple-myeloma', label: 'Multiple myeloma', points: 1 },
    { id: 'other', label: 'Any other (prostate and thyroid among them)', points: 0 },
  ],
  from: FROM_SITE_AND_HISTOLOGY,
  read: ({ primary }) => readFavourablePrimary(primary),
};

/** Sites where a lymphoma or a myeloma may be meant, so that only the histology can say that it is neither. */
export const MAY_HIDE_LYMPHOMA_OR_MYELOMA: ReadonlySet<PrimarySite> = new Set([
  'bone',
  'bone-marrow',
  'lymphatic',
  'soft-tissue',
  'other',
] as const);

function readFavourablePrimary({ site, histology }: PrimaryFacts = {}): Reading {
  if (histology === 'lymphoma' || histology === 'multiple-myeloma') return { option: histology, from: FROM_HISTOLOGY };
  if (!site) return { option: null, from: FROM_SITE };
  if (site === 'breast' || site === 'kidney') return { option: site, from: FROM_SITE };

  const isHistologyOpen = !histology || histology === 'unknown';
  if (isHistologyOpen && MAY_HIDE_LYMPHOMA_OR_MYELOMA.has(site)) return { option: null, from: FROM_HISTOLOGY };
  return histology ? 'other' : { option: 'other', from: FROM_SITE };
}

export const skeletalMetastases: Item = {
  id: 'skeletal-metastases',
  label: 'Skeletal metastases, spine included',
  options: [
    { id: 'solitary', label: 'One solitary skeletal metastasis', points: 1 },
    { id: 'multiple', label: 'More than one', points: 0 },
  ],
  from: FROM_SKELETON,
  read: ({ burden }) => readSkeletalMetastases(burden, 'solitary', 'multiple'),
};

export const pathologicalFracture: Item = {
  id: 'pathological-fracture',
  label: 'Pathological fracture',
  options: [
    { id: 'no', label: 'No pathological fracture', points: 1 },
    { id: 'yes', label: 'Pathological fracture', points: 0 },
  ],
  from: ['burden.pathologicalFracture'],
  read: ({ burden }) => decided(burden?.pathologicalFracture, 'yes', 'no'),
};
