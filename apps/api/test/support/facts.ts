import type { AssessmentFacts } from '#pathway';

/** What is known of a patient with one stable lesion at T8 of a breast cancer, ready for the board on 2 March 2026. */
export const readyFacts: AssessmentFacts = {
  primary: { site: 'breast', histology: 'adenocarcinoma', growth: 'slow', radiosensitivity: 'intermediate' },
  burden: {
    majorOrganMetastases: 'none',
    visceralMetastases: 'none',
    brainMetastases: false,
    extraspinalBoneMetastases: 1,
    vertebraeInvolved: ['T8'],
    pathologicalFracture: false,
  },
  lesions: [
    {
      levels: ['T8'],
      compartment: 'extradural',
      boneQuality: 'lytic',
      alignment: 'normal',
      collapse: 'none',
      posterolateral: 'none',
      escc: '1a',
    },
  ],
  neurology: { frankel: 'E', myelopathy: false, ambulation: 'independent', bladder: 'normal', bowel: 'normal' },
  pain: { nrsNow: 2, character: 'mechanical' },
  general: { kps: 80, age: 64, toleratesSurgery: true, weightLossPercent: 4.5 },
  laboratory: { albumin: { value: 3.8, unit: 'g/dL', takenOn: '2026-03-01' } },
  imaging: [
    { modality: 'mri-whole-spine', performedOn: '2026-03-01' },
    { modality: 'ct-index-levels', performedOn: '2026-02-20' },
    { modality: 'systemic-staging', performedOn: '2026-02-20' },
  ],
  patientReported: { preferences: 'Wants to walk at the wedding in May.' },
};
