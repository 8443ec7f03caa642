/** NOMS as plain code would decide it, from the facts and the SINS already scored; for the library's own result. */
import { answered, Sheet, toResult, unknown, wordingOf } from './sheet.mjs';

const NOMS = wordingOf('noms');
const LABELS = Object.fromEntries(Object.entries(NOMS.outcomes).map(([id, { category }]) => [id, category.label]));
const BOARD_DECIDES = { id: 'board-decides', label: 'The board decides' };

/** A board that is asked how ESCC 1c and an indeterminate SINS count. */
export function nomsByHand(facts, scores) {
  const sins = scores.filter(({ system }) => system === 'sins');
  const sheet = new Sheet();
  const neurologic = readNeurologic(sheet, facts);
  const oncologic = readOncologic(sheet, facts, neurologic.lesion, worstOf(sins));
  const mechanical = readMechanical(sheet, sins);
  const systemic = readSystemic(sheet, facts.general?.toleratesSurgery);
  return judge(sheet, { neurologic: neurologic.options, oncologic, mechanical, systemic }, facts.primary);
}

const ALL_NEUROLOGIC = ['low-grade', 'low-grade-with-myelopathy', 'high-grade'];
const GRADES = ['0', '1a', '1b', '1c', '2', '3'];
const HIGH = 4;
const BORDERLINE = 3;

/** Each axis writes its line and answers with the options still open. */
function readNeurologic(sheet, { lesions = [], neurology }) {
  let lesion = null;
  let highest = -1;
  const open = lesions.length > 0 ? [] : ['lesions[].escc'];
  for (let index = 0; index < lesions.length; index += 1) {
    const { compartment, escc } = lesions[index];
    if (!compartment) open.push(`lesions[${index}].compartment`);
    else if (compartment !== 'extradural') continue;
    else if (!escc) open.push(`lesions[${index}].escc`);
    else if (GRADES.indexOf(escc) > highest) [lesion, highest] = [index, GRADES.indexOf(escc)];
  }

  if (lesion === null && open.length === 0) {
    sheet.notScorable = 'No lesion recorded is extradural.';
    unknown(sheet, NOMS, 'neurologic', 0, 0, [], sheet.notScorable, []);
    return { lesion, options: [] };
  }
  const from = lesion === null ? [] : [`lesions[${lesion}].escc`];
  if (highest >= HIGH) {
    answered(sheet, NOMS, 'neurologic', 'high-grade', null, from);
    return { lesion, options: ['high-grade'] };
  }
  if (open.length > 0) {
    unknown(sheet, NOMS, 'neurologic', 0, 0, open);
    return { lesion, options: ALL_NEUROLOGIC };
  }
  if (highest === BORDERLINE) {
    const note = 'ESCC 1c is counted as low by some and as high by others: the board says which.';
    unknown(sheet, NOMS, 'neurologic', 0, 0, from, note);
    return { lesion, options: ALL_NEUROLOGIC };
  }
  return { lesion, options: lowGrade(sheet, neurology?.myelopathy, from) };
}

function lowGrade(sheet, myelopathy, from) {
  if (myelopathy === undefined) {
    const among = ['low-grade', 'low-grade-with-myelopathy'];
    unknown(sheet, NOMS, 'neurologic', 0, 0, ['neurology.myelopathy'], undefined, among);
    return among;
  }
  const option = myelopathy ? 'low-grade-with-myelopathy' : 'low-grade';
  answered(sheet, NOMS, 'neurologic', option, null, [...from, 'neurology.myelopathy']);
  return [option];
}

const ALL_ONCOLOGIC = ['radiosensitive', 'radioresistant', 'previously-irradiated'];
const FROM_CLASS = ['primary.radiosensitivity'];
const FROM_IRRADIATED = ['primary.previouslyIrradiatedLevels'];

function readOncologic(sheet, { primary, lesions }, compressing, unstable) {
  const { radiosensitivity, site, previouslyIrradiatedLevels: irradiated } = primary ?? {};
  const open = (from, note, among) => {
    unknown(sheet, NOMS, 'oncologic', 0, 0, from, note, among);
    return among ?? ALL_ONCOLOGIC;
  };
  const settle = (option, from) => {
    answered(sheet, NOMS, 'oncologic', option, null, from);
    return [option];
  };
  if (!radiosensitivity) return open(FROM_CLASS, confirmationNeeded(suggestedClass(primary)));

  const isIntermediate = radiosensitivity === 'intermediate';
  const isSensitive =
    radiosensitivity === 'sensitive' || (isIntermediate && (site === 'breast' || site === 'prostate'));
  if (radiosensitivity === 'resistant') return settle('radioresistant', FROM_CLASS);

  const atStake = [];
  if (compressing !== null) atStake.push(...lesions[compressing].levels);
  if (unstable?.lesion !== undefined) atStake.push(...lesions[unstable.lesion].levels);
  const isKnown = irradiated?.length === 0 || (irradiated && atStake.length > 0);
  const was = isKnown && atStake.some((level) => irradiated.includes(level));
  if (was) return settle('previously-irradiated', FROM_IRRADIATED);
  if (!isSensitive && !site) return open(['primary.site']);
  if (!isSensitive) {
    return open(
      FROM_CLASS,
      'The table groups only breast and prostate among the intermediate primaries: the board classes this one.',
    );
  }
  if (isKnown) {
    return settle('radiosensitive', [...FROM_CLASS, ...(isIntermediate ? ['primary.site'] : []), ...FROM_IRRADIATED]);
  }
  return open(irradiated ? ['lesions[].escc'] : FROM_IRRADIATED, undefined, [
    'radiosensitive',
    'previously-irradiated',
  ]);
}

const CLASS_OF_HISTOLOGY = {
  lymphoma: 'sensitive', 'multiple-myeloma': 'sensitive', seminoma: 'sensitive', 'small-cell-lung': 'sensitive',
  neuroendocrine: 'intermediate', 'renal-cell': 'resistant', hepatocellular: 'resistant', 'non-small-cell-lung': 'resistant',
  melanoma: 'resistant', sarcoma: 'resistant', osteosarcoma: 'resistant',
}; // prettier-ignore
const CLASS_OF_SITE = {
  breast: 'intermediate', prostate: 'intermediate', ovary: 'intermediate', kidney: 'resistant', thyroid: 'resistant', colon: 'resistant',
}; // prettier-ignore

function suggestedClass({ site, histology } = {}) {
  const byHistology = histology && CLASS_OF_HISTOLOGY[histology];
  if (byHistology) return suggestion(byHistology, `the histology ${histology}`, 'primary.histology');
  const isGeneral = !histology || /^(adenocarcinoma|squamous-cell-carcinoma|other|unknown)$/.test(histology);
  const bySite = isGeneral ? CLASS_OF_SITE[site] : undefined;
  return bySite ? suggestion(bySite, `the primary site ${site}`, 'primary.site') : null;
}

const suggestion = (value, because, from) => ({ value, because, evidence: 'unverified', from: [from] });

function confirmationNeeded(suggested) {
  if (!suggested) return 'No list classes this histology: confirm its radiosensitivity.';
  return `Confirm the radiosensitivity; suggested: ${suggested.value}, because of ${suggested.because} (unverified).`;
}

const bandOf = (total) => (total <= 6 ? 'stable' : total <= 12 ? 'indeterminate' : 'unstable');

function readMechanical(sheet, sins) {
  let min = 0;
  let max = -1;
  for (const { possible, missing } of sins) {
    if (possible === null) continue;
    max = Math.max(max, possible.max);
    if (missing.every(({ item }) => item !== 'compartment')) min = Math.max(min, possible.min);
  }
  const all = ['stable', 'unstable'];
  if (max === -1 || bandOf(min) !== bandOf(max)) {
    unknown(sheet, NOMS, 'mechanical', 0, 0, factsBehind(sins, 'missing'));
    return all;
  }
  const from = factsBehind(sins, 'items');
  if (bandOf(min) === 'indeterminate') {
    const note = 'SINS is indeterminate: the board says whether the spine counts as stable or unstable.';
    unknown(sheet, NOMS, 'mechanical', 0, 0, from, note);
    return all;
  }
  answered(sheet, NOMS, 'mechanical', bandOf(min), null, from);
  return [bandOf(min)];
}

function factsBehind(results, part) {
  const paths = new Set();
  for (const result of results) for (const { from } of result[part]) for (const path of from) paths.add(path);
  return [...paths];
}

function worstOf(sins) {
  let worst = null;
  for (const result of sins) if (result.complete && (!worst || result.total > worst.total)) worst = result;
  return worst;
}

function readSystemic(sheet, tolerates) {
  if (tolerates === undefined) {
    unknown(sheet, NOMS, 'systemic', 0, 0);
    return ['tolerates-surgery', 'cannot-tolerate-surgery'];
  }
  const option = tolerates ? 'tolerates-surgery' : 'cannot-tolerate-surgery';
  answered(sheet, NOMS, 'systemic', option, null);
  return [option];
}

const SENSITIVE = ['radiosensitive'];
const RESISTANT = ['radioresistant'];
const OR_IRRADIATED = ['radioresistant', 'previously-irradiated'];
const DECOMPRESS = 'decompression-and-stabilisation-then-srs';
const TABLE = [
  ['low-grade', SENSITIVE, 'stable', null, 'cebrt'],
  ['low-grade', SENSITIVE, 'unstable', null, 'stabilisation-then-cebrt'],
  ['low-grade', OR_IRRADIATED, 'stable', null, 'srs'],
  ['low-grade', OR_IRRADIATED, 'unstable', null, 'stabilisation-then-srs'],
  ['high-grade', SENSITIVE, 'stable', null, 'cebrt'],
  ['high-grade', SENSITIVE, 'unstable', null, 'stabilisation-then-cebrt'],
  ['high-grade', RESISTANT, 'stable', 'tolerates-surgery', DECOMPRESS],
  ['high-grade', RESISTANT, 'stable', 'cannot-tolerate-surgery', 'cebrt'],
  ['high-grade', RESISTANT, 'unstable', 'tolerates-surgery', DECOMPRESS],
  ['high-grade', RESISTANT, 'unstable', 'cannot-tolerate-surgery', 'stabilisation-then-cebrt'],
];

function judge(sheet, axes, primary) {
  const rows = TABLE.filter(
    ([neurologic, oncologic, mechanical, systemic]) =>
      axes.neurologic.includes(neurologic) &&
      axes.oncologic.some((option) => oncologic.includes(option)) &&
      axes.mechanical.includes(mechanical) &&
      (systemic === null || axes.systemic.includes(systemic)),
  );
  const needsSystemic = rows.some(([, , , systemic]) => systemic !== null);
  const result = toResult(NOMS, sheet, null, null);
  const missing = needsSystemic ? result.missing : result.missing.filter(({ item }) => item !== 'systemic');
  const complete = missing.length === 0 && !sheet.notScorable;
  const suggested = complete && rows.length > 0 ? named(rows[0][4]) : null;
  return {
    ...result,
    complete,
    missing,
    category: suggested ?? BOARD_DECIDES,
    suggestion: suggested,
    undecided: suggested ? [] : reasons(sheet, missing, rows),
    stillPossible: [...new Set(rows.map((row) => row[4]))].map(named),
    suggestedRadiosensitivity: primary?.radiosensitivity ? null : suggestedClass(primary),
  };
}

function reasons({ notScorable }, missing, rows) {
  if (notScorable) return [notScorable];
  const asked = missing.map(({ label, note, from }) => `${label}. ${note ?? `Not recorded: ${from.join(', ')}.`}`);
  return rows.length > 0 ? asked : ['The table has no row for this combination.', ...asked];
}

const named = (id) => ({ id, label: LABELS[id] });
