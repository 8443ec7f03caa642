/**
 * Revised Katagiri score: Katagiri H et al. New prognostic factors and scoring system for patients with skeletal metastasis.
 * Cancer Med 2014;3(5):1359-1367. PMID 25044999. 0-10, higher is worse. Partial: one full table and the abstract agree.
 */

import { decided } from '../answers.js';
import { defineInstrument } from '../define-instrument.js';
import { ecogItem } from '../ecog/ecog-item.js';
import { FROM_SKELETON, readSkeletalMetastases } from '../skeletal-metastases.js';
import { FROM_LABORATORY, readLaboratory } from './laboratory.js';
import { FROM_PRIMARY, readPrimaryClass } from './primary-class.js';
import { FROM_BURDEN, readVisceral } from './visceral.js';

export const katagiri = defineInstrument({
  id: 'katagiri',
  version: '1.0.0',
  name: 'Revised Katagiri score (2014)',
  purpose: 'prognosis',
  direction: 'higher-is-worse',
  citations: [
    {
      text: 'Katagiri H et al. New prognostic factors and scoring system for patients with skeletal metastasis. Cancer Med 2014;3(5):1359-1367.',
      doi: '10.1002/cam4.292',
      pmid: '25044999',
    },
  ],
  cohort:
    '808 patients with symptomatic skeletal metastases, January 2005 to January 2008; 749 were treated without surgery, 59 were operated (abstract).',
  limits: [
    'Derived mostly from patients who were not operated.',
    'For metastases anywhere in the skeleton, not of the spine alone.',
  ],
  evidence: { grade: 'partial', notes: ['One full table and the abstract agree.'] },
  items: [
    {
      id: 'primary',
      label: 'Primary',
      options: [
        {
          id: 'slow',
          label: 'Slow: hormone-dependent breast or prostate, thyroid, myeloma, lymphoma',
          points: 0,
        },
        {
          id: 'moderate',
          label:
            'Moderate: lung with molecularly targeted drugs, hormone-independent breast or prostate, renal cell, endometrial, ovarian, sarcoma, others',
          points: 2,
        },
        {
          id: 'rapid',
          label:
            'Rapid: lung without targeted drugs, colorectal, gastric, pancreatic, head and neck, oesophageal, other urological, melanoma, hepatocellular, gallbladder, cervical, unknown origin',
          points: 3,
        },
      ],
      from: FROM_PRIMARY,
      read: ({ primary }) => readPrimaryClass(primary),
    },
    {
      id: 'visceral-or-cerebral-metastasis',
      label: 'Visceral or cerebral metastasis',
      options: [
        { id: 'none', label: 'None', points: 0 },
        { id: 'nodular', label: 'Nodular', points: 1 },
        { id: 'disseminated', label: 'Disseminated (pleural, peritoneal, leptomeningeal)', points: 2 },
      ],
      from: FROM_BURDEN,
      read: ({ burden }) => readVisceral(burden),
    },
    {
      id: 'laboratory',
      label: 'Laboratory data',
      // Critical replaces abnormal; it does not add to it.
      options: [
        { id: 'normal', label: 'Normal', points: 0 },
        { id: 'abnormal', label: 'Abnormal: CRP ≥0.4 mg/dL or LDH ≥250 IU/L or albumin <3.7 g/dL', points: 1 },
        {
          id: 'critical',
          label: 'Critical: platelets <100 000/µL or calcium ≥10.3 mg/dL or total bilirubin ≥1.4 mg/dL',
          points: 2,
        },
      ],
      from: FROM_LABORATORY,
      read: ({ laboratory }) => readLaboratory(laboratory),
    },
    ecogItem(
      [
        { id: '0-2', label: 'ECOG 0-2', points: 0, min: 0, max: 2 },
        { id: '3-4', label: 'ECOG 3 or 4', points: 1, min: 3, max: 4 },
      ],
      { '5': 'ECOG 5 cannot be scored: the table ends at 4.' },
    ),
    {
      id: 'previous-chemotherapy',
      label: 'Previous chemotherapy',
      options: [
        { id: 'no', label: 'No', points: 0 },
        { id: 'yes', label: 'Yes', points: 1 },
      ],
      from: ['burden.previousChemotherapy'],
      read: ({ burden }) => decided(burden?.previousChemotherapy, 'yes', 'no'),
    },
    {
      id: 'skeletal-metastases',
      label: 'Skeletal metastases',
      options: [
        { id: 'solitary', label: 'Solitary', points: 0 },
        { id: 'multiple', label: 'Multiple', points: 1 },
      ],
      from: FROM_SKELETON,
      read: ({ burden }) => readSkeletalMetastases(burden, 'solitary', 'multiple'),
    },
  ],
  range: { min: 0, max: 10 },
  bands: [
    {
      id: '0-3',
      label: 'Survival 91 % at 1 year, 78 % at 2 years',
      min: 0,
      max: 3,
      prognosis: {
        statement: 'Survival 91 % at 1 year, 78 % at 2 years',
        survival: [
          { atMonths: 12, percent: 91 },
          { atMonths: 24, percent: 78 },
        ],
        evidence: 'partial',
      },
      evidence: 'partial',
    },
    {
      id: '4-6',
      label: 'Survival 49 % at 1 year',
      min: 4,
      max: 6,
      prognosis: {
        statement: 'Survival 49 % at 1 year',
        survival: [{ atMonths: 12, percent: 49 }],
        evidence: 'partial',
      },
      evidence: 'partial',
    },
    {
      id: '7-10',
      label: 'Survival 27 % at 6 months, 6 % at 1 year',
      min: 7,
      max: 10,
      prognosis: {
        statement: 'Survival 27 % at 6 months, 6 % at 1 year',
        survival: [
          { atMonths: 6, percent: 27 },
          { atMonths: 12, percent: 6 },
        ],
        evidence: 'partial',
      },
      evidence: 'partial',
    },
  ],
  notes: ['Critical laboratory data replace abnormal ones; the two do not add up.'],
});
