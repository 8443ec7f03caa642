/** Whether facts are possible, as plain code would ask: the same verdict as the library's, without its sentences. */
import { library } from './sheet.mjs';

const set = (...lists) => new Set([undefined, ...lists.flat()]);
const SITES = set(library.PRIMARY_SITES);
const HISTOLOGIES = set(library.HISTOLOGIES);
const GROWTHS = set(library.GROWTH_CLASSES);
const SENSITIVITIES = set(library.RADIOSENSITIVITIES);
const ROWS = set(library.TOKUHASHI_PRIMARIES);
const MAJOR_ORGANS = set(library.MAJOR_ORGAN_METASTASES);
const VISCERAL = set(library.VISCERAL_METASTASES);
const PATTERNS = set(library.VISCERAL_PATTERNS);
const COMPARTMENTS = set(library.COMPARTMENTS);
const BONES = set(library.BONE_QUALITIES);
const ALIGNMENTS = set(library.ALIGNMENTS);
const COLLAPSES = set(library.COLLAPSES);
const POSTEROLATERAL = set(library.POSTEROLATERAL_INVOLVEMENTS);
const ESCC = set(library.ESCC_GRADES);
const GRADES = set(library.FRANKEL_GRADES);
const AMBULATIONS = set(library.AMBULATIONS);
const SPHINCTERS = set(library.SPHINCTER_FUNCTIONS);
const PAINS = set(library.PAIN_CHARACTERS);
const FLAGS = set([true, false]);
const PLACE = new Map(library.VERTEBRAL_LEVELS.map((level, index) => [level, index]));

/** @throws TypeError when a value is impossible */
export function requirePossible(facts) {
  const { primary, burden, lesions, neurology, pain, general, laboratory } = facts;
  const isPossible =
    (primary === undefined || (isRecord(primary) && isPrimary(primary))) &&
    (burden === undefined || (isRecord(burden) && isBurden(burden))) &&
    (lesions === undefined || (Array.isArray(lesions) && lesions.length <= 100 && lesions.every(isLesion))) &&
    (neurology === undefined || (isRecord(neurology) && isNeurology(neurology))) &&
    (pain === undefined || (isRecord(pain) && isPain(pain))) &&
    (general === undefined || (isRecord(general) && isGeneral(general))) &&
    (laboratory === undefined || (isRecord(laboratory) && isLaboratory(laboratory)));
  if (!isPossible) throw new TypeError('Something in the facts is impossible.');
}

function isPrimary(primary) {
  return (
    SITES.has(primary.site) &&
    HISTOLOGIES.has(primary.histology) &&
    GROWTHS.has(primary.growth) &&
    SENSITIVITIES.has(primary.radiosensitivity) &&
    ROWS.has(primary.tokuhashiPrimary) &&
    FLAGS.has(primary.hormoneDependent) &&
    FLAGS.has(primary.targetableDriverTreated) &&
    (primary.previouslyIrradiatedLevels === undefined || areLevels(primary.previouslyIrradiatedLevels, 0))
  );
}

function isBurden(burden) {
  return (
    MAJOR_ORGANS.has(burden.majorOrganMetastases) &&
    VISCERAL.has(burden.visceralMetastases) &&
    PATTERNS.has(burden.visceralPattern) &&
    FLAGS.has(burden.brainMetastases) &&
    isWhole(burden.extraspinalBoneMetastases, Number.MAX_SAFE_INTEGER) &&
    (burden.vertebraeInvolved === undefined || areLevels(burden.vertebraeInvolved, 1)) &&
    FLAGS.has(burden.pathologicalFracture) &&
    FLAGS.has(burden.previousChemotherapy) &&
    GROWTHS.has(burden.progression)
  );
}

function isLesion(lesion) {
  return (
    isRecord(lesion) &&
    areLevels(lesion.levels, 1) &&
    areAdjacent(lesion.levels) &&
    COMPARTMENTS.has(lesion.compartment) &&
    BONES.has(lesion.boneQuality) &&
    ALIGNMENTS.has(lesion.alignment) &&
    COLLAPSES.has(lesion.collapse) &&
    POSTEROLATERAL.has(lesion.posterolateral) &&
    ESCC.has(lesion.escc) &&
    FLAGS.has(lesion.paraspinalExtension)
  );
}

function isNeurology(neurology) {
  return (
    GRADES.has(neurology.frankel) &&
    GRADES.has(neurology.ais) &&
    FLAGS.has(neurology.myelopathy) &&
    FLAGS.has(neurology.radiculopathy) &&
    AMBULATIONS.has(neurology.ambulation) &&
    SPHINCTERS.has(neurology.bladder) &&
    SPHINCTERS.has(neurology.bowel)
  );
}

function isPain(pain) {
  return (
    isWhole(pain.nrsNow, 10) &&
    isWhole(pain.nrsWorst, 10) &&
    PAINS.has(pain.character) &&
    FLAGS.has(pain.nocturnal) &&
    FLAGS.has(pain.radicular)
  );
}

function isGeneral(general) {
  const { weightLossPercent: loss } = general;
  return (
    isWhole(general.kps, 100) &&
    (general.kps === undefined || general.kps % 10 === 0) &&
    isWhole(general.ecog, 5) &&
    isWhole(general.age, 130) &&
    (loss === undefined || (typeof loss === 'number' && loss >= 0 && loss <= 100)) &&
    FLAGS.has(general.toleratesSurgery)
  );
}

const TESTS = Object.entries(library.LABORATORY_UNITS);
const ALBUMIN_FACTOR = { 'g/dL': 1, 'g/L': 0.1, 'umol/L': 66_500 / 10_000_000 };

function isLaboratory(laboratory) {
  for (const [test, units] of TESTS) {
    const measured = laboratory[test];
    if (measured === undefined) continue;
    if (!isRecord(measured) || typeof measured.value !== 'number' || !units.includes(measured.unit)) return false;
    const { value } = measured;
    if (test !== 'albumin' && !(value >= 0 && value < Infinity)) return false;
    if (test === 'albumin') {
      const grams = Math.round(value * ALBUMIN_FACTOR[measured.unit] * 1e6) / 1e6;
      if (!(grams > 0 && grams <= 10)) return false;
    }
  }
  return FLAGS.has(laboratory.alkalinePhosphataseRaised);
}

function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWhole(value, most) {
  return value === undefined || (Number.isInteger(value) && value >= 0 && value <= most);
}

function areLevels(levels, atLeast) {
  if (!Array.isArray(levels) || levels.length < atLeast) return false;
  for (let index = 0; index < levels.length; index += 1) {
    if (!PLACE.has(levels[index]) || levels.indexOf(levels[index]) !== index) return false;
  }
  return true;
}

function areAdjacent(levels) {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const level of levels) {
    lowest = Math.min(lowest, PLACE.get(level));
    highest = Math.max(highest, PLACE.get(level));
  }
  return highest - lowest === levels.length - 1;
}
