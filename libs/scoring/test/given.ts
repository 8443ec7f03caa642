import type { Facts, LesionFacts } from '../src/facts.js';

type Patch = { [Section in Exclude<keyof Facts, 'lesions'>]?: Facts[Section] } & { lesions?: Facts['lesions'] };

/** The facts of a breast cancer with one lesion at T8, every instrument complete; `patch` replaces single facts. */
export function assessment(patch: Patch = {}): Facts {
  return {
    primary: {
      site: 'breast',
      histology: 'adenocarcinoma',
      growth: 'slow',
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
      ...patch.burden,
    },
    lesions: patch.lesions ?? [lesion()],
    neurology: { frankel: 'E', ais: 'E', myelopathy: false, ambulation: 'independent', ...patch.neurology },
    pain: { character: 'pain-free', ...patch.pain },
    general: { kps: 80, ecog: 1, toleratesSurgery: true, ...patch.general },
    laboratory: { albumin: { value: 3.5, unit: 'g/dL' }, ...patch.laboratory },
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
