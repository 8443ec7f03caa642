/** Facts as chance has them, for comparing two ways of scoring: every value the vocabulary has, and many facts unknown. */
import { library } from './by-hand/sheet.mjs';

const { VERTEBRAL_LEVELS, LABORATORY_UNITS } = library;

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

  return {
    primary: known(() => ({
      site: oneOf(library.PRIMARY_SITES),
      histology: oneOf(library.HISTOLOGIES),
      growth: oneOf(library.GROWTH_CLASSES),
      radiosensitivity: oneOf(library.RADIOSENSITIVITIES),
      tokuhashiPrimary: oneOf(library.TOKUHASHI_PRIMARIES),
      previouslyIrradiatedLevels: known(() => (random() < 0.5 ? [] : levels(3))),
    })),
    burden: known(() => ({
      majorOrganMetastases: oneOf(library.MAJOR_ORGAN_METASTASES),
      visceralMetastases: oneOf(library.VISCERAL_METASTASES),
      brainMetastases: flag(),
      extraspinalBoneMetastases: oneOf([0, 0, 1, 2, 3, 7]),
      vertebraeInvolved: known(() => levels(4)),
      pathologicalFracture: flag(),
    })),
    lesions: known(() => Array.from({ length: Math.floor(random() * 4) }, lesion)),
    neurology: known(() => ({
      frankel: oneOf(library.FRANKEL_GRADES),
      ais: oneOf(library.FRANKEL_GRADES),
      myelopathy: flag(),
      ambulation: oneOf(library.AMBULATIONS),
    })),
    pain: known(() => ({ character: oneOf(library.PAIN_CHARACTERS) })),
    general: known(() => ({
      kps: known(() => Math.floor(random() * 11) * 10),
      ecog: known(() => Math.floor(random() * 6)),
      toleratesSurgery: flag(),
    })),
    laboratory: known(() => ({
      albumin: known(() => {
        const unit = one(LABORATORY_UNITS.albumin);
        const grams = one([2.9, 3.49, 3.5, 3.51, 4.2]);
        return { value: { 'g/dL': grams, 'g/L': grams * 10, 'umol/L': grams / (66_500 / 10_000_000) }[unit], unit };
      }),
    })),
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
