/** van der Linden, Mizumoto, Rades and the frailty index: rows and points in plain code. */
import { scoreEcog } from './ecog.mjs';
import { CONTRADICTION, MAY_HIDE_LYMPHOMA, scoreSkeleton } from './prognosis.mjs';
import { answered, library, Sheet, toResult, unknown, wordingOf } from './sheet.mjs';

const VAN_DER_LINDEN = wordingOf('van-der-linden');
const MIZUMOTO = wordingOf('mizumoto');
const RADES = wordingOf('rades-2013');
const MSTFI = wordingOf('mstfi');

const LINDEN_POINTS = { breast: 3, prostate: 2, lung: 1, other: 0 };

export function vanDerLinden({ general, primary, burden }) {
  const sheet = new Sheet();
  const kps = general?.kps;
  if (kps === undefined) unknown(sheet, VAN_DER_LINDEN, 'performance', 0, 2);
  else if (kps < 20) sheet.notScorable = 'A KPS below 20 cannot be scored: the table begins at KPS 20.';
  else if (kps <= 40) answered(sheet, VAN_DER_LINDEN, 'performance', '20-40', 0);
  else if (kps <= 70) answered(sheet, VAN_DER_LINDEN, 'performance', '50-70', 1);
  else answered(sheet, VAN_DER_LINDEN, 'performance', '80-100', 2);

  const { row, from, note, isHidden } = primaryRow(primary);
  const option = row === 'lymphoma-or-myeloma' || isHidden ? 'other' : row;
  if (option) answered(sheet, VAN_DER_LINDEN, 'primary', option, LINDEN_POINTS[option], isHidden ? FROM_SITE : from);
  else unknown(sheet, VAN_DER_LINDEN, 'primary', 0, 3, from, note);

  scoreVisceral(sheet, VAN_DER_LINDEN, burden, 1, 0);
  return toResult(VAN_DER_LINDEN, sheet, sheet.min <= 3 ? 'A' : sheet.min <= 5 ? 'B' : 'C', 6);
}

const FROM_SITE = ['primary.site'];
const FROM_HISTOLOGY = ['primary.histology'];
const FROM_BOTH = ['primary.site', 'primary.histology'];

/** The row of the primary; without one, `isHidden` says that it may be a lymphoma or a myeloma. */
function primaryRow({ site, histology } = {}) {
  if (histology === 'lymphoma' || histology === 'multiple-myeloma') {
    return { row: 'lymphoma-or-myeloma', from: FROM_HISTOLOGY };
  }
  if (histology === 'non-small-cell-lung' || histology === 'small-cell-lung') {
    const isOfLung = !site || site === 'lung' || site === 'unidentified';
    return isOfLung ? { row: 'lung', from: FROM_HISTOLOGY } : { from: FROM_BOTH, note: CONTRADICTION };
  }
  if (!site) return { from: FROM_SITE };
  if (site === 'breast' || site === 'prostate' || site === 'lung') return { row: site, from: FROM_SITE };
  if ((!histology || histology === 'unknown') && MAY_HIDE_LYMPHOMA.has(site)) {
    return { from: FROM_HISTOLOGY, isHidden: true };
  }
  return { row: 'other', from: histology ? FROM_BOTH : FROM_SITE };
}

function scoreVisceral(sheet, wording, burden, absent, present) {
  const visceral = burden?.visceralMetastases;
  if (!visceral) unknown(sheet, wording, 'visceral-metastases', Math.min(absent, present), Math.max(absent, present));
  else if (visceral === 'none') answered(sheet, wording, 'visceral-metastases', 'absent', absent);
  else answered(sheet, wording, 'visceral-metastases', 'present', present);
}

const MIZUMOTO_ECOG = { '0-2': 0, '3-4': 3 };
const NO_SURVIVAL = { 5: 'ECOG 5 cannot be scored: there is no survival to predict.' };

export function mizumoto({ primary, general, laboratory, burden }) {
  const sheet = new Sheet();
  const type = primary?.mizumotoTumourType;
  if (type) answered(sheet, MIZUMOTO, 'tumour-type', type, type === 'unfavourable' ? 3 : 0);
  else unknown(sheet, MIZUMOTO, 'tumour-type', 0, 3);
  scoreEcog(
    sheet,
    MIZUMOTO,
    general,
    (ecog) => (ecog <= 2 ? '0-2' : ecog <= 4 ? '3-4' : ''),
    MIZUMOTO_ECOG,
    NO_SURVIVAL,
  );
  scoreFlag(sheet, MIZUMOTO, 'hypercalcaemia', laboratory?.hypercalcaemia, 2);
  scoreVisceral(sheet, MIZUMOTO, burden, 0, 2);
  scoreFlag(sheet, MIZUMOTO, 'previous-chemotherapy', burden?.previousChemotherapy, 2);
  scoreSkeleton(sheet, MIZUMOTO, 'bone-metastases', burden, ['single', 0], ['multiple', 1]);
  const age = general?.age;
  if (age === undefined) unknown(sheet, MIZUMOTO, 'age', 0, 1);
  else if (age >= 71) answered(sheet, MIZUMOTO, 'age', '71-or-over', 1);
  else answered(sheet, MIZUMOTO, 'age', 'under-71', 0);
  return toResult(MIZUMOTO, sheet, sheet.min <= 4 ? 'A' : sheet.min <= 9 ? 'B' : 'C', 14);
}

function scoreFlag(sheet, wording, item, flag, points) {
  if (flag === undefined) unknown(sheet, wording, item, 0, points);
  else answered(sheet, wording, item, flag ? 'yes' : 'no', flag ? points : 0);
}

const UNDER_2 = 'ECOG 0 and 1 cannot be scored: the table begins at ECOG 2.';
const RADES_REFUSED = { 0: UNDER_2, 1: UNDER_2, 5: 'ECOG 5 cannot be scored: the table ends at 4.' };
const RADES_ECOG = { 2: 0, '3-4': 4 };
const RADES_PRIMARY = { breast: 1, prostate: 2, 'lymphoma-or-myeloma': 1, lung: 3, other: 3 };
const HIDDEN = ['lymphoma-or-myeloma', 'other'];

export function rades(facts) {
  const sheet = new Sheet();
  scoreEcog(
    sheet,
    RADES,
    facts.general,
    (ecog) => (ecog === 2 ? '2' : ecog === 3 || ecog === 4 ? '3-4' : ''),
    RADES_ECOG,
    RADES_REFUSED,
  );
  const { row, from, note, isHidden } = primaryRow(facts.primary);
  if (row) answered(sheet, RADES, 'primary', row, RADES_PRIMARY[row], from);
  else unknown(sheet, RADES, 'primary', 1, 3, from, note, isHidden && HIDDEN);
  scoreOtherBone(sheet, facts.burden ?? {});
  scoreVisceral(sheet, RADES, facts.burden, 1, 4);
  scoreInterval(sheet, facts.primary?.diagnosedOn, facts.neurology?.compressionOn);
  const ambulation = facts.neurology?.ambulation;
  if (!ambulation) unknown(sheet, RADES, 'ambulation', 1, 4);
  else if (ambulation === 'not-ambulatory') answered(sheet, RADES, 'ambulation', 'not-ambulatory', 4);
  else answered(sheet, RADES, 'ambulation', 'ambulatory', 1);
  scoreMotorDeficit(sheet, facts.neurology ?? {});
  return toResult(RADES, sheet, sheet.min <= 18 ? '6-18' : '19-25', 25);
}

const FROM_EXTRASPINAL = ['burden.extraspinalBoneMetastases'];
const FROM_VERTEBRAE = ['burden.vertebraeInvolved'];
const FROM_SKELETON = ['burden.vertebraeInvolved', 'burden.extraspinalBoneMetastases'];
const FROM_RULING = ['burden.otherBoneMetastases'];
const SEVERAL =
  'Several vertebrae are involved: a clinician says whether the others are metastases besides the compressing one.';

function scoreOtherBone(
  sheet,
  { extraspinalBoneMetastases: foci, vertebraeInvolved: vertebrae, otherBoneMetastases: ruling },
) {
  const item = 'other-bone-metastases';
  if (foci > 0) answered(sheet, RADES, item, 'yes', 3, FROM_EXTRASPINAL);
  else if (foci === 0 && vertebrae?.length === 1) answered(sheet, RADES, item, 'no', 1, FROM_SKELETON);
  else if (ruling !== undefined) answered(sheet, RADES, item, ruling ? 'yes' : 'no', ruling ? 3 : 1, FROM_RULING);
  else if (foci === undefined) unknown(sheet, RADES, item, 1, 3, vertebrae ? FROM_EXTRASPINAL : FROM_SKELETON);
  else if (vertebrae) unknown(sheet, RADES, item, 1, 3, FROM_RULING, SEVERAL);
  else unknown(sheet, RADES, item, 1, 3, FROM_VERTEBRAE);
}

const FROM_DIAGNOSIS = ['primary.diagnosedOn'];
const FROM_COMPRESSION = ['neurology.compressionOn'];

function scoreInterval(sheet, diagnosed, compressed) {
  if (!diagnosed) return unknown(sheet, RADES, 'interval', 1, 3, compressed ? FROM_DIAGNOSIS : undefined);
  if (!compressed) return unknown(sheet, RADES, 'interval', 1, 3, FROM_COMPRESSION);
  const months = (year(compressed) - year(diagnosed)) * 12 + month(compressed) - month(diagnosed);
  const isWithin = months < 15 || (months === 15 && compressed.slice(8) <= diagnosed.slice(8));
  answered(sheet, RADES, 'interval', isWithin ? 'up-to-15-months' : 'over-15-months', isWithin ? 3 : 1);
}

const year = (day) => Number(day.slice(0, 4));
const month = (day) => Number(day.slice(5, 7));
const NO_DEFICIT = 'Without a motor deficit there is no score: the table is for patients who have one.';

function scoreMotorDeficit(sheet, { motorDeficitDays: days, frankel, ais }) {
  if (days !== undefined) {
    answered(sheet, RADES, 'motor-deficit', days <= 7 ? 'up-to-7-days' : 'over-7-days', days <= 7 ? 4 : 1);
  } else if ((frankel ?? ais) === 'E' && (ais ?? frankel) === 'E') sheet.notScorable ??= NO_DEFICIT;
  else unknown(sheet, RADES, 'motor-deficit', 1, 4);
}

const FRAILTY = library.FRAILTY_ITEMS.map((fact) => [
  fact,
  fact.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
]);
const FRAIL = ['not-frail', 'mildly-frail', 'moderately-frail', 'severely-frail'];

export function mstfi({ frailty }) {
  const sheet = new Sheet();
  for (const [fact, item] of FRAILTY) scoreFlag(sheet, MSTFI, item, frailty?.[fact], 1);
  return toResult(MSTFI, sheet, FRAIL[Math.min(sheet.min, 3)], 9);
}
