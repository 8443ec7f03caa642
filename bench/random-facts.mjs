/** Facts as chance has them, for comparing two ways of scoring: every value the vocabulary has, and many facts unknown. */
import { library } from './by-hand/sheet.mjs';

const { VERTEBRAL_LEVELS, LABORATORY_UNITS } = library;

/** Some fifteen months apart, to the day, and some not. */
const DAYS = ['2020-01-31', '2024-02-29', '2024-11-30', '2025-05-29', '2025-05-30', '2026-02-28', '2026-03-01'];

/** @param {() => number} random from 0 up to 1 */
export function randomFacts(random) {
  const one = (values) => values[Math.floor(random() * values.length)];
  const known = (value) => (random() < 0.15 ? undefined : value());
  const oneOf = (values) => known(() => one(values));
  const flag = () => known(() => random() < 0.5);
  const levels = (most) => {
    const from = Math.floor(random() * (VERTEBRAL_LEVELS.length - most));
    return VERTEBRAL_LEVELS.slice(from, from + 1 + Math.floor(random() * most));
  };
  const lesion = () => ({
    levels: levels(3),
    compartment: random() < 0.8 ? 'extradural' : oneOf(library.COMPARTMENTS),
    boneQuality: oneOf(library.BONE_QUALITIES),
    alignment: oneOf(library.ALIGNMENTS),
    collapse: oneOf(library.COLLAPSES),
    posterolateral: oneOf(library.POSTEROLATERAL_INVOLVEMENTS),
    escc: oneOf(library.ESCC_GRADES),
  });

  const measured = (test, values, factors) =>
    known(() => {
      const unit = one(LABORATORY_UNITS[test]);
      return { value: one(values) / factors[unit], unit };
    });
  const day = () => oneOf(DAYS);
  const eq5d = () => {
    const version = one(library.EQ5D_VERSIONS);
    const digit = () => 1 + Math.floor(random() * (version === '3L' ? 3 : 5));
    const state = Array.from({ length: 5 }, digit).join('');
    return { version, state, valueSet: oneOf(library.EQ5D_VALUE_SETS[version]) };
  };

  return {
    primary: known(() => ({
      site: oneOf(library.PRIMARY_SITES),
      histology: oneOf(library.HISTOLOGIES),
      growth: oneOf(library.GROWTH_CLASSES),
      radiosensitivity: oneOf(library.RADIOSENSITIVITIES),
      tokuhashiPrimary: oneOf(library.TOKUHASHI_PRIMARIES),
      katagiriClass: random() < 0.3 ? one(library.GROWTH_CLASSES) : undefined,
      mizumotoTumourType: oneOf(library.MIZUMOTO_TUMOUR_TYPES),
      hormoneDependent: flag(),
      targetableDriverTreated: flag(),
      diagnosedOn: day(),
      previouslyIrradiatedLevels: known(() => (random() < 0.5 ? [] : levels(3))),
    })),
    burden: known(() => ({
      majorOrganMetastases: oneOf(library.MAJOR_ORGAN_METASTASES),
      visceralMetastases: oneOf(library.VISCERAL_METASTASES),
      visceralPattern: random() < 0.5 ? one(library.VISCERAL_PATTERNS) : undefined,
      brainMetastases: flag(),
      extraspinalBoneMetastases: oneOf([0, 0, 1, 2, 3, 7]),
      vertebraeInvolved: known(() => levels(4)),
      otherBoneMetastases: flag(),
      pathologicalFracture: flag(),
      previousChemotherapy: flag(),
    })),
    lesions: known(() => Array.from({ length: Math.floor(random() * 4) }, lesion)),
    neurology: known(() => ({
      frankel: oneOf(library.FRANKEL_GRADES),
      ais: oneOf(library.FRANKEL_GRADES),
      motorDeficitDays: oneOf([0, 7, 8, 30]),
      compressionOn: day(),
      myelopathy: flag(),
      ambulation: oneOf(library.AMBULATIONS),
    })),
    pain: known(() => ({ character: oneOf(library.PAIN_CHARACTERS) })),
    general: known(() => ({
      kps: known(() => Math.floor(random() * 11) * 10),
      ecog: random() < 0.6 ? Math.floor(random() * 6) : undefined,
      ecogMapping: random() < 0.5 ? one(library.KPS_MAPPINGS) : undefined,
      age: oneOf([18, 70, 71, 90]),
      toleratesSurgery: flag(),
    })),
    laboratory: known(() => ({
      albumin: measured('albumin', [2.9, 3.49, 3.5, 3.7, 4.2], {
        'g/dL': 1,
        'g/L': 0.1,
        'umol/L': 66_500 / 10_000_000,
      }),
      crp: measured('crp', [0, 0.39, 0.4, 8], { 'mg/dL': 1, 'mg/L': 0.1 }),
      ldh: measured('ldh', [180, 249, 250, 251], { 'IU/L': 1 }),
      platelets: measured('platelets', [99_000, 100_000, 230_000], { '/uL': 1, '10^9/L': 1_000 }),
      calcium: measured('calcium', [9, 10.2, 10.3, 12], { 'mg/dL': 1, 'mmol/L': 40.078 / 10 }),
      bilirubin: measured('bilirubin', [0.3, 1.39, 1.4, 3], { 'mg/dL': 1, 'umol/L': 584.66 / 10_000 }),
      hypercalcaemia: flag(),
    })),
    frailty: known(() => Object.fromEntries(library.FRAILTY_ITEMS.map((item) => [item, flag()]))),
    patientReported: known(() => ({ eq5d: known(eq5d) })),
  };
}

const STRANGE = [
  null,
  -1,
  3.5,
  105,
  'x',
  'colorectal',
  'T8',
  true,
  [],
  ['T8', 'T8'],
  ['C1', 'T8'],
  ['L6'],
  {},
  { value: 35, unit: 'g/dL' },
  { value: 2.4, unit: 'mg/dL' },
  { value: 150, unit: '/uL' },
  { value: 40, unit: 'g/L' },
  '2026-02-29',
  '2024-02-29',
  { version: '3L', state: '11114' },
  { version: '5L', state: '11114', valueSet: 'us-pickard-2019' },
  { version: '5L', state: '11114', valueSet: 'uk-dolan-1997' },
];

/** The same facts with one value replaced by something strange, which may make them impossible. */
export function spoil(facts, random) {
  const one = (values) => values[Math.floor(random() * values.length)];
  const { lesions: _lesions, ...sections } = facts;
  const lesion = one(facts.lesions ?? []);
  if (lesion && random() < 0.3) return { ...facts, lesions: [{ ...lesion, [one(Object.keys(lesion))]: one(STRANGE) }] };

  const name = one(Object.keys(sections));
  if (!facts[name] || random() < 0.1) return { ...facts, [name]: one(STRANGE) };
  return { ...facts, [name]: { ...facts[name], [one(Object.keys(facts[name]))]: one(STRANGE) } };
}

/** Chance that is the same at every run (mulberry32). */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
