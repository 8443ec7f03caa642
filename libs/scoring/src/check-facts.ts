import {
  ALIGNMENTS,
  AMBULATIONS,
  BONE_QUALITIES,
  COLLAPSES,
  COMPARTMENTS,
  ESCC_GRADES,
  type Facts,
  FRANKEL_GRADES,
  GROWTH_CLASSES,
  HISTOLOGIES,
  LABORATORY_UNITS,
  type LaboratoryTest,
  MAJOR_ORGAN_METASTASES,
  PAIN_CHARACTERS,
  POSTEROLATERAL_INVOLVEMENTS,
  PRIMARY_SITES,
  type Quantity,
  RADIOSENSITIVITIES,
  SPHINCTER_FUNCTIONS,
  TOKUHASHI_PRIMARIES,
  VERTEBRAL_LEVELS,
  type VertebralLevel,
  VISCERAL_METASTASES,
  VISCERAL_PATTERNS,
} from './facts.js';
import { type Finding, quoted } from './findings.js';
import { albuminFault } from './nesms/albumin.js';
import { HALF_COLLAPSED } from './sins/sins.js';
import { COLORECTAL_REFUSED } from './tokuhashi/primary-row.js';

type Fault = Omit<Finding, 'item'>;
/** Says what is wrong with a value, or null. */
type Check = (value: unknown) => Fault | null;
type Checks<Section> = { readonly [Fact in keyof Section]?: Check };
type NamedChecks = ReadonlyMap<string, Check>;

const INDEX_OF_LEVEL: ReadonlyMap<unknown, number> = new Map(VERTEBRAL_LEVELS.map((level, index) => [level, index]));

const CHECKS: { readonly [Section in Exclude<keyof Facts, 'lesions'>]-?: Checks<NonNullable<Facts[Section]>> } = {
  primary: {
    site: oneOf(PRIMARY_SITES, { colorectal: COLORECTAL_REFUSED }),
    histology: oneOf(HISTOLOGIES),
    growth: oneOf(GROWTH_CLASSES),
    radiosensitivity: oneOf(RADIOSENSITIVITIES),
    tokuhashiPrimary: oneOf(TOKUHASHI_PRIMARIES, { colorectal: COLORECTAL_REFUSED }),
    hormoneDependent: yesOrNo,
    targetableDriverTreated: yesOrNo,
    previouslyIrradiatedLevels: distinctLevels,
  },
  burden: {
    majorOrganMetastases: oneOf(MAJOR_ORGAN_METASTASES),
    visceralMetastases: oneOf(VISCERAL_METASTASES),
    visceralPattern: oneOf(VISCERAL_PATTERNS),
    brainMetastases: yesOrNo,
    extraspinalBoneMetastases: wholeNumber(0, Number.MAX_SAFE_INTEGER),
    vertebraeInvolved: atLeastOneLevel,
    pathologicalFracture: yesOrNo,
    previousChemotherapy: yesOrNo,
    progression: oneOf(GROWTH_CLASSES),
  },
  neurology: {
    frankel: oneOf(FRANKEL_GRADES),
    ais: oneOf(FRANKEL_GRADES),
    myelopathy: yesOrNo,
    radiculopathy: yesOrNo,
    ambulation: oneOf(AMBULATIONS),
    bladder: oneOf(SPHINCTER_FUNCTIONS),
    bowel: oneOf(SPHINCTER_FUNCTIONS),
  },
  pain: {
    nrsNow: wholeNumber(0, 10),
    nrsWorst: wholeNumber(0, 10),
    character: oneOf(PAIN_CHARACTERS),
    nocturnal: yesOrNo,
    radicular: yesOrNo,
  },
  general: {
    kps: wholeNumber(0, 100, 10),
    ecog: wholeNumber(0, 5),
    age: wholeNumber(0, 130),
    weightLossPercent: numberWithin(0, 100),
    toleratesSurgery: yesOrNo,
  },
  laboratory: {
    albumin: quantity('albumin', albuminFault),
    crp: quantity('crp', negativeFault),
    ldh: quantity('ldh', negativeFault),
    platelets: quantity('platelets', negativeFault),
    calcium: quantity('calcium', negativeFault),
    bilirubin: quantity('bilirubin', negativeFault),
    alkalinePhosphatase: quantity('alkalinePhosphatase', negativeFault),
    alkalinePhosphataseRaised: yesOrNo,
  },
};

const LESION_CHECKS = named<NonNullable<Facts['lesions']>[number]>({
  levels: contiguousLevels,
  compartment: oneOf(COMPARTMENTS),
  boneQuality: oneOf(BONE_QUALITIES),
  alignment: oneOf(ALIGNMENTS),
  collapse: oneOf(COLLAPSES, { 'exactly-50-percent': HALF_COLLAPSED }),
  posterolateral: oneOf(POSTEROLATERAL_INVOLVEMENTS),
  escc: oneOf(ESCC_GRADES),
  paraspinalExtension: yesOrNo,
});

/** The tables as look-ups, made once: an assessment is checked before every scoring. */
const SECTIONS = (Object.keys(CHECKS) as (keyof typeof CHECKS)[]).map((section) => ({
  section,
  checks: named<object>(CHECKS[section]),
}));

function named<Section>(checks: Checks<Section>): NamedChecks {
  return new Map(Object.entries<Check>(checks as Record<string, Check>));
}

/** No case has more: a longer list is a mistake, or meant to keep the server busy. */
const MOST_LESIONS = 100;

/**
 * What is impossible in the facts of one assessment, each finding naming the path of its fact (`lesions[0].levels`); empty
 * when nothing is. Absent facts are unknown and in order; null is not a way of saying so. Texts and dates, which no
 * instrument reads, and facts this vocabulary does not have are left to whoever owns them.
 */
export function checkFacts(facts: Facts): Finding[] {
  const findings: Finding[] = [];
  for (const { section, checks } of SECTIONS) checkSection(facts[section], checks, section, findings);
  checkLesions(facts.lesions, findings);
  return findings;
}

function checkLesions(lesions: unknown, findings: Finding[]): void {
  if (lesions === undefined) return;
  if (!Array.isArray(lesions)) findings.push(findingOf('lesions', wrongType('a list of lesions', lesions)));
  else if (lesions.length > MOST_LESIONS) findings.push(findingOf('lesions', tooMany(lesions.length)));
  else lesions.forEach((lesion, index) => checkLesion(lesion, index, findings));
}

function tooMany(lesions: number): Fault {
  return {
    code: 'out-of-range',
    message: `${lesions} lesions are more than the ${MOST_LESIONS} an assessment may hold.`,
  };
}

function checkLesion(lesion: unknown, index: number, findings: Finding[]): void {
  checkSection(lesion ?? null, LESION_CHECKS, 'lesions', findings, index);
  if (isRecord(lesion) && lesion['levels'] === undefined) {
    findings.push(findingOf(`lesions[${index}].levels`, wrongType('at least one level', undefined)));
  }
}

function checkSection(section: unknown, checks: NamedChecks, name: string, findings: Finding[], index?: number): void {
  if (section === undefined) return;
  if (!isRecord(section)) {
    findings.push(findingOf(pathOf(name, index), wrongType('an object of facts', section)));
    return;
  }
  for (const fact in section) {
    const value = section[fact];
    const fault = value === undefined ? null : checks.get(fact)?.(value);
    if (fault) findings.push(findingOf(`${pathOf(name, index)}.${fact}`, fault));
  }
}

const pathOf = (name: string, index: number | undefined) => (index === undefined ? name : `${name}[${index}]`);

function findingOf(item: string, fault: Fault): Finding {
  return { item, ...fault, message: `${item}: ${fault.message}` };
}

function oneOf(allowed: readonly string[], refused: Readonly<Record<string, string>> = {}): Check {
  const values: ReadonlySet<unknown> = new Set(allowed);
  return (value) => {
    if (values.has(value)) return null;
    const explained = typeof value === 'string' && Object.hasOwn(refused, value) ? refused[value] : undefined;
    const message = explained ?? `${quoted(value)} is not one of ${allowed.join(', ')}.`;
    return { code: 'unknown-option', message, allowed };
  };
}

function yesOrNo(value: unknown): Fault | null {
  return typeof value === 'boolean' ? null : wrongType('true or false', value);
}

function wholeNumber(min: number, max: number, step = 1): Check {
  return (value) => {
    if (typeof value !== 'number') return wrongType('a number', value);
    if (Number.isInteger(value / step) && value >= min && value <= max) return null;
    const range = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `${min} to ${max}`;
    return {
      code: 'out-of-range',
      message: `${value} is not a whole number, ${range}${step === 1 ? '' : ` by ${step}`}.`,
    };
  };
}

function numberWithin(min: number, max: number): Check {
  return (value) => {
    if (typeof value !== 'number') return wrongType('a number', value);
    if (value >= min && value <= max) return null;
    return { code: 'out-of-range', message: `${value} is not between ${min} and ${max}.` };
  };
}

function distinctLevels(value: unknown): Fault | null {
  if (!Array.isArray(value)) return wrongType('a list of levels', value);
  const indexes = new Set<number>();
  for (const level of value) {
    const index = INDEX_OF_LEVEL.get(level);
    if (index === undefined) return unknownLevel(level);
    indexes.add(index);
  }
  if (indexes.size === value.length) return null;
  return { code: 'contradiction', message: 'a level is listed twice.' };
}

function unknownLevel(level: unknown): Fault {
  const message = `${quoted(level)} is not a level from C1 to S5.`;
  return { code: 'unknown-option', message, allowed: VERTEBRAL_LEVELS };
}

function atLeastOneLevel(value: unknown): Fault | null {
  const fault = distinctLevels(value);
  if (fault || (value as readonly unknown[]).length > 0) return fault;
  return { code: 'out-of-range', message: 'at least one level is listed, or the fact is left out.' };
}

/** A lesion is one stretch of the spine; another stretch is another lesion, with a score of its own. */
function contiguousLevels(value: unknown): Fault | null {
  const fault = atLeastOneLevel(value);
  if (fault) return fault;
  const indexes = (value as readonly VertebralLevel[]).map((level) => INDEX_OF_LEVEL.get(level)!);
  if (Math.max(...indexes) - Math.min(...indexes) === indexes.length - 1) return null;
  return { code: 'contradiction', message: 'the levels are not adjacent: record each stretch as a lesion of its own.' };
}

function quantity(test: LaboratoryTest, faultOf: (value: Quantity) => string | null): Check {
  const units: readonly string[] = LABORATORY_UNITS[test];
  return (value) => {
    if (!isRecord(value) || typeof value['value'] !== 'number') return wrongType('a value with its unit', value);
    const { value: measured, unit } = value as unknown as Quantity;
    if (!units.includes(unit)) {
      return { code: 'unknown-unit', message: `${quoted(unit)} is not one of ${units.join(', ')}.`, allowed: units };
    }
    const message = faultOf({ value: measured, unit });
    return message === null ? null : { code: 'out-of-range', message };
  };
}

function negativeFault({ value, unit }: Quantity): string | null {
  return value >= 0 && value < Infinity ? null : `${value} ${unit} is impossible.`;
}

function wrongType(expected: string, value: unknown): Fault {
  return { code: 'wrong-type', message: `${expected} is expected, not ${quoted(value)}.` };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
