/** The five items that Tokuhashi's original (1990) and revised (2005) scores share, row for row. */

import type { AisGrade, FrankelGrade, NeurologyFacts } from '../facts.js';
import type { Item, Reading } from '../instrument.js';

const KPS_0 = 'A KPS of 0 cannot be scored: the table begins at KPS 10.';

export const generalCondition: Item = {
  id: 'general-condition',
  label: 'General condition (Karnofsky performance status)',
  options: [
    { id: '10-40', label: 'Poor (KPS 10-40)', points: 0, min: 10, max: 40 },
    { id: '50-70', label: 'Moderate (KPS 50-70)', points: 1, min: 50, max: 70 },
    { id: '80-100', label: 'Good (KPS 80-100)', points: 2, min: 80, max: 100 },
  ],
  from: ['general.kps'],
  number: { min: 10, max: 100, step: 10 },
  refused: { '0': KPS_0 },
  read: ({ general }) => general?.kps,
};

export const extraspinalFoci: Item = {
  id: 'extraspinal-bone-metastases',
  label: 'Extraspinal bone metastatic foci',
  options: [
    { id: '3-or-more', label: '3 or more', points: 0, min: 3 },
    { id: '1-2', label: '1 or 2', points: 1, min: 1, max: 2 },
    { id: '0', label: 'None', points: 2, min: 0, max: 0 },
  ],
  from: ['burden.extraspinalBoneMetastases'],
  number: { min: 0, step: 1 },
  read: ({ burden }) => burden?.extraspinalBoneMetastases,
};

export const vertebralMetastases: Item = {
  id: 'vertebral-metastases',
  label: 'Metastases in the vertebral body (vertebrae involved)',
  // Some reprints print this row as 3 or more / 1-2 / 0. That is a misprint: every patient has at least one.
  options: [
    { id: '3-or-more', label: '3 or more', points: 0, min: 3, max: 29 },
    { id: '2', label: '2', points: 1, min: 2, max: 2 },
    { id: '1', label: '1', points: 2, min: 1, max: 1 },
  ],
  from: ['burden.vertebraeInvolved'],
  number: { min: 1, max: 29, step: 1 },
  read: ({ burden }) => burden?.vertebraeInvolved?.length,
};

export const majorOrganMetastases: Item = {
  id: 'major-organ-metastases',
  label: 'Metastases to the major internal organs',
  options: [
    { id: 'unremovable', label: 'Unremovable', points: 0 },
    { id: 'removable', label: 'Removable', points: 1 },
    { id: 'none', label: 'None', points: 2 },
  ],
  from: ['burden.majorOrganMetastases'],
  read: ({ burden }) => burden?.majorOrganMetastases,
};

const PALSY_OF_GRADE = { A: 'complete', B: 'complete', C: 'incomplete', D: 'incomplete', E: 'none' } as const;
const FROM_FRANKEL = ['neurology.frankel'];
const FROM_AIS = ['neurology.ais'];
const FROM_EITHER = ['neurology.frankel', 'neurology.ais'];
const AIS_NOTE =
  'Read from the ASIA Impairment Scale; the paper names Frankel grades, and the two are not a validated equivalence.';
const DISAGREE_NOTE = 'The Frankel and ASIA grades recorded give different answers: say which examination counts.';

export const palsy: Item = {
  id: 'palsy',
  label: 'Palsy (Frankel)',
  options: [
    { id: 'complete', label: 'Complete (Frankel A, B)', points: 0 },
    { id: 'incomplete', label: 'Incomplete (Frankel C, D)', points: 1 },
    { id: 'none', label: 'None (Frankel E)', points: 2 },
  ],
  from: FROM_EITHER,
  read: ({ neurology }) => readPalsy(neurology?.frankel, neurology?.ais),
};

/** Either examination answers; where both were made and say different things, which counts is asked. */
function readPalsy(frankel: NeurologyFacts['frankel'], ais: NeurologyFacts['ais']): Reading {
  if (frankel && ais) return agreeing(frankel, ais);
  if (frankel) return { option: PALSY_OF_GRADE[frankel], from: FROM_FRANKEL };
  if (ais) return { option: PALSY_OF_GRADE[ais], from: FROM_AIS, note: AIS_NOTE };
  return undefined;
}

function agreeing(frankel: FrankelGrade, ais: AisGrade): Reading {
  const [byFrankel, byAis] = [PALSY_OF_GRADE[frankel], PALSY_OF_GRADE[ais]];
  if (byFrankel === byAis) return byFrankel;
  return { option: null, from: FROM_EITHER, among: [byFrankel, byAis], note: DISAGREE_NOTE };
}
