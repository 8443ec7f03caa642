/**
 * New England Spinal Metastasis Score: Ghori AK et al. Spine J 2015;15(11):2345-2350; prospective validation Schoenfeld AJ et
 * al. Spine J 2020, 10.1016/j.spinee.2020.02.009; comparison Spine J 2022;22:39-48, PMID 33741509.
 * min(3, 2 for a modified Bauer of 3 or more + 1 for independent ambulation + 1 for albumin of 3.5 g/dL or more). 0-3, higher
 * is better. Components and weights verified, cut-offs partial.
 */

import { modifiedBauer } from '../bauer/modified-bauer.js';
import { tallyFacts } from '../evaluate.js';
import { type Facts, LABORATORY_UNITS, type Quantity } from '../facts.js';
import { defineInstrument } from '../define-instrument.js';
import type { Answer, Band, Option } from '../instrument.js';
import type { ItemResult } from '../result.js';
import { conversionNote, inReferenceUnit, quantityFault } from '../units/convert.js';

const MODIFIED_BAUER: readonly Option[] = [
  { id: '0-2', label: 'Modified Bauer score 0-2', points: 0, min: 0, max: 2 },
  { id: '3-4', label: 'Modified Bauer score 3-4', points: 2, min: 3, max: 4 },
];
const ALBUMIN: readonly Option[] = [
  { id: 'below-3.5', label: 'Below 3.5 g/dL', points: 0 },
  { id: 'at-least-3.5', label: '3.5 g/dL or more', points: 1, min: 3.5 },
];
const FROM_ALBUMIN = ['laboratory.albumin'];

export const nesms = defineInstrument({
  id: 'nesms',
  version: '1.0.0',
  name: 'New England Spinal Metastasis Score (2015)',
  purpose: 'prognosis',
  direction: 'higher-is-better',
  citations: [
    { text: 'Ghori AK et al. Spine J 2015;15(11):2345-2350.' },
    { text: 'Schoenfeld AJ et al. Prospective validation. Spine J 2020.', doi: '10.1016/j.spinee.2020.02.009' },
    {
      text: 'Comparison of prognostic scores. Spine J 2022;22:39-48.',
      doi: '10.1016/j.spinee.2021.03.007',
      pmid: '33741509',
    },
  ],
  cohort:
    '307 patients operated on for spinal metastases, of 318 reviewed (read in two reports of the paper); validated prospectively in 180 patients, operated on or not (abstract of Schoenfeld 2020).',
  limits: [
    'The one-year mortality of each score is of another cohort (Yan 2022, n = 179), in which even the best score had 66.7 %.',
    'In a prospective comparison of 202 patients its discrimination of one-year survival was c = 0.79 (Spine J 2022;22:39-48).',
  ],
  evidence: { grade: 'partial', notes: ['Components and weights verified, cut-offs partial.'] },
  items: [
    {
      id: 'modified-bauer',
      label: 'Modified Bauer score',
      options: MODIFIED_BAUER,
      from: factsBehind(modifiedBauer.items),
      number: { min: 0, max: 4, step: 1 },
      read: readModifiedBauer,
    },
    {
      id: 'ambulation',
      label: 'Ambulation',
      options: [
        { id: 'independent', label: 'Independent', points: 1 },
        { id: 'with-aid', label: 'With an aid', points: 0 },
        { id: 'not-ambulatory', label: 'Not ambulatory', points: 0 },
      ],
      from: ['neurology.ambulation'],
      read: ({ neurology }) => neurology?.ambulation,
    },
    {
      id: 'albumin',
      label: 'Serum albumin',
      options: ALBUMIN,
      from: FROM_ALBUMIN,
      units: LABORATORY_UNITS.albumin,
      read: ({ laboratory }) => laboratory?.albumin && readAlbumin(laboratory.albumin, FROM_ALBUMIN),
      measure: (value, from) => quantityFault('albumin', value)?.message ?? readAlbumin(value, from),
    },
  ],
  // The weights are 2 + 1 + 1 with a ceiling of 3, not 1 + 1 + 1.
  range: { min: 0, max: 3 },
  bands: [mortality(0, '100', 0), mortality(1, '87.5', 12.5), mortality(2, '71.6', 28.4), mortality(3, '66.7', 33.3)],
  notes: ['2 + 1 + 1 points with a ceiling of 3.'],
});

/** One-year mortality of each score: Yan 2022, n = 179. */
function mortality(score: number, percentDead: string, percentAlive: number): Band {
  const statement = `One-year mortality ${percentDead} % (Yan 2022, n = 179)`;
  return {
    id: `${score}`,
    label: `One-year mortality ${percentDead} %`,
    min: score,
    max: score,
    prognosis: { statement, survival: [{ atMonths: 12, percent: percentAlive }], evidence: 'partial' },
    evidence: 'partial',
  };
}

/** Decided as soon as every modified Bauer total still possible lies on one side of 3. */
function readModifiedBauer(facts: Facts): Answer {
  const { items, missing, min, max } = tallyFacts(modifiedBauer, facts);
  if (min >= 3) return { option: '3-4', from: factsBehind(items) };
  if (max < 3) return { option: '0-2', from: factsBehind(items) };
  // What puts the modified Bauer score in question puts this item in question.
  const notes = new Set(missing.flatMap(({ note }) => note ?? []));
  return { option: null, from: factsBehind(missing), note: notes.size ? [...notes].join(' ') : undefined };
}

function factsBehind(items: readonly Pick<ItemResult, 'from'>[]): string[] {
  const paths: string[] = [];
  for (const { from } of items) for (const path of from) if (!paths.includes(path)) paths.push(path);
  return paths;
}

/** Albumin against the cut-off, in whichever unit the laboratory reports; a conversion by molar mass is noted. */
function readAlbumin(albumin: Quantity, from: readonly string[]): Answer {
  const option = inReferenceUnit('albumin', albumin) >= 3.5 ? 'at-least-3.5' : 'below-3.5';
  return { option, from, note: conversionNote('albumin', albumin.unit) };
}
