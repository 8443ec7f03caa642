/**
 * For every fact that `scoreAll` reads, values that between them reach every row of every table: the whole vocabulary, or a
 * number on each side of every boundary. Keys are paths; the facts of a lesion have no index here.
 */

import * as facts from './facts.js';
import type { Facts, LaboratoryTest, Quantity } from './facts.js';

const YES_NO = [true, false];
const upTo = (highest: number, step = 1) => Array.from({ length: highest / step + 1 }, (_, index) => index * step);

/** The laboratory values that an instrument divides. Of alkaline phosphatase only what the laboratory says of it is read. */
export type DividedTest = Exclude<LaboratoryTest, 'alkalinePhosphatase'>;

/**
 * Where instruments divide a laboratory value, in its reference unit: a value at a cut-off counts with those above it. NESMS
 * divides albumin at 3.5 and Katagiri at 3.7 g/dL, the rest are Katagiri's.
 */
export const CUT_OFFS: Readonly<Record<DividedTest, readonly number[]>> = {
  albumin: [3.5, 3.7],
  crp: [0.4],
  ldh: [250],
  platelets: [100_000],
  calcium: [10.3],
  bilirubin: [1.4],
};

/** One value below every cut-off, and one at each of them. */
function aroundCutOffs(test: DividedTest, unit: string, below: number): Quantity[] {
  return [below, ...CUT_OFFS[test]].map((value) => ({ value, unit }));
}

export const FACT_VALUES: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ['primary.site', facts.PRIMARY_SITES],
  ['primary.histology', facts.HISTOLOGIES],
  ['primary.growth', facts.GROWTH_CLASSES],
  ['primary.tokuhashiPrimary', facts.TOKUHASHI_PRIMARIES],
  ['primary.katagiriClass', facts.GROWTH_CLASSES],
  ['primary.mizumotoTumourType', facts.MIZUMOTO_TUMOUR_TYPES],
  ['primary.hormoneDependent', YES_NO],
  ['primary.targetableDriverTreated', YES_NO],
  // Read only against each other: long before and long after any day that is recorded.
  ['primary.diagnosedOn', ['1900-01-01', '2200-01-01']],
  ['neurology.compressionOn', ['1900-01-01', '2200-01-01']],
  ['burden.majorOrganMetastases', facts.MAJOR_ORGAN_METASTASES],
  ['burden.visceralMetastases', facts.VISCERAL_METASTASES],
  ['burden.visceralPattern', facts.VISCERAL_PATTERNS],
  ['burden.brainMetastases', YES_NO],
  ['burden.extraspinalBoneMetastases', upTo(3)],
  ['burden.vertebraeInvolved', [['T8'], ['T8', 'T9'], ['T8', 'T9', 'T10']]],
  ['burden.otherBoneMetastases', YES_NO],
  ['burden.pathologicalFracture', YES_NO],
  ['burden.previousChemotherapy', YES_NO],
  ['lesions[].levels', facts.VERTEBRAL_LEVELS.map((level) => [level])],
  ['lesions[].compartment', facts.COMPARTMENTS],
  ['lesions[].boneQuality', facts.BONE_QUALITIES],
  ['lesions[].alignment', facts.ALIGNMENTS],
  ['lesions[].collapse', facts.COLLAPSES],
  ['lesions[].posterolateral', facts.POSTEROLATERAL_INVOLVEMENTS],
  ['lesions[].escc', facts.ESCC_GRADES],
  ['neurology.frankel', facts.FRANKEL_GRADES],
  ['neurology.ais', facts.FRANKEL_GRADES],
  ['neurology.ambulation', facts.AMBULATIONS],
  ['neurology.motorDeficitDays', [7, 8]],
  ['pain.character', facts.PAIN_CHARACTERS],
  ['general.kps', upTo(100, 10)],
  ['general.ecog', upTo(5)],
  ['general.ecogMapping', facts.KPS_MAPPINGS],
  ['general.age', [70, 71]],
  ['laboratory.albumin', aroundCutOffs('albumin', 'g/dL', 3.4)],
  ['laboratory.crp', aroundCutOffs('crp', 'mg/dL', 0.3)],
  ['laboratory.ldh', aroundCutOffs('ldh', 'IU/L', 249)],
  ['laboratory.platelets', aroundCutOffs('platelets', '/uL', 99_000)],
  ['laboratory.calcium', aroundCutOffs('calcium', 'mg/dL', 10.2)],
  ['laboratory.bilirubin', aroundCutOffs('bilirubin', 'mg/dL', 1.3)],
  ['laboratory.hypercalcaemia', YES_NO],
  ...facts.FRAILTY_ITEMS.map((item): [string, readonly unknown[]] => [`frailty.${item}`, YES_NO]),
  ['patientReported.eq5d.version', facts.EQ5D_VERSIONS],
  ['patientReported.eq5d.state', ['11111', '33333']],
  ['patientReported.eq5d.valueSet', Object.values(facts.EQ5D_VALUE_SETS).flat()],
]);

/** The path of a fact without the index of its lesion: `lesions[2].escc` is `lesions[].escc`. */
export const withoutIndex = (path: string): string => path.replace(/^lesions\[\d+\]/, 'lesions[]');

/** The names that lead to a fact: `lesions[2].escc` is `['lesions', '2', 'escc']`. */
export const namesIn = (path: string): string[] => path.replace(/\[(\d+)\]/, '.$1').split('.');

/** What the facts hold at a path; undefined where they hold nothing. */
export function factAt(facts: Facts, path: string): unknown {
  let value: unknown = facts;
  for (const name of namesIn(path)) value = (value as Record<string, unknown> | undefined)?.[name];
  return value;
}

/** The same facts with another value at one path. */
export function withFact(facts: Facts, path: string, value: unknown): Facts {
  return replaced(facts, namesIn(path), value) as Facts;
}

function replaced(holder: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const copy = Array.isArray(holder) ? [...holder] : { ...(holder as object | undefined) };
  const inner = (holder as Record<string, unknown> | undefined)?.[name];
  return Object.assign(copy, { [name]: replaced(inner, rest, value) });
}
