/**
 * Response of pain to radiotherapy: Chow E et al. Int J Radiat Oncol Biol Phys 2012;82(5):1730-1737. Unverified, and so scored
 * only when asked for by name.
 */

import { decided } from '../answers.js';
import { defineInstrument } from '../define-instrument.js';
import type { Option } from '../instrument.js';

const NRS: readonly Option[] = Array.from({ length: 11 }, (_, nrs) => ({
  id: `${nrs}`,
  label: `${nrs} of 10`,
  points: null,
  min: nrs,
  max: nrs,
}));

export const painResponse = defineInstrument({
  id: 'pain-response',
  version: '1.0.0',
  name: 'Response of pain to radiotherapy (2012)',
  purpose: 'response',
  direction: null,
  onlyByName: true,
  citations: [
    {
      text: 'Chow E et al. Update of the international consensus on palliative radiotherapy endpoints. Int J Radiat Oncol Biol Phys 2012;82(5):1730-1737.',
      doi: '10.1016/j.ijrobp.2011.02.008',
    },
  ],
  cohort: 'rules that were agreed upon, not derived from a cohort.',
  limits: ['The rules have not been verified against the published consensus.'],
  evidence: {
    grade: 'unverified',
    notes: ['The rules are from professional knowledge: not offered by default, only when asked for by name.'],
  },
  items: [
    {
      id: 'pain-before',
      label: 'Pain at the treated site before radiotherapy (NRS)',
      options: NRS.slice(1),
      from: ['pain.radiotherapy.nrsBefore'],
      number: { min: 1, max: 10, step: 1 },
      refused: { '0': 'Without pain before the radiotherapy there is nothing to respond.' },
      read: ({ pain }) => pain?.radiotherapy?.nrsBefore,
    },
    {
      id: 'pain-after',
      label: 'Pain at the treated site after radiotherapy (NRS)',
      options: NRS,
      from: ['pain.radiotherapy.nrsAfter'],
      number: { min: 0, max: 10, step: 1 },
      read: ({ pain }) => pain?.radiotherapy?.nrsAfter,
    },
    {
      id: 'opioid-dose',
      label: 'Daily opioid dose against the dose before',
      options: [
        { id: 'down-25-or-more', label: 'Lower by 25 % or more', points: null },
        { id: 'down-under-25', label: 'Lower by less than 25 %', points: null },
        { id: 'unchanged', label: 'Unchanged', points: null },
        { id: 'up-under-25', label: 'Higher by less than 25 %', points: null },
        { id: 'up-25-or-more', label: 'Higher by 25 % or more', points: null },
      ],
      from: ['pain.radiotherapy.opioidDose'],
      read: ({ pain }) => pain?.radiotherapy?.opioidDose,
    },
    {
      id: 'other-analgesics',
      label: 'Other analgesics',
      options: [
        { id: 'not-increased', label: 'None begun or increased', points: null },
        { id: 'increased', label: 'Begun or increased', points: null },
      ],
      from: ['pain.radiotherapy.otherAnalgesicsIncreased'],
      read: ({ pain }) => decided(pain?.radiotherapy?.otherAnalgesicsIncreased, 'increased', 'not-increased'),
    },
  ],
  range: null,
  bands: [
    { id: 'complete', label: 'Complete response', options: ['complete'], evidence: 'unverified' },
    { id: 'partial', label: 'Partial response', options: ['partial'], evidence: 'unverified' },
    { id: 'progression', label: 'Pain progression', options: ['progression'], evidence: 'unverified' },
    { id: 'indeterminate', label: 'Indeterminate response', options: ['indeterminate'], evidence: 'unverified' },
  ],
  notes: ['Pain and analgesics are judged together: less pain with more analgesics is no response.'],
  reckoning: { band: responseOf },
});

/** In the order in which the rules are printed: complete, partial, progression, and what is none of these. */
function responseOf([before, after, opioids, others]: readonly Option[]): string {
  const change = after!.min! - before!.min!;
  const opioidDose = opioids!.id;
  const hasMoreAnalgesic = opioidDose.startsWith('up') || others!.id === 'increased';

  if (after!.min === 0 && !hasMoreAnalgesic) return 'complete';
  if (change <= -2 && !hasMoreAnalgesic) return 'partial';
  if (opioidDose === 'down-25-or-more' && change <= 0) return 'partial';
  if (change >= 2 && opioidDose === 'unchanged') return 'progression';
  if (opioidDose === 'up-25-or-more' && change >= 0) return 'progression';
  return 'indeterminate';
}
