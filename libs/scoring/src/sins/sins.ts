/**
 * Spinal Instability Neoplastic Score: Fisher CG et al. A novel classification system for spinal instability in neoplastic
 * disease. Spine 2010;35(22):E1221-E1229. Reliability: Fourney DR et al. J Clin Oncol 2011;29(22):3072-3077.
 * 0-18, higher is less stable. Verified. Scored per lesion, never summed over lesions.
 */

import { chosen, lesionPath } from '../answers.js';
import type { Facts, LesionFacts, VertebralLevel } from '../facts.js';
import { VERTEBRAL_LEVELS } from '../facts.js';
import { type Answer, defineInstrument, type Item } from '../instrument.js';
import { extraduralOnly } from '../lesions.js';

/** The regions of the table, the one with most points first. S1 counts with the L5-S1 junction. */
const REGIONS = ['junctional', 'mobile', 'semirigid', 'rigid'] as const;
type Region = (typeof REGIONS)[number];

const FIRST_LEVEL_OF_REGION: readonly (readonly [VertebralLevel, Region])[] = [
  ['C1', 'junctional'],
  ['C3', 'mobile'],
  ['C7', 'junctional'],
  ['T3', 'semirigid'],
  ['T11', 'junctional'],
  ['L2', 'mobile'],
  ['L5', 'junctional'],
  ['S2', 'rigid'],
];

const REGION_OF = new Map<VertebralLevel, Region>(
  VERTEBRAL_LEVELS.map((level, index) => {
    const begun = FIRST_LEVEL_OF_REGION.filter(([first]) => VERTEBRAL_LEVELS.indexOf(first) <= index);
    return [level, begun.at(-1)![1]];
  }),
);

const SPANS_REGIONS = 'The lesion spans several regions: the one with most points counts (local convention).';

function readLocation({ lesions }: Facts, lesion?: number): Answer {
  const from = [lesionPath(lesion, 'levels')];
  const levels = lesion === undefined ? undefined : lesions?.[lesion]?.levels;
  if (!levels?.length) return { option: null, from };

  let worst = REGION_OF.get(levels[0]!)!;
  let isSpanning = false;
  for (const level of levels) {
    const region = REGION_OF.get(level)!;
    isSpanning ||= region !== worst;
    if (REGIONS.indexOf(region) < REGIONS.indexOf(worst)) worst = region;
  }
  return isSpanning ? { option: worst, from, note: SPANS_REGIONS } : { option: worst, from };
}

type Described = 'boneQuality' | 'alignment' | 'collapse' | 'posterolateral';

/** An item answered by one fact of the lesion, whose values are the options of the table. */
function describedBy(fact: Described, item: Omit<Item, 'from' | 'read'>): Item {
  const answer = (described: LesionFacts | undefined, lesion?: number) =>
    chosen(described?.[fact], [lesionPath(lesion, fact)]);
  return {
    ...item,
    from: [lesionPath(undefined, fact)],
    read: ({ lesions }, lesion) => answer(lesion === undefined ? undefined : lesions?.[lesion], lesion),
  };
}

const FROM_PAIN = ['pain.character'];
/** The sentence that asks for one side of 50 %. */
export const HALF_COLLAPSED = 'Exactly 50 % collapse is left open by the paper: answer over 50 % or under 50 %.';

export const sins = defineInstrument({
  id: 'sins',
  version: '1.0.0',
  name: 'Spinal Instability Neoplastic Score (2010)',
  purpose: 'stability',
  direction: 'higher-is-worse',
  citations: [
    {
      text: 'Fisher CG et al. A novel classification system for spinal instability in neoplastic disease. Spine 2010;35(22):E1221-E1229.',
    },
    { text: 'Fourney DR et al. Reliability. J Clin Oncol 2011;29(22):3072-3077.' },
  ],
  evidence: { grade: 'verified', notes: [] },
  perLesion: true,
  applies: extraduralOnly,
  items: [
    {
      id: 'location',
      label: 'Location',
      options: [
        { id: 'junctional', label: 'Junctional (occiput-C2, C7-T2, T11-L1, L5-S1)', points: 3 },
        { id: 'mobile', label: 'Mobile (C3-C6, L2-L4)', points: 2 },
        { id: 'semirigid', label: 'Semirigid (T3-T10)', points: 1 },
        { id: 'rigid', label: 'Rigid (S2-S5)', points: 0 },
      ],
      from: [lesionPath(undefined, 'levels')],
      read: readLocation,
    },
    {
      id: 'pain',
      label: 'Pain relieved by recumbency and/or brought on by movement or loading',
      options: [
        { id: 'mechanical', label: 'Mechanical', points: 3 },
        { id: 'occasional-not-mechanical', label: 'Occasional, not mechanical', points: 1 },
        { id: 'pain-free', label: 'Pain-free', points: 0 },
      ],
      from: FROM_PAIN,
      read: ({ pain }) => chosen(pain?.character, FROM_PAIN),
    },
    describedBy('boneQuality', {
      id: 'bone-lesion',
      label: 'Bone lesion',
      options: [
        { id: 'lytic', label: 'Lytic', points: 2 },
        { id: 'mixed', label: 'Mixed', points: 1 },
        { id: 'blastic', label: 'Blastic', points: 0 },
      ],
    }),
    describedBy('alignment', {
      id: 'alignment',
      label: 'Radiographic alignment',
      options: [
        { id: 'subluxation-or-translation', label: 'Subluxation or translation', points: 4 },
        { id: 'de-novo-deformity', label: 'De novo deformity', points: 2 },
        { id: 'normal', label: 'Normal', points: 0 },
      ],
    }),
    describedBy('collapse', {
      id: 'collapse',
      label: 'Vertebral body collapse',
      options: [
        { id: 'over-50-percent', label: 'Over 50 %', points: 3 },
        { id: 'under-50-percent', label: 'Under 50 %', points: 2 },
        {
          id: 'none-with-over-50-percent-involved',
          label: 'No collapse with over 50 % of the body involved',
          points: 1,
        },
        { id: 'none', label: 'None of these', points: 0 },
      ],
      refused: { 'exactly-50-percent': HALF_COLLAPSED, '50-percent': HALF_COLLAPSED, '50': HALF_COLLAPSED },
    }),
    describedBy('posterolateral', {
      id: 'posterolateral',
      label: 'Posterolateral involvement',
      options: [
        { id: 'bilateral', label: 'Bilateral', points: 3 },
        { id: 'unilateral', label: 'Unilateral', points: 1 },
        { id: 'none', label: 'None', points: 0 },
      ],
    }),
  ],
  range: { min: 0, max: 18 },
  bands: [
    { id: 'stable', label: 'Stable', min: 0, max: 6, evidence: 'verified' },
    {
      id: 'indeterminate',
      label: 'Indeterminate (possibly impending instability)',
      min: 7,
      max: 12,
      advice: 'Surgical consultation recommended',
      evidence: 'verified',
    },
    {
      id: 'unstable',
      label: 'Unstable',
      min: 13,
      max: 18,
      advice: 'Surgical consultation recommended',
      evidence: 'verified',
    },
  ],
  notes: ['7-18 calls for a surgical consultation, not for an operation.'],
});
