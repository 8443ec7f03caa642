/**
 * Metastatic spinal tumour frailty index: De la Garza Ramos R et al. World Neurosurg 2016. 0-9, higher is worse. Items verified,
 * one point per item partial.
 */

import { decided } from '../answers.js';
import { defineInstrument } from '../define-instrument.js';
import type { FrailtyItem } from '../facts.js';
import type { Item } from '../instrument.js';

export const mstfi = defineInstrument({
  id: 'mstfi',
  version: '1.0.0',
  name: 'Metastatic spinal tumour frailty index (2016)',
  purpose: 'frailty',
  direction: 'higher-is-worse',
  citations: [
    {
      text: 'De la Garza Ramos R et al. Development of a Metastatic Spinal Tumor Frailty Index (MSTFI) using a nationwide database and its association with inpatient morbidity, mortality, and length of stay after spine surgery. World Neurosurg 2016.',
    },
    {
      text: 'Sarcopenia, but not frailty, predicts early mortality and adverse events after emergent surgery for metastatic disease of the spine. Spine J 2020;20(1):22-31 (applies the index).',
      doi: '10.1016/j.spinee.2019.08.012',
    },
  ],
  cohort:
    '4583 patients operated for spinal metastases of breast, lung, thyroid, renal or prostate cancer, 2002 to 2011, from a database of inpatients (abstract).',
  limits: [
    'Derived from five primaries.',
    'Tells complications and death in hospital, and not survival.',
    'In 108 patients operated on urgently it did not predict adverse events (Spine J 2020;20:22-31).',
  ],
  evidence: { grade: 'partial', notes: ['Items verified, one point per item partial.'] },
  items: [
    condition('anaemia', 'anaemia', 'Anaemia'),
    condition('chronic-lung-disease', 'chronicLungDisease', 'Chronic lung disease'),
    condition('coagulopathy', 'coagulopathy', 'Coagulopathy'),
    condition('electrolyte-abnormality', 'electrolyteAbnormality', 'Electrolyte abnormality'),
    condition('pulmonary-circulation-disorder', 'pulmonaryCirculationDisorder', 'Pulmonary circulation disorder'),
    condition('renal-failure', 'renalFailure', 'Renal failure'),
    condition('malnutrition', 'malnutrition', 'Malnutrition'),
    condition('emergent-or-urgent-admission', 'emergentOrUrgentAdmission', 'Emergent or urgent admission'),
    condition('anterior-or-combined-approach', 'anteriorOrCombinedApproach', 'Anterior or combined surgical approach'),
  ],
  range: { min: 0, max: 9 },
  bands: [
    { id: 'not-frail', label: 'Not frail', min: 0, max: 0, evidence: 'verified' },
    { id: 'mildly-frail', label: 'Mildly frail', min: 1, max: 1, evidence: 'verified' },
    { id: 'moderately-frail', label: 'Moderately frail', min: 2, max: 2, evidence: 'verified' },
    { id: 'severely-frail', label: 'Severely frail', min: 3, max: 9, evidence: 'verified' },
  ],
  notes: ['For a patient who is to be operated: the approach is one of its items.'],
});

function condition(id: string, fact: FrailtyItem, label: string): Item {
  return {
    id,
    label,
    options: [
      { id: 'no', label: 'No', points: 0 },
      { id: 'yes', label: 'Yes', points: 1 },
    ],
    from: [`frailty.${fact}`],
    read: ({ frailty }) => decided(frailty?.[fact], 'yes', 'no'),
  };
}
