/** Tokuhashi, Tomita, Bauer and NESMS: rows and points in plain code. */
import { answered, Sheet, toResult, unknown, wordingOf } from './sheet.mjs';

const TOKUHASHI_1990 = wordingOf('tokuhashi-1990');
const TOKUHASHI_2005 = wordingOf('tokuhashi-2005');
const TOMITA = wordingOf('tomita');
const BAUER = wordingOf('bauer');
const MODIFIED_BAUER = wordingOf('modified-bauer');
const NESMS = wordingOf('nesms');

/** Six results in the library's order. */
export function prognosticScores(facts) {
  const modified = new Sheet();
  return [
    tokuhashi(facts, TOKUHASHI_1990, POINTS_1990),
    tokuhashi(facts, TOKUHASHI_2005, POINTS_2005),
    tomita(facts),
    bauer(facts),
    modifiedBauer(facts, modified),
    nesms(facts, modified),
  ];
}

const POINTS_1990 = {
  lung: 0, stomach: 0, kidney: 1, liver: 1, uterus: 1, others: 2, unidentified: 2, thyroid: 2, prostate: 2, breast: 2, rectum: 2,
}; // prettier-ignore
const POINTS_2005 = {
  lung: 0, osteosarcoma: 0, stomach: 0, bladder: 0, oesophagus: 0, pancreas: 0, liver: 1, gallbladder: 1, unidentified: 1, others: 2,
  kidney: 3, uterus: 3, rectum: 4, thyroid: 5, breast: 5, prostate: 5, carcinoid: 5,
}; // prettier-ignore

function tokuhashi({ general, burden, primary, neurology }, wording, rows) {
  const sheet = new Sheet();
  const kps = general?.kps;
  if (kps === undefined) unknown(sheet, wording, 'general-condition', 0, 2);
  else if (kps === 0) sheet.notScorable = 'A KPS of 0 cannot be scored: the table begins at KPS 10.';
  else if (kps >= 80) answered(sheet, wording, 'general-condition', '80-100', 2);
  else if (kps >= 50) answered(sheet, wording, 'general-condition', '50-70', 1);
  else answered(sheet, wording, 'general-condition', '10-40', 0);

  const foci = burden?.extraspinalBoneMetastases;
  if (foci === undefined) unknown(sheet, wording, 'extraspinal-bone-metastases', 0, 2);
  else if (foci >= 3) answered(sheet, wording, 'extraspinal-bone-metastases', '3-or-more', 0);
  else if (foci >= 1) answered(sheet, wording, 'extraspinal-bone-metastases', '1-2', 1);
  else answered(sheet, wording, 'extraspinal-bone-metastases', '0', 2);

  const vertebrae = burden?.vertebraeInvolved?.length;
  if (vertebrae === undefined) unknown(sheet, wording, 'vertebral-metastases', 0, 2);
  else if (vertebrae >= 3) answered(sheet, wording, 'vertebral-metastases', '3-or-more', 0);
  else if (vertebrae === 2) answered(sheet, wording, 'vertebral-metastases', '2', 1);
  else answered(sheet, wording, 'vertebral-metastases', '1', 2);

  const organs = burden?.majorOrganMetastases;
  if (organs === undefined) unknown(sheet, wording, 'major-organ-metastases', 0, 2);
  else
    answered(sheet, wording, 'major-organ-metastases', organs, organs === 'none' ? 2 : organs === 'removable' ? 1 : 0);

  scorePrimary(sheet, wording, rows, primary);
  scorePalsy(sheet, wording, neurology?.frankel, neurology?.ais);
  return toResult(
    wording,
    sheet,
    rows === POINTS_1990 ? bandOf1990(sheet) : bandOf2005(sheet),
    12 + (rows === POINTS_2005 ? 3 : 0),
  );
}

const bandOf1990 = ({ min }) => (min <= 5 ? '0-5' : min <= 8 ? '6-8' : '9-12');
const bandOf2005 = ({ min }) => (min <= 8 ? '0-8' : min <= 11 ? '9-11' : '12-15');

const FROM_SITE = ['primary.site'];
const FROM_HISTOLOGY = ['primary.histology'];
const FROM_RULING = ['primary.tokuhashiPrimary'];
const REPRINTS_DIFFER = 'Partial: reprints of the table differ on this row.';
const ROW_OF_HISTOLOGY = {
  osteosarcoma: 'osteosarcoma',
  carcinoid: 'carcinoid',
  'non-small-cell-lung': 'lung',
  'small-cell-lung': 'lung',
  'renal-cell': 'kidney',
  hepatocellular: 'liver',
};

function scorePrimary(sheet, wording, rows, primary) {
  const lowest = 0;
  const highest = rows === POINTS_1990 ? 2 : 5;
  if (!primary?.site) return unknown(sheet, wording, 'primary-site', lowest, highest, FROM_SITE);

  const { site, histology, tokuhashiPrimary } = primary;
  const bySite = POINTS_2005[site] === undefined ? 'others' : site;
  const byHistology = histology && ROW_OF_HISTOLOGY[histology];
  let first = bySite;
  let second;
  if (site === 'cervix') [first, second] = ['uterus', 'others'];
  else if (site === 'bone' && (!histology || histology === 'unknown')) [first, second] = ['osteosarcoma', 'others'];
  else if (histology === 'neuroendocrine') second = 'carcinoid';
  else if (byHistology && bySite === 'others') first = byHistology;
  else second = byHistology;

  const row = rows[first] === undefined ? 'others' : first;
  const other = second && rows[second] === undefined ? 'others' : second;
  const ruling = tokuhashiPrimary && rows[tokuhashiPrimary] === undefined ? 'others' : tokuhashiPrimary;
  const isOpen = other && row !== other;
  const decided = !isOpen ? row : ruling === row || ruling === other ? ruling : undefined;
  if (decided) {
    const note =
      rows === POINTS_1990 && (decided === 'others' || decided === 'unidentified') ? REPRINTS_DIFFER : undefined;
    const from = isOpen ? FROM_RULING : histology ? undefined : FROM_SITE;
    return answered(sheet, wording, 'primary-site', decided, rows[decided], from, note);
  }
  const note = `Site and histology fit two rows of the table, ${row} and ${other}: a clinician says which counts.`;
  const among = [rows[row], rows[other]];
  unknown(
    sheet,
    wording,
    'primary-site',
    Math.min(...among),
    Math.max(...among),
    site === 'bone' && !histology ? FROM_HISTOLOGY : FROM_RULING,
    note,
    [row, other],
  );
}

const PALSY = { A: 'complete', B: 'complete', C: 'incomplete', D: 'incomplete', E: 'none' };
const PALSY_POINTS = { complete: 0, incomplete: 1, none: 2 };
const FROM_FRANKEL = ['neurology.frankel'];
const FROM_AIS = ['neurology.ais'];

function scorePalsy(sheet, wording, frankel, ais) {
  const [first, second] = [PALSY[frankel], PALSY[ais]];
  if (first === undefined && second === undefined) return unknown(sheet, wording, 'palsy', 0, 2);
  if (second === undefined) return answered(sheet, wording, 'palsy', first, PALSY_POINTS[first], FROM_FRANKEL);
  if (first === undefined) {
    const note =
      'Read from the ASIA Impairment Scale; the paper names Frankel grades, and the two are not a validated equivalence.';
    return answered(sheet, wording, 'palsy', second, PALSY_POINTS[second], FROM_AIS, note);
  }
  if (first === second) return answered(sheet, wording, 'palsy', first, PALSY_POINTS[first]);
  const note = 'The Frankel and ASIA grades recorded give different answers: say which examination counts.';
  const among = [PALSY_POINTS[first], PALSY_POINTS[second]];
  unknown(sheet, wording, 'palsy', Math.min(...among), Math.max(...among), undefined, note, [first, second]);
}

const FROM_VERTEBRAE = ['burden.vertebraeInvolved'];
const FROM_EXTRASPINAL = ['burden.extraspinalBoneMetastases'];

export function scoreSkeleton(sheet, wording, item, burden, [solitary, solitaryPoints], [multiple, multiplePoints]) {
  const vertebrae = burden?.vertebraeInvolved?.length;
  const foci = burden?.extraspinalBoneMetastases;
  const [lowest, highest] =
    solitaryPoints < multiplePoints ? [solitaryPoints, multiplePoints] : [multiplePoints, solitaryPoints];
  if (vertebrae >= 2) answered(sheet, wording, item, multiple, multiplePoints, FROM_VERTEBRAE);
  else if (foci >= 2) answered(sheet, wording, item, multiple, multiplePoints, FROM_EXTRASPINAL);
  else if (vertebrae === undefined && foci === undefined) unknown(sheet, wording, item, lowest, highest);
  else if (vertebrae === undefined) unknown(sheet, wording, item, lowest, highest, FROM_VERTEBRAE);
  else if (foci === undefined) unknown(sheet, wording, item, lowest, highest, FROM_EXTRASPINAL);
  else if (vertebrae + foci === 1) answered(sheet, wording, item, solitary, solitaryPoints);
  else answered(sheet, wording, item, multiple, multiplePoints);
}

const GROWTH_OF_SITE = {
  breast: 'slow', thyroid: 'slow', prostate: 'slow', kidney: 'moderate', uterus: 'moderate', lung: 'rapid', stomach: 'rapid',
  liver: 'rapid', colon: 'rapid', unidentified: 'rapid',
}; // prettier-ignore
const GROWTH_OF_HISTOLOGY = {
  'renal-cell': 'moderate',
  'non-small-cell-lung': 'rapid',
  'small-cell-lung': 'rapid',
  hepatocellular: 'rapid',
};
const GROWTH_POINTS = { slow: 1, moderate: 2, rapid: 4 };
const VISCERAL_POINTS = { none: 0, treatable: 2, untreatable: 4 };

function tomita({ primary, burden }) {
  const sheet = new Sheet();
  if (primary?.growth) answered(sheet, TOMITA, 'growth', primary.growth, GROWTH_POINTS[primary.growth]);
  else unknown(sheet, TOMITA, 'growth', 1, 4, undefined, suggestedGrowth(primary));

  const visceral = burden?.visceralMetastases;
  if (visceral) answered(sheet, TOMITA, 'visceral-metastases', visceral, VISCERAL_POINTS[visceral]);
  else unknown(sheet, TOMITA, 'visceral-metastases', 0, 4);

  scoreSkeleton(sheet, TOMITA, 'bone-metastases', burden, ['solitary-or-isolated', 1], ['multiple', 2]);
  const { min } = sheet;
  return toResult(TOMITA, sheet, min <= 3 ? '2-3' : min <= 5 ? '4-5' : min <= 7 ? '6-7' : '8-10', 10);
}

function suggestedGrowth({ site, histology } = {}) {
  const byHistology = histology && GROWTH_OF_HISTOLOGY[histology];
  if (byHistology) return `Suggested: ${byHistology}, because of the histology ${histology}.`;
  const isGeneral = !histology || /^(adenocarcinoma|squamous-cell-carcinoma|other|unknown)$/.test(histology);
  const bySite = isGeneral ? GROWTH_OF_SITE[site] : undefined;
  return bySite && `Suggested: ${bySite}, because of the primary site ${site}.`;
}

function bauer(facts) {
  const sheet = new Sheet();
  scoreBauer(sheet, BAUER, facts);
  const fracture = facts.burden?.pathologicalFracture;
  if (fracture === undefined) unknown(sheet, BAUER, 'pathological-fracture', 0, 1);
  else answered(sheet, BAUER, 'pathological-fracture', fracture ? 'yes' : 'no', fracture ? 0 : 1);
  return toResult(BAUER, sheet, sheet.min <= 1 ? '0-1' : sheet.min <= 3 ? '2-3' : '4-5', 5);
}

function modifiedBauer(facts, sheet) {
  scoreBauer(sheet, MODIFIED_BAUER, facts);
  return toResult(MODIFIED_BAUER, sheet, sheet.min <= 1 ? '0-1' : sheet.min === 2 ? '2' : '3-4', 4);
}

function scoreBauer(sheet, wording, { burden, primary }) {
  scoreVisceralOrBrain(sheet, wording, burden?.visceralMetastases, burden?.brainMetastases);
  scoreLungCancer(sheet, wording, primary?.site, primary?.histology);
  scoreFavourable(sheet, wording, primary?.site, primary?.histology);
  scoreSkeleton(sheet, wording, 'skeletal-metastases', burden, ['solitary', 1], ['multiple', 0]);
}

const FROM_VISCERAL = ['burden.visceralMetastases'];
const FROM_BRAIN = ['burden.brainMetastases'];

function scoreVisceralOrBrain(sheet, wording, visceral, brain) {
  const item = 'visceral-or-brain-metastases';
  if (visceral && visceral !== 'none') answered(sheet, wording, item, 'present', 0, FROM_VISCERAL);
  else if (brain) answered(sheet, wording, item, 'present', 0, FROM_BRAIN);
  else if (visceral && brain === false) answered(sheet, wording, item, 'absent', 1);
  else if (visceral) unknown(sheet, wording, item, 0, 1, FROM_BRAIN);
  else unknown(sheet, wording, item, 0, 1, brain === false ? FROM_VISCERAL : undefined);
}

const FROM_SITE_AND_HISTOLOGY = ['primary.site', 'primary.histology'];
export const CONTRADICTION = 'The site and the histology of the primary contradict each other: correct one of them.';

function scoreLungCancer(sheet, wording, site, histology) {
  const isOfLung = histology === 'non-small-cell-lung' || histology === 'small-cell-lung';
  if (histology === 'lymphoma' || histology === 'multiple-myeloma') {
    answered(sheet, wording, 'lung-cancer', 'no', 1, FROM_HISTOLOGY);
  } else if (isOfLung && (!site || site === 'lung' || site === 'unidentified')) {
    answered(sheet, wording, 'lung-cancer', 'yes', 0, FROM_HISTOLOGY);
  } else if (isOfLung) unknown(sheet, wording, 'lung-cancer', 0, 1, FROM_SITE_AND_HISTOLOGY, CONTRADICTION);
  else if (!site) unknown(sheet, wording, 'lung-cancer', 0, 1);
  else answered(sheet, wording, 'lung-cancer', site === 'lung' ? 'yes' : 'no', site === 'lung' ? 0 : 1);
}

export const MAY_HIDE_LYMPHOMA = new Set(['bone', 'bone-marrow', 'lymphatic', 'soft-tissue', 'other']);

function scoreFavourable(sheet, wording, site, histology) {
  if (histology === 'lymphoma' || histology === 'multiple-myeloma') {
    answered(sheet, wording, 'primary', histology, 1, FROM_HISTOLOGY);
  } else if (!site) unknown(sheet, wording, 'primary', 0, 1, FROM_SITE);
  else if (site === 'breast' || site === 'kidney') answered(sheet, wording, 'primary', site, 1, FROM_SITE);
  else if ((!histology || histology === 'unknown') && MAY_HIDE_LYMPHOMA.has(site)) {
    unknown(sheet, wording, 'primary', 0, 1, FROM_HISTOLOGY);
  } else answered(sheet, wording, 'primary', 'other', 0, histology ? undefined : FROM_SITE);
}

function nesms({ neurology, laboratory }, modified) {
  const sheet = new Sheet();
  if (modified.min >= 3) answered(sheet, NESMS, 'modified-bauer', '3-4', 2, factsBehind(modified.items));
  else if (modified.max < 3) answered(sheet, NESMS, 'modified-bauer', '0-2', 0, factsBehind(modified.items));
  else unknown(sheet, NESMS, 'modified-bauer', 0, 2, factsBehind(modified.missing), notesOf(modified.missing));

  const ambulation = neurology?.ambulation;
  if (ambulation) answered(sheet, NESMS, 'ambulation', ambulation, ambulation === 'independent' ? 1 : 0);
  else unknown(sheet, NESMS, 'ambulation', 0, 1);

  const albumin = laboratory?.albumin;
  if (albumin) scoreAlbumin(sheet, albumin);
  else unknown(sheet, NESMS, 'albumin', 0, 1);
  return toResult(NESMS, sheet, String(Math.min(sheet.min, 3)), 3);
}

const GRAMS_PER_DECILITRE = { 'g/dL': 1, 'g/L': 0.1, 'umol/L': 66_500 / 10_000_000 };

function scoreAlbumin(sheet, { value, unit }) {
  const isEnough = Math.round(value * GRAMS_PER_DECILITRE[unit] * 1e5) / 1e5 >= 3.5;
  const note = unit === 'umol/L' ? 'Converted with a molar mass of 66.5 kDa.' : undefined;
  answered(sheet, NESMS, 'albumin', isEnough ? 'at-least-3.5' : 'below-3.5', isEnough ? 1 : 0, undefined, note);
}

function notesOf(missing) {
  const notes = [];
  for (const { note } of missing) if (note && !notes.includes(note)) notes.push(note);
  return notes.length > 0 ? notes.join(' ') : undefined;
}

function factsBehind(items) {
  const paths = [];
  for (const { from } of items) for (const path of from) if (!paths.includes(path)) paths.push(path);
  return paths;
}
