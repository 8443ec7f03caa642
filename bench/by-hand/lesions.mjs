/** SINS and ESCC: rows and points in plain code. */
import { answered, Sheet, toResult, unknown, wordingOf } from './sheet.mjs';

const SINS = wordingOf('sins');
const ESCC = wordingOf('escc');

/** Appends the results of SINS, then those of ESCC. */
export function scoreLesions(facts, results) {
  perLesion(facts, sins, results);
  perLesion(facts, escc, results);
}

/** One result for each lesion not known to lie inside the dura, the worst marked; one without a lesion when there is none. */
function perLesion(facts, evaluate, results) {
  const { lesions = [] } = facts;
  let worst;
  let highest = -1;
  let count = 0;
  for (let index = 0; index < lesions.length; index += 1) {
    const { compartment } = lesions[index];
    if (compartment && compartment !== 'extradural') continue;
    const { result, severity } = evaluate(facts, lesions[index], index);
    if (result.complete && severity > highest) [worst, highest] = [result, severity];
    results.push(result);
    count += 1;
  }
  if (count === 0) results.push(evaluate(facts, undefined, undefined).result);
  if (worst) worst.isWorst = true;
}

const REGIONS = {};
const LOCATION_POINTS = { junctional: 3, mobile: 2, semirigid: 1, rigid: 0 };
for (const [region, levels] of [
  ['junctional', 'C1 C2 C7 T1 T2 T11 T12 L1 L5 S1'],
  ['mobile', 'C3 C4 C5 C6 L2 L3 L4'],
  ['semirigid', 'T3 T4 T5 T6 T7 T8 T9 T10'],
  ['rigid', 'S2 S3 S4 S5'],
]) for (const level of levels.split(' ')) REGIONS[level] = region; // prettier-ignore

const PAIN_POINTS = { mechanical: 3, 'occasional-not-mechanical': 1, 'pain-free': 0 };
const BONE_POINTS = { lytic: 2, mixed: 1, blastic: 0 };
const ALIGNMENT_POINTS = { 'subluxation-or-translation': 4, 'de-novo-deformity': 2, normal: 0 };
const COLLAPSE_POINTS = {
  'over-50-percent': 3,
  'under-50-percent': 2,
  'none-with-over-50-percent-involved': 1,
  none: 0,
};
const POSTEROLATERAL_POINTS = { bilateral: 3, unilateral: 1, none: 0 };

function sins({ pain, lesions }, lesion, index) {
  const sheet = new Sheet();
  requireExtradural(sheet, lesions, lesion, index);
  if (lesion) scoreLocation(sheet, lesion.levels, index);
  else unknown(sheet, SINS, 'location', 0, 3);
  choose(sheet, SINS, 'pain', pain?.character, PAIN_POINTS, 3);
  choose(sheet, SINS, 'bone-lesion', lesion?.boneQuality, BONE_POINTS, 2, at(index, 'boneQuality'));
  choose(sheet, SINS, 'alignment', lesion?.alignment, ALIGNMENT_POINTS, 4, at(index, 'alignment'));
  choose(sheet, SINS, 'collapse', lesion?.collapse, COLLAPSE_POINTS, 3, at(index, 'collapse'));
  choose(sheet, SINS, 'posterolateral', lesion?.posterolateral, POSTEROLATERAL_POINTS, 3, at(index, 'posterolateral'));
  const { min } = sheet;
  const result = toResult(SINS, sheet, min <= 6 ? 'stable' : min <= 12 ? 'indeterminate' : 'unstable', 18, index);
  return { result, severity: result.total };
}

function scoreLocation(sheet, levels, index) {
  let worst = REGIONS[levels[0]];
  let isSpanning = false;
  for (const level of levels) {
    if (REGIONS[level] !== worst) isSpanning = true;
    if (LOCATION_POINTS[REGIONS[level]] > LOCATION_POINTS[worst]) worst = REGIONS[level];
  }
  const note = 'The lesion spans several regions: the one with most points counts (local convention).';
  answered(sheet, SINS, 'location', worst, LOCATION_POINTS[worst], at(index, 'levels'), isSpanning ? note : undefined);
}

const ESCC_GRADES = ['0', '1a', '1b', '1c', '2', '3'];

function escc({ lesions }, lesion, index) {
  const sheet = new Sheet();
  requireExtradural(sheet, lesions, lesion, index);
  const found = lesion?.escc;
  if (found) answered(sheet, ESCC, 'grade', found, null, at(index, 'escc'));
  else unknown(sheet, ESCC, 'grade', 0, 0, at(index, 'escc'));
  const severity = ESCC_GRADES.indexOf(found);
  return {
    result: toResult(ESCC, sheet, severity >= 4 ? 'high' : severity === 3 ? 'borderline' : 'low', null, index),
    severity,
  };
}

function requireExtradural(sheet, lesions, lesion, index) {
  if (lesion === undefined && lesions?.length) sheet.notScorable = 'No lesion recorded is extradural.';
  else if (lesion && !lesion.compartment) {
    sheet.missing.push({
      item: 'compartment',
      label: 'Compartment of the lesion',
      from: [`lesions[${index}].compartment`],
    });
  }
}

function choose(sheet, wording, item, option, points, highest, from) {
  if (option === undefined) unknown(sheet, wording, item, 0, highest, from);
  else answered(sheet, wording, item, option, points[option], from);
}

const at = (index, fact) => (index === undefined ? undefined : [`lesions[${index}].${fact}`]);
