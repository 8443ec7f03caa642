/**
 * Spinal Instability Neoplastic Score: Fisher CG et al. A novel classification system for spinal instability in neoplastic
 * disease. Spine 2010;35(22):E1221-E1229. Reliability: Fourney DR et al. J Clin Oncol 2011;29(22):3072-3077.
 * 0-18, higher is less stable. Verified. Scored per lesion, never summed over lesions.
 */

import { lesionAt, lesionPath } from '../answers.js';
import type { Facts, VertebralLevel } from '../facts.js';
import { VERTEBRAL_LEVELS } from '../facts.js';
import { defineInstrument } from '../define-instrument.js';
import type { Reading } from '../instrument.js';
import { extraduralOnly } from '../lesions.js';
import { HALF_COLLAPSED } from './half-collapsed.js';

type Region = 'junctional' | 'mobile' | 'semirigid' | 'rigid';
const POINTS: Readonly<Record<Region, number>> = { junctional: 3, mobile: 2, semirigid: 1, rigid: 0 };

/** Where each region begins, from C1 downwards. S1 counts with the L5-S1 junction. */
const REGION_FROM: Partial<Record<VertebralLevel, Region>> = {
  C1: 'junctional',
  C3: 'mobile',
  C7: 'junctional',
  T3: 'semirigid',
  T11: 'junctional',
  L2: 'mobile',
  L5: 'junctional',
  S2: 'rigid',
};

const REGION_OF = regionsOfLevels();

function regionsOfLevels(): ReadonlyMap<VertebralLevel, Region> {
  const regions = new Map<VertebralLevel, Region>();
  let region: Region = 'junctional';
  for (const level of VERTEBRAL_LEVELS) {
    region = REGION_FROM[level] ?? region;
    regions.set(level, region);
  }
  return regions;
}

const SPANS_REGIONS = 'The lesion spans several regions: the one with most points counts (local convention).';

function readLocation(facts: Facts, lesion?: number): Reading {
  const levels = lesionAt(facts, lesion)?.levels;
  if (!levels?.length) return undefined;

  let worst = REGION_OF.get(levels[0]!)!;
  let isSpanning = false;
  for (const level of levels) {
    const region = REGION_OF.get(level)!;
    isSpanning ||= region !== worst;
    if (POINTS[region] > POINTS[worst]) worst = region;
  }
  return isSpanning ? { option: worst, from: [lesionPath(lesion, 'levels')], note: SPANS_REGIONS } : worst;
}

export const sins = defineInstrument({
  id: 'sins',
  version: '1.0.0',
  name: 'Spinal Instability Neoplastic Score (2010)',
  purpose: 'stability',
  direction: 'higher-is-worse',
  citations: [
    {
      text: 'Fisher CG et al. A novel classification system for spinal instability in neoplastic disease. Spine 2010;35(22):E1221-E1229.',
      doi: '10.1097/BRS.0b013e3181e16ae2',
    },
    { text: 'Fourney DR et al. Reliability. J Clin Oncol 2011;29(22):3072-3077.', doi: '10.1200/JCO.2010.34.3897' },
  ],
  cohort:
    'a systematic review and a modified Delphi process of the Spine Oncology Study Group, not a cohort (abstract of the paper); its reliability was tested in 30 patients (abstract of Fourney 2011).',
  limits: [
    'It judges stability; whether it predicts an outcome is controversial.',
    'Exactly 50 % collapse is left open by the paper.',
  ],
  evidence: { grade: 'verified', notes: [] },
  perLesion: true,
  applies: extraduralOnly,
  items: [
    {
      id: 'location',
      label: 'Location',
      options: [
        { id: 'junctional', label: 'Junctional (occiput-C2, C7-T2, T11-L1, L5-S1)', points: POINTS.junctional },
        { id: 'mobile', label: 'Mobile (C3-C6, L2-L4)', points: POINTS.mobile },
        { id: 'semirigid', label: 'Semirigid (T3-T10)', points: POINTS.semirigid },
        { id: 'rigid', label: 'Rigid (S2-S5)', points: POINTS.rigid },
      ],
      from: ['lesions[].levels'],
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
      from: ['pain.character'],
      read: ({ pain }) => pain?.character,
    },
    {
      id: 'bone-lesion',
      label: 'Bone lesion',
      options: [
        { id: 'lytic', label: 'Lytic', points: 2 },
        { id: 'mixed', label: 'Mixed', points: 1 },
        { id: 'blastic', label: 'Blastic', points: 0 },
      ],
      from: ['lesions[].boneQuality'],
      read: (facts, lesion) => lesionAt(facts, lesion)?.boneQuality,
    },
    {
      id: 'alignment',
      label: 'Radiographic alignment',
      options: [
        { id: 'subluxation-or-translation', label: 'Subluxation or translation', points: 4 },
        { id: 'de-novo-deformity', label: 'De novo deformity', points: 2 },
        { id: 'normal', label: 'Normal', points: 0 },
      ],
      from: ['lesions[].alignment'],
      read: (facts, lesion) => lesionAt(facts, lesion)?.alignment,
    },
    {
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
      from: ['lesions[].collapse'],
      read: (facts, lesion) => lesionAt(facts, lesion)?.collapse,
      refused: HALF_COLLAPSED,
    },
    {
      id: 'posterolateral',
      label: 'Posterolateral involvement',
      options: [
        { id: 'bilateral', label: 'Bilateral', points: 3 },
        { id: 'unilateral', label: 'Unilateral', points: 1 },
        { id: 'none', label: 'None', points: 0 },
      ],
      from: ['lesions[].posterolateral'],
      read: (facts, lesion) => lesionAt(facts, lesion)?.posterolateral,
    },
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
