import {
  ALIGNMENTS,
  AMBULATIONS,
  BONE_QUALITIES,
  type BurdenFacts,
  COLLAPSES,
  COMPARTMENTS,
  EQ5D_VALUE_SETS,
  EQ5D_VERSIONS,
  type Eq5dFacts,
  ESCC_GRADES,
  type Facts,
  FRAILTY_ITEMS,
  type FrailtyFacts,
  FRANKEL_GRADES,
  type GeneralFacts,
  GROWTH_CLASSES,
  HISTOLOGIES,
  KPS_MAPPINGS,
  type LaboratoryFacts,
  type LesionFacts,
  MAJOR_ORGAN_METASTASES,
  MIZUMOTO_TUMOUR_TYPES,
  type NeurologyFacts,
  OPIOID_CHANGES,
  PAIN_CHARACTERS,
  type PainFacts,
  type PatientReportedFacts,
  POSTEROLATERAL_INVOLVEMENTS,
  PRIMARY_SITES,
  type PrimaryFacts,
  RADIOSENSITIVITIES,
  type RadiotherapyPainFacts,
  SPHINCTER_FUNCTIONS,
  TOKUHASHI_PRIMARIES,
  VISCERAL_METASTASES,
  VISCERAL_PATTERNS,
} from './facts.js';
import { Faults, vocabulary } from './faults.js';
import type { Finding } from './findings.js';
import { HALF_COLLAPSED } from './sins/half-collapsed.js';
import { SOSGOQ_ANSWERS } from './sosgoq/questions.js';
import { COLORECTAL_REFUSED } from './tokuhashi/colorectal-refused.js';

/** No case has more: a longer list is a mistake, or meant to keep the server busy. */
const MOST_LESIONS = 100;

/**
 * What is impossible in the facts of one assessment, each finding naming the path of its fact (`lesions[0].levels`); empty
 * when nothing is. Absent facts are unknown and in order; null is not a way of saying so. Texts, which no instrument reads,
 * and facts this vocabulary does not have are left to whoever owns them.
 */
export function checkFacts(facts: Facts): Finding[] {
  const findings: Finding[] = [];
  checkSection('primary', facts.primary, checkPrimary, findings);
  checkSection('burden', facts.burden, checkBurden, findings);
  checkLesions(facts.lesions, findings);
  checkSection('neurology', facts.neurology, checkNeurology, findings);
  checkSection('pain', facts.pain, checkPain, findings);
  checkSection('pain.radiotherapy', facts.pain?.radiotherapy, checkRadiotherapyPain, findings);
  checkSection('general', facts.general, checkGeneral, findings);
  checkSection('laboratory', facts.laboratory, checkLaboratory, findings);
  checkSection('frailty', facts.frailty, checkFrailty, findings);
  checkSection('patientReported', facts.patientReported, checkPatientReported, findings);
  checkSection('patientReported.eq5d', facts.patientReported?.eq5d, checkEq5d, findings);
  return findings;
}

function checkSection<Section>(
  path: string,
  section: Section | undefined,
  check: (facts: Section, faults: Faults) => void,
  findings: Finding[],
): void {
  if (section === undefined) return;
  const faults = new Faults(path, findings);
  if (faults.isRecord(section)) check(section, faults);
}

const SITE = vocabulary(PRIMARY_SITES, { colorectal: COLORECTAL_REFUSED });
const HISTOLOGY = vocabulary(HISTOLOGIES);
const GROWTH = vocabulary(GROWTH_CLASSES);
const RADIOSENSITIVITY = vocabulary(RADIOSENSITIVITIES);
const MIZUMOTO_TUMOUR_TYPE = vocabulary(MIZUMOTO_TUMOUR_TYPES);
const TOKUHASHI_PRIMARY = vocabulary(TOKUHASHI_PRIMARIES, { colorectal: COLORECTAL_REFUSED });

function checkPrimary(primary: PrimaryFacts, faults: Faults): void {
  faults.oneOf(SITE, 'site', primary.site);
  faults.oneOf(HISTOLOGY, 'histology', primary.histology);
  faults.oneOf(GROWTH, 'growth', primary.growth);
  faults.oneOf(RADIOSENSITIVITY, 'radiosensitivity', primary.radiosensitivity);
  faults.oneOf(TOKUHASHI_PRIMARY, 'tokuhashiPrimary', primary.tokuhashiPrimary);
  faults.oneOf(GROWTH, 'katagiriClass', primary.katagiriClass);
  faults.oneOf(MIZUMOTO_TUMOUR_TYPE, 'mizumotoTumourType', primary.mizumotoTumourType);
  faults.yesOrNo('hormoneDependent', primary.hormoneDependent);
  faults.yesOrNo('targetableDriverTreated', primary.targetableDriverTreated);
  faults.day('diagnosedOn', primary.diagnosedOn);
  faults.levels('previouslyIrradiatedLevels', primary.previouslyIrradiatedLevels, { atLeast: 0 });
}

const MAJOR_ORGAN = vocabulary(MAJOR_ORGAN_METASTASES);
const VISCERAL = vocabulary(VISCERAL_METASTASES);
const VISCERAL_PATTERN = vocabulary(VISCERAL_PATTERNS);

function checkBurden(burden: BurdenFacts, faults: Faults): void {
  faults.oneOf(MAJOR_ORGAN, 'majorOrganMetastases', burden.majorOrganMetastases);
  faults.oneOf(VISCERAL, 'visceralMetastases', burden.visceralMetastases);
  faults.oneOf(VISCERAL_PATTERN, 'visceralPattern', burden.visceralPattern);
  faults.yesOrNo('brainMetastases', burden.brainMetastases);
  faults.wholeNumber('extraspinalBoneMetastases', burden.extraspinalBoneMetastases, { min: 0 });
  faults.levels('vertebraeInvolved', burden.vertebraeInvolved, { atLeast: 1 });
  faults.yesOrNo('otherBoneMetastases', burden.otherBoneMetastases);
  faults.yesOrNo('pathologicalFracture', burden.pathologicalFracture);
  faults.yesOrNo('previousChemotherapy', burden.previousChemotherapy);
  faults.oneOf(GROWTH, 'progression', burden.progression);
}

function checkLesions(lesions: unknown, findings: Finding[]): void {
  if (lesions === undefined) return;
  const faults = new Faults('lesions', findings);
  if (!Array.isArray(lesions)) faults.wrongType('a list of lesions', lesions);
  else if (lesions.length > MOST_LESIONS) faults.tooMany(lesions.length, MOST_LESIONS);
  else lesions.forEach((lesion = null, index) => checkSection(`lesions[${index}]`, lesion, checkLesion, findings));
}

const COMPARTMENT = vocabulary(COMPARTMENTS);
const BONE_QUALITY = vocabulary(BONE_QUALITIES);
const ALIGNMENT = vocabulary(ALIGNMENTS);
const COLLAPSE = vocabulary(COLLAPSES, HALF_COLLAPSED);
const POSTEROLATERAL = vocabulary(POSTEROLATERAL_INVOLVEMENTS);
const ESCC = vocabulary(ESCC_GRADES);

function checkLesion(lesion: LesionFacts, faults: Faults): void {
  faults.contiguousLevels('levels', lesion.levels);
  faults.oneOf(COMPARTMENT, 'compartment', lesion.compartment);
  faults.oneOf(BONE_QUALITY, 'boneQuality', lesion.boneQuality);
  faults.oneOf(ALIGNMENT, 'alignment', lesion.alignment);
  faults.oneOf(COLLAPSE, 'collapse', lesion.collapse);
  faults.oneOf(POSTEROLATERAL, 'posterolateral', lesion.posterolateral);
  faults.oneOf(ESCC, 'escc', lesion.escc);
  faults.yesOrNo('paraspinalExtension', lesion.paraspinalExtension);
}

const GRADE = vocabulary(FRANKEL_GRADES);
const AMBULATION = vocabulary(AMBULATIONS);
const SPHINCTER_FUNCTION = vocabulary(SPHINCTER_FUNCTIONS);

function checkNeurology(neurology: NeurologyFacts, faults: Faults): void {
  faults.oneOf(GRADE, 'frankel', neurology.frankel);
  faults.oneOf(GRADE, 'ais', neurology.ais);
  faults.wholeNumber('motorDeficitDays', neurology.motorDeficitDays, { min: 0 });
  faults.day('compressionOn', neurology.compressionOn);
  faults.yesOrNo('myelopathy', neurology.myelopathy);
  faults.yesOrNo('radiculopathy', neurology.radiculopathy);
  faults.oneOf(AMBULATION, 'ambulation', neurology.ambulation);
  faults.oneOf(SPHINCTER_FUNCTION, 'bladder', neurology.bladder);
  faults.oneOf(SPHINCTER_FUNCTION, 'bowel', neurology.bowel);
}

const NRS = { min: 0, max: 10 };
const PAIN_CHARACTER = vocabulary(PAIN_CHARACTERS);

function checkPain(pain: PainFacts, faults: Faults): void {
  faults.wholeNumber('nrsNow', pain.nrsNow, NRS);
  faults.wholeNumber('nrsWorst', pain.nrsWorst, NRS);
  faults.oneOf(PAIN_CHARACTER, 'character', pain.character);
  faults.yesOrNo('nocturnal', pain.nocturnal);
  faults.yesOrNo('radicular', pain.radicular);
}

const OPIOID_CHANGE = vocabulary(OPIOID_CHANGES);

function checkRadiotherapyPain(pain: RadiotherapyPainFacts, faults: Faults): void {
  faults.wholeNumber('nrsBefore', pain.nrsBefore, { min: 1, max: 10 });
  faults.wholeNumber('nrsAfter', pain.nrsAfter, NRS);
  faults.oneOf(OPIOID_CHANGE, 'opioidDose', pain.opioidDose);
  faults.yesOrNo('otherAnalgesicsIncreased', pain.otherAnalgesicsIncreased);
}

const KPS_MAPPING = vocabulary(KPS_MAPPINGS);

function checkGeneral(general: GeneralFacts, faults: Faults): void {
  faults.wholeNumber('kps', general.kps, { min: 0, max: 100, step: 10 });
  faults.wholeNumber('ecog', general.ecog, { min: 0, max: 5 });
  faults.oneOf(KPS_MAPPING, 'ecogMapping', general.ecogMapping);
  faults.wholeNumber('age', general.age, { min: 0, max: 130 });
  faults.percentage('weightLossPercent', general.weightLossPercent);
  faults.yesOrNo('toleratesSurgery', general.toleratesSurgery);
}

function checkLaboratory(laboratory: LaboratoryFacts, faults: Faults): void {
  faults.measured('albumin', laboratory.albumin);
  faults.measured('crp', laboratory.crp);
  faults.measured('ldh', laboratory.ldh);
  faults.measured('platelets', laboratory.platelets);
  faults.measured('calcium', laboratory.calcium);
  faults.measured('bilirubin', laboratory.bilirubin);
  faults.measured('alkalinePhosphatase', laboratory.alkalinePhosphatase);
  faults.yesOrNo('alkalinePhosphataseRaised', laboratory.alkalinePhosphataseRaised);
  faults.yesOrNo('hypercalcaemia', laboratory.hypercalcaemia);
}

function checkFrailty(frailty: FrailtyFacts, faults: Faults): void {
  for (const item of FRAILTY_ITEMS) faults.yesOrNo(item, frailty[item]);
}

function checkPatientReported({ sosgoq }: PatientReportedFacts, faults: Faults): void {
  faults.answers('sosgoq', sosgoq, SOSGOQ_ANSWERS);
}

const EQ5D_VERSION = vocabulary(EQ5D_VERSIONS);
const VALUE_SET = {
  '3L': vocabulary(EQ5D_VALUE_SETS['3L']),
  '5L': vocabulary(EQ5D_VALUE_SETS['5L']),
};
const STATE = {
  '3L': { shape: /^[1-3]{5}$/, sentence: 'an EQ-5D-3L state is five digits from 1 to 3' },
  '5L': { shape: /^[1-5]{5}$/, sentence: 'an EQ-5D-5L state is five digits from 1 to 5' },
};

function checkEq5d({ version, state, valueSet }: Eq5dFacts, faults: Faults): void {
  if (version !== '3L' && version !== '5L') return faults.oneOf(EQ5D_VERSION, 'version', version ?? null);
  faults.text('state', state, STATE[version]);
  faults.oneOf(VALUE_SET[version], 'valueSet', valueSet);
}
