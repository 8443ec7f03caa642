/** The revised Katagiri score: rows and points in plain code. */
import { scoreEcog } from './ecog.mjs';
import { scoreSkeleton } from './prognosis.mjs';
import { answered, Sheet, toResult, unknown, wordingOf } from './sheet.mjs';

const KATAGIRI = wordingOf('katagiri');
const POINTS = { slow: 0, moderate: 2, rapid: 3 };
const ECOG_POINTS = { '0-2': 0, '3-4': 1 };
const REFUSED = { 5: 'ECOG 5 cannot be scored: the table ends at 4.' };

export function katagiri(facts) {
  const sheet = new Sheet();
  scorePrimary(sheet, facts.primary ?? {});
  scoreVisceral(sheet, facts.burden ?? {});
  scoreLaboratory(sheet, facts.laboratory ?? {});
  scoreEcog(
    sheet,
    KATAGIRI,
    facts.general,
    (ecog) => (ecog <= 2 ? '0-2' : ecog <= 4 ? '3-4' : ''),
    ECOG_POINTS,
    REFUSED,
  );
  const had = facts.burden?.previousChemotherapy;
  if (had === undefined) unknown(sheet, KATAGIRI, 'previous-chemotherapy', 0, 1);
  else answered(sheet, KATAGIRI, 'previous-chemotherapy', had ? 'yes' : 'no', had ? 1 : 0);
  scoreSkeleton(sheet, KATAGIRI, 'skeletal-metastases', facts.burden, ['solitary', 0], ['multiple', 1]);
  return toResult(KATAGIRI, sheet, sheet.min <= 3 ? '0-3' : sheet.min <= 6 ? '4-6' : '7-10', 10);
}

const SITES = {
  thyroid: 'slow', uterus: 'moderate', ovary: 'moderate', colon: 'rapid', rectum: 'rapid', stomach: 'rapid', pancreas: 'rapid',
  'head-and-neck': 'rapid', oesophagus: 'rapid', bladder: 'rapid', 'other-urological': 'rapid', gallbladder: 'rapid',
  cervix: 'rapid', unidentified: 'rapid',
}; // prettier-ignore
const HISTOLOGIES = {
  'renal-cell': 'moderate', sarcoma: 'moderate', osteosarcoma: 'moderate', carcinoid: 'moderate', neuroendocrine: 'moderate',
  melanoma: 'rapid', hepatocellular: 'rapid', urothelial: 'rapid',
}; // prettier-ignore
const WHILE_UNKNOWN = {
  kidney: ['moderate', 'rapid'], liver: ['moderate', 'rapid'], testis: ['moderate', 'rapid'], skin: ['moderate', 'rapid'],
  bone: ['slow', 'moderate'], 'soft-tissue': ['slow', 'moderate'], 'bone-marrow': ['slow', 'moderate'],
  lymphatic: ['slow', 'moderate'], other: ['slow', 'moderate', 'rapid'],
}; // prettier-ignore
const FROM_SITE = ['primary.site'];
const FROM_HISTOLOGY = ['primary.histology'];
const FROM_HORMONE = ['primary.hormoneDependent'];
const FROM_DRIVER = ['primary.targetableDriverTreated'];
const FROM_RULING = ['primary.katagiriClass'];

function scorePrimary(sheet, primary) {
  const { site, histology, hormoneDependent, targetableDriverTreated, katagiriClass } = primary;
  const settle = (option, from) => answered(sheet, KATAGIRI, 'primary', option, POINTS[option], from);
  if (histology === 'lymphoma' || histology === 'multiple-myeloma') return settle('slow', FROM_HISTOLOGY);
  if (!site) return unknown(sheet, KATAGIRI, 'primary', 0, 3, FROM_SITE);

  const isHormonal = site === 'breast' || site === 'prostate';
  const isLungHistology = histology === 'non-small-cell-lung' || histology === 'small-cell-lung';
  const isOfLung = site === 'lung' || isLungHistology;
  const isOpen = !histology || histology === 'unknown';
  const among = [];
  let kinds = 0;
  const add = (...classes) => {
    kinds += 1;
    for (const each of classes) if (!among.includes(each)) among.push(each);
  };
  const hormonal = () =>
    add(...(hormoneDependent === undefined ? ['slow', 'moderate'] : [hormoneDependent ? 'slow' : 'moderate']));
  const lung = () =>
    add(
      ...(targetableDriverTreated === undefined
        ? ['moderate', 'rapid']
        : [targetableDriverTreated ? 'moderate' : 'rapid']),
    );
  const bySite = SITES[site];
  const byHistology = HISTOLOGIES[histology];

  if (isHormonal) hormonal();
  else if (site === 'lung') lung();
  else if (bySite) add(bySite);
  if (isLungHistology && site !== 'lung') lung();
  else if (byHistology) {
    if (byHistology !== bySite) add(byHistology);
  } else if (histology === 'seminoma') {
    if (bySite !== 'moderate') add('moderate');
    if (bySite !== 'rapid') add('rapid');
  } else if (site === 'uterus' && histology === 'squamous-cell-carcinoma') add('rapid');
  else if (kinds === 0) {
    const open =
      site === 'kidney' || site === 'liver' || site === 'testis' || isOpen ? WHILE_UNKNOWN[site] : ['moderate'];
    for (const each of open) add(each);
  }

  if (among.length === 1) {
    const from = histology ? [...FROM_SITE, ...FROM_HISTOLOGY] : [...FROM_SITE];
    if (isHormonal) from.push(...FROM_HORMONE);
    if (isOfLung) from.push(...FROM_DRIVER);
    return settle(among[0], from);
  }
  if (katagiriClass && among.includes(katagiriClass)) return settle(katagiriClass, FROM_RULING);
  const note = `The facts fit the classes ${among.join(' and ')} of the table: what is missing settles it, or a clinician rules.`;
  const from =
    kinds === 1
      ? isHormonal
        ? FROM_HORMONE
        : FROM_DRIVER
      : isOpen && site !== 'testis'
        ? FROM_HISTOLOGY
        : FROM_RULING;
  const points = among.map((each) => POINTS[each]);
  unknown(sheet, KATAGIRI, 'primary', Math.min(...points), Math.max(...points), from, note, among);
}

const FROM_PATTERN = ['burden.visceralPattern'];
const FROM_VISCERAL = ['burden.visceralMetastases'];
const FROM_BRAIN = ['burden.brainMetastases'];
const FROM_BOTH = ['burden.visceralMetastases', 'burden.brainMetastases'];
const CONTRADICTION =
  'Nodular metastases are recorded, and neither visceral nor brain metastases: correct one of them.';

function scoreVisceral(sheet, { visceralMetastases: visceral, brainMetastases: brain, visceralPattern: pattern }) {
  const item = 'visceral-or-cerebral-metastasis';
  if (pattern === 'disseminated') answered(sheet, KATAGIRI, item, 'disseminated', 2, FROM_PATTERN);
  else if (visceral === 'none' && brain === false) {
    if (pattern) unknown(sheet, KATAGIRI, item, 0, 2, undefined, CONTRADICTION);
    else answered(sheet, KATAGIRI, item, 'none', 0, FROM_BOTH);
  } else if (pattern) answered(sheet, KATAGIRI, item, 'nodular', 1, FROM_PATTERN);
  else if (brain || (visceral && visceral !== 'none')) {
    unknown(sheet, KATAGIRI, item, 1, 2, FROM_PATTERN, undefined, ['nodular', 'disseminated']);
  } else unknown(sheet, KATAGIRI, item, 0, 2, visceral ? FROM_BRAIN : brain === false ? FROM_VISCERAL : FROM_BOTH);
}

/** Each test with what one of its unit is in the unit of the table, and whether that is beyond the cut-off. */
const CRITICAL = [
  ['platelets', { '/uL': 1, '10^9/L': 1_000 }, (value) => value < 100_000],
  ['calcium', { 'mg/dL': 1, 'mmol/L': 4.0078 }, (value) => value >= 10.3],
  ['bilirubin', { 'mg/dL': 1, 'umol/L': 0.058466 }, (value) => value >= 1.4],
];
const ABNORMAL = [
  ['crp', { 'mg/dL': 1, 'mg/L': 0.1 }, (value) => value >= 0.4],
  ['ldh', { 'IU/L': 1 }, (value) => value >= 250],
  ['albumin', { 'g/dL': 1, 'g/L': 0.1, 'umol/L': 0.00665 }, (value) => value < 3.7],
];
const MOLAR = {
  albumin: 'Converted with a molar mass of 66.5 kDa.',
  calcium: 'Converted with a molar mass of 40.078 g/mol.',
  bilirubin: 'Converted with a molar mass of 584.66 g/mol.',
};
const LABORATORY_POINTS = { normal: 0, abnormal: 1, critical: 2 };

function scoreLaboratory(sheet, laboratory) {
  const critical = judge(CRITICAL, laboratory);
  const abnormal = judge(ABNORMAL, laboratory);
  if (critical.beyond.length > 0) return settle(sheet, 'critical', critical.beyond, laboratory);
  if (critical.unknown.length === 0) {
    if (abnormal.beyond.length > 0)
      return settle(sheet, 'abnormal', [...abnormal.beyond, ...critical.within], laboratory);
    if (abnormal.unknown.length === 0) {
      return settle(sheet, 'normal', [...critical.within, ...abnormal.within], laboratory);
    }
  }
  const isAbnormal = abnormal.beyond.length > 0;
  const among = isAbnormal ? ['abnormal'] : abnormal.unknown.length > 0 ? ['normal', 'abnormal'] : ['normal'];
  if (critical.unknown.length > 0) among.push('critical');
  const from = (isAbnormal ? critical.unknown : [...critical.unknown, ...abnormal.unknown]).map(pathOf);
  const highest = critical.unknown.length > 0 ? 2 : 1;
  unknown(sheet, KATAGIRI, 'laboratory', isAbnormal ? 1 : 0, highest, from, undefined, among);
}

const pathOf = (test) => `laboratory.${test}`;

function judge(cutOffs, laboratory) {
  const judged = { beyond: [], within: [], unknown: [] };
  for (const [test, factors, isBeyond] of cutOffs) {
    const measured = laboratory[test];
    if (!measured) judged.unknown.push(test);
    else if (isBeyond(Math.round(measured.value * factors[measured.unit] * 1e5) / 1e5)) judged.beyond.push(test);
    else judged.within.push(test);
  }
  return judged;
}

function settle(sheet, option, tests, laboratory) {
  let note;
  for (const test of tests) {
    if (laboratory[test].unit.includes('mol/')) note = note ? `${note} ${MOLAR[test]}` : MOLAR[test];
  }
  answered(sheet, KATAGIRI, 'laboratory', option, LABORATORY_POINTS[option], tests.map(pathOf), note);
}
