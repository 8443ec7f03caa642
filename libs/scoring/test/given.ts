import type { Facts, LesionFacts } from '../src/facts.js';

type Patch = { [Section in Exclude<keyof Facts, 'lesions'>]?: Facts[Section] } & { lesions?: Facts['lesions'] };

/**
 * The facts of a breast cancer with one lesion at T8; `patch` replaces single facts. Every instrument is complete but Rades 2013,
 * which has no row for a patient as well as this.
 */
export function assessment(patch: Patch = {}): Facts {
  return {
    primary: {
      site: 'breast',
      histology: 'adenocarcinoma',
      growth: 'slow',
      mizumotoTumourType: 'favourable',
      hormoneDependent: true,
      radiosensitivity: 'intermediate',
      previouslyIrradiatedLevels: [],
      ...patch.primary,
    },
    burden: {
      majorOrganMetastases: 'none',
      visceralMetastases: 'none',
      brainMetastases: false,
      extraspinalBoneMetastases: 0,
      vertebraeInvolved: ['T8'],
      pathologicalFracture: false,
      previousChemotherapy: false,
      ...patch.burden,
    },
    lesions: patch.lesions ?? [lesion()],
    neurology: { frankel: 'E', ais: 'E', myelopathy: false, ambulation: 'independent', ...patch.neurology },
    pain: { character: 'pain-free', ...patch.pain },
    general: { kps: 80, ecog: 1, age: 64, toleratesSurgery: true, ...patch.general },
    laboratory: {
      albumin: { value: 3.5, unit: 'g/dL' },
      crp: { value: 2, unit: 'mg/L' },
      ldh: { value: 180, unit: 'IU/L' },
      platelets: { value: 250, unit: '10^9/L' },
      calcium: { value: 2.4, unit: 'mmol/L' },
      bilirubin: { value: 10, unit: 'umol/L' },
      hypercalcaemia: false,
      ...patch.laboratory,
    },
    frailty: {
      anaemia: true,
      chronicLungDisease: false,
      coagulopathy: false,
      electrolyteAbnormality: false,
      pulmonaryCirculationDisorder: false,
      renalFailure: false,
      malnutrition: false,
      emergentOrUrgentAdmission: false,
      anteriorOrCombinedApproach: false,
      ...patch.frailty,
    },
    patientReported: {
      eq5d: { version: '5L', state: '21231', valueSet: 'netherlands-versteegh-2016' },
      ...patch.patientReported,
    },
  };
}

/** A stable extradural lesion at T8: SINS 1 while the patient is free of pain, ESCC 0. */
export function lesion(patch: Partial<LesionFacts> = {}): LesionFacts {
  return {
    levels: ['T8'],
    compartment: 'extradural',
    boneQuality: 'blastic',
    alignment: 'normal',
    collapse: 'none',
    posterolateral: 'none',
    escc: '0',
    ...patch,
  };
}
