/** What examinations of the benchmark's patients found: believable, complete enough for a board, and not all the same. */

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

const FRAILTY = [
  'anaemia', 'chronicLungDisease', 'coagulopathy', 'electrolyteAbnormality', 'pulmonaryCirculationDisorder', 'renalFailure',
  'malnutrition', 'emergentOrUrgentAdmission', 'anteriorOrCombinedApproach',
]; // prettier-ignore

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

/** The same with what the other instruments ask besides, so that every one of them is complete. */
export function factsForEveryInstrument(index, today) {
  const { primary, burden, neurology, general, laboratory, ...rest } = factsOf(index, today);
  return {
    ...rest,
    primary: {
      ...primary,
      hormoneDependent: true,
      targetableDriverTreated: false,
      mizumotoTumourType: index % 4 < 2 ? 'favourable' : 'unfavourable',
      diagnosedOn: index % 2 === 0 ? '2025-06-30' : '2019-03-01',
    },
    burden: {
      ...burden,
      ...(burden.visceralMetastases === 'none' ? {} : { visceralPattern: 'nodular' }),
      otherBoneMetastases: true,
      previousChemotherapy: index % 3 === 0,
    },
    neurology: { ...neurology, compressionOn: today, motorDeficitDays: 5 + (index % 6) },
    general: { ...general, ecog: 2 + (index % 3), age: 50 + index },
    laboratory: {
      ...laboratory,
      crp: { value: 12, unit: 'mg/L', takenOn: today },
      ldh: { value: 240, unit: 'IU/L', takenOn: today },
      platelets: { value: 210, unit: '10^9/L', takenOn: today },
      calcium: { value: 2.4, unit: 'mmol/L', takenOn: today },
      bilirubin: { value: 9, unit: 'umol/L', takenOn: today },
      hypercalcaemia: false,
    },
    frailty: Object.fromEntries(FRAILTY.map((item, place) => [item, (index + place) % 4 === 0])),
    patientReported: {
      ...rest.patientReported,
      eq5d: { version: '5L', state: `${1 + (index % 5)}2312`, valueSet: 'germany-ludwig-2018' },
    },
  };
}
