/** What examinations of the benchmark's patients found: believable, complete enough for every instrument, and not all the same. */

const PRIMARIES = [
  { site: 'breast', histology: 'adenocarcinoma', growth: 'slow', radiosensitivity: 'intermediate' },
  { site: 'prostate', histology: 'adenocarcinoma', growth: 'slow', radiosensitivity: 'intermediate' },
  { site: 'lung', histology: 'non-small-cell-lung', growth: 'rapid', radiosensitivity: 'resistant' },
  { site: 'kidney', histology: 'renal-cell', growth: 'moderate', radiosensitivity: 'resistant' },
];

const LESIONS = [
  { levels: ['T8'], boneQuality: 'lytic', alignment: 'normal', collapse: 'none', posterolateral: 'none', escc: '1a' },
  {
    levels: ['L1', 'L2'],
    boneQuality: 'mixed',
    alignment: 'de-novo-deformity',
    collapse: 'under-50-percent',
    posterolateral: 'unilateral',
    escc: '1b',
  },
  {
    levels: ['C7'],
    boneQuality: 'lytic',
    alignment: 'normal',
    collapse: 'none-with-over-50-percent-involved',
    posterolateral: 'bilateral',
    escc: '2',
  },
];

/** The facts of the `index`-th patient, with one or two lesions; `today` is the day of the examination, YYYY-MM-DD. */
export function factsOf(index, today) {
  const lesions = [LESIONS[index % 3], ...(index % 2 === 0 ? [LESIONS[(index + 1) % 3]] : [])];
  return {
    primary: { ...PRIMARIES[index % 4], previouslyIrradiatedLevels: [] },
    burden: {
      majorOrganMetastases: index % 5 === 0 ? 'unremovable' : 'none',
      visceralMetastases: index % 5 === 0 ? 'untreatable' : 'none',
      brainMetastases: false,
      extraspinalBoneMetastases: index % 4,
      vertebraeInvolved: [...new Set(lesions.flatMap(({ levels }) => levels))],
      pathologicalFracture: index % 3 === 1,
    },
    lesions: lesions.map((lesion) => ({ ...lesion, compartment: 'extradural' })),
    neurology: {
      frankel: index % 6 === 0 ? 'D' : 'E',
      myelopathy: false,
      ambulation: 'independent',
      bladder: 'normal',
      bowel: 'normal',
    },
    pain: { nrsNow: index % 10, nrsWorst: 9, character: index % 3 === 2 ? 'mechanical' : 'occasional-not-mechanical' },
    general: { kps: 60 + (index % 4) * 10, ecog: index % 3, toleratesSurgery: true, weightLossPercent: 4.5 },
    laboratory: { albumin: { value: 3.8, unit: 'g/dL', takenOn: today } },
    imaging: [
      { modality: 'mri-whole-spine', performedOn: today },
      { modality: 'ct-index-levels', performedOn: today },
      { modality: 'systemic-staging', performedOn: today },
    ],
    patientReported: { preferences: 'Wants to walk at the wedding in May.', psychosocialAssessedOn: today },
  };
}
