/** Katagiri's laboratory factor: six values, of which three make it critical and three abnormal. */

import type { LaboratoryFacts, LaboratoryTest } from '../facts.js';
import type { Answer, Reading } from '../instrument.js';
import { conversionNote, inReferenceUnit } from '../units/convert.js';

interface CutOff {
  readonly test: LaboratoryTest;
  /** Of the value in the unit of the paper. */
  readonly isBeyond: (value: number) => boolean;
}

const CRITICAL: readonly CutOff[] = [
  { test: 'platelets', isBeyond: (perMicrolitre) => perMicrolitre < 100_000 },
  { test: 'calcium', isBeyond: (milligramsPerDecilitre) => milligramsPerDecilitre >= 10.3 },
  { test: 'bilirubin', isBeyond: (milligramsPerDecilitre) => milligramsPerDecilitre >= 1.4 },
];

const ABNORMAL: readonly CutOff[] = [
  { test: 'crp', isBeyond: (milligramsPerDecilitre) => milligramsPerDecilitre >= 0.4 },
  { test: 'ldh', isBeyond: (unitsPerLitre) => unitsPerLitre >= 250 },
  { test: 'albumin', isBeyond: (gramsPerDecilitre) => gramsPerDecilitre < 3.7 },
];

function pathOf(test: LaboratoryTest): string {
  return `laboratory.${test}`;
}

/** The paths of the six values. */
export const FROM_LABORATORY = [...CRITICAL, ...ABNORMAL].map(({ test }) => pathOf(test));

/**
 * One value beyond a critical cut-off settles it, because critical replaces abnormal and does not add to it. Abnormal needs
 * the three critical values to be known as well, normal all six.
 */
export function readLaboratory(laboratory: LaboratoryFacts = {}): Reading {
  const critical = judge(CRITICAL, laboratory);
  const abnormal = judge(ABNORMAL, laboratory);

  if (critical.beyond.length > 0) return settled('critical', critical.beyond, laboratory);
  if (critical.unknown.length === 0 && abnormal.beyond.length > 0) {
    return settled('abnormal', [...abnormal.beyond, ...critical.within], laboratory);
  }
  if (critical.unknown.length === 0 && abnormal.unknown.length === 0) {
    return settled('normal', [...critical.within, ...abnormal.within], laboratory);
  }
  return open(critical, abnormal);
}

interface Judged {
  readonly beyond: LaboratoryTest[];
  readonly within: LaboratoryTest[];
  readonly unknown: LaboratoryTest[];
}

function judge(cutOffs: readonly CutOff[], laboratory: LaboratoryFacts): Judged {
  const judged: Judged = { beyond: [], within: [], unknown: [] };
  for (const { test, isBeyond } of cutOffs) {
    const value = laboratory[test];
    if (!value) judged.unknown.push(test);
    else if (isBeyond(inReferenceUnit(test, value))) judged.beyond.push(test);
    else judged.within.push(test);
  }
  return judged;
}

function settled(option: string, by: readonly LaboratoryTest[], laboratory: LaboratoryFacts): Answer {
  const notes = by.flatMap((test) => conversionNote(test, laboratory[test]!.unit) ?? []);
  return { option, from: by.map(pathOf), note: notes.length ? notes.join(' ') : undefined };
}

function open(critical: Judged, abnormal: Judged): Answer {
  const among: string[] = [];
  if (abnormal.beyond.length === 0) among.push('normal');
  if (abnormal.beyond.length > 0 || abnormal.unknown.length > 0) among.push('abnormal');
  if (critical.unknown.length > 0) among.push('critical');
  // Once a value is abnormal, the other abnormal ones change nothing.
  const unknown = abnormal.beyond.length > 0 ? critical.unknown : [...critical.unknown, ...abnormal.unknown];
  return { option: null, from: unknown.map(pathOf), among };
}
