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
const TUMOUR_TYPES = set(library.MIZUMOTO_TUMOUR_TYPES);
const MAPPINGS = set(library.KPS_MAPPINGS);
const OPIOIDS = set(library.OPIOID_CHANGES);
const VALUE_SETS = { '3L': set(library.EQ5D_VALUE_SETS['3L']), '5L': set(library.EQ5D_VALUE_SETS['5L']) };
const STATES = { '3L': /^[1-3]{5}$/, '5L': /^[1-5]{5}$/ };
const FLAGS = set([true, false]);
const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const PLACE = new Map(library.VERTEBRAL_LEVELS.map((level, index) => [level, index]));

/** @throws TypeError when a value is impossible */
export function requirePossible(facts) {
  const { primary, burden, lesions, neurology, pain, general, laboratory, frailty, patientReported: reported } = facts;
  const isPossible =
    (primary === undefined || (isRecord(primary) && isPrimary(primary))) &&
    (burden === undefined || (isRecord(burden) && isBurden(burden))) &&
    (lesions === undefined || (Array.isArray(lesions) && lesions.length <= 100 && lesions.every(isLesion))) &&
    (neurology === undefined || (isRecord(neurology) && isNeurology(neurology))) &&
    (pain === undefined || (isRecord(pain) && isPain(pain))) &&
    (general === undefined || (isRecord(general) && isGeneral(general))) &&
    (laboratory === undefined || (isRecord(laboratory) && isLaboratory(laboratory))) &&
    (frailty === undefined || (isRecord(frailty) && isFrailty(frailty))) &&
    (reported === undefined || (isRecord(reported) && isReported(reported)));
  if (!isPossible) throw new TypeError('Something in the facts is impossible.');
}

function isPrimary(primary) {
  return (
    SITES.has(primary.site) &&
    HISTOLOGIES.has(primary.histology) &&
    GROWTHS.has(primary.growth) &&
    SENSITIVITIES.has(primary.radiosensitivity) &&
    ROWS.has(primary.tokuhashiPrimary) &&
    GROWTHS.has(primary.katagiriClass) &&
    TUMOUR_TYPES.has(primary.mizumotoTumourType) &&
    isDay(primary.diagnosedOn) &&
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
    FLAGS.has(burden.otherBoneMetastases) &&
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
    isWhole(neurology.motorDeficitDays, Number.MAX_SAFE_INTEGER) &&
    isDay(neurology.compressionOn) &&
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
    FLAGS.has(pain.radicular) &&
    (pain.radiotherapy === undefined || (isRecord(pain.radiotherapy) && isTreatedPain(pain.radiotherapy)))
  );
}

function isTreatedPain({ nrsBefore, nrsAfter, opioidDose, otherAnalgesicsIncreased }) {
  return (
    isWhole(nrsBefore, 10) &&
    nrsBefore !== 0 &&
    isWhole(nrsAfter, 10) &&
    OPIOIDS.has(opioidDose) &&
    FLAGS.has(otherAnalgesicsIncreased)
  );
}

function isGeneral(general) {
  const { weightLossPercent: loss } = general;
  return (
    isWhole(general.kps, 100) &&
    (general.kps === undefined || general.kps % 10 === 0) &&
    isWhole(general.ecog, 5) &&
    MAPPINGS.has(general.ecogMapping) &&
    isWhole(general.age, 130) &&
    (loss === undefined || (typeof loss === 'number' && loss >= 0 && loss <= 100)) &&
    FLAGS.has(general.toleratesSurgery)
  );
}

/** The least and the greatest value of each test, in each of its units, to twelve significant digits. */
const LIMITS = {
  albumin: { 'g/dL': [0.1, 10], 'g/L': [1, 100], 'umol/L': [15.037593985, 1503.7593985] },
  crp: { 'mg/dL': [0, 100], 'mg/L': [0, 1_000] },
  ldh: { 'IU/L': [0, 100_000] },
  platelets: { '/uL': [1_000, 10_000_000], '10^9/L': [1, 10_000] },
  calcium: { 'mg/dL': [3, 30], 'mmol/L': [0.748540346325, 7.48540346325] },
  bilirubin: { 'mg/dL': [0, 100], 'umol/L': [0, 1710.39578558] },
  alkalinePhosphatase: { 'IU/L': [0, 100_000] },
};
const TESTS = Object.keys(LIMITS);

function isLaboratory(laboratory) {
  for (const test of TESTS) {
    const measured = laboratory[test];
    if (measured === undefined) continue;
    if (!isRecord(measured) || !Object.hasOwn(LIMITS[test], measured.unit)) return false;
    const [lowest, highest] = LIMITS[test][measured.unit];
    if (typeof measured.value !== 'number' || !(measured.value >= lowest && measured.value <= highest)) return false;
  }
  return FLAGS.has(laboratory.alkalinePhosphataseRaised) && FLAGS.has(laboratory.hypercalcaemia);
}

function isFrailty(frailty) {
  for (const item of library.FRAILTY_ITEMS) if (!FLAGS.has(frailty[item])) return false;
  return true;
}

function isReported({ sosgoq, eq5d }) {
  if (sosgoq !== undefined && !(isRecord(sosgoq) && areAnswers(sosgoq))) return false;
  if (eq5d === undefined) return true;
  if (!isRecord(eq5d) || (eq5d.version !== '3L' && eq5d.version !== '5L')) return false;
  const { version, state, valueSet } = eq5d;
  return typeof state === 'string' && STATES[version].test(state) && VALUE_SETS[version].has(valueSet);
}

function areAnswers(sosgoq) {
  for (const question of Object.keys(sosgoq)) {
    const answer = sosgoq[question];
    if (!/^([1-9]|1[0-9]|20)$/.test(question) || !isWhole(answer, 5) || answer === 0) return false;
  }
  return true;
}

function isDay(value) {
  if (value === undefined) return true;
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const [year, month, day] = [Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8))];
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 && isLeap ? 29 : DAYS_OF_MONTH[month - 1]);
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
