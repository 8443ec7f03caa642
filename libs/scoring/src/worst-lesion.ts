import { lesionPath } from './answers.js';
import { esccGroup, type EsccGroup } from './escc/escc.js';
import { evaluateFacts } from './evaluate.js';
import { ESCC_GRADES, type EsccGrade, type Facts } from './facts.js';
import { lesionsToScore } from './lesions.js';
import type { Range, ScoreResult } from './result.js';
import { sins } from './sins/sins.js';
import { worstOf } from './worst-result.js';

export interface WorstSins {
  /** The worst of the lesions scored completely; null when none is. */
  readonly worst: ScoreResult | null;
  /** What the worst total of the case may still be, lesions not completely scored included; null without such a lesion. */
  readonly possible: Range | null;
  /** The band that every possible worst total lies in; null while it is open. */
  readonly band: 'stable' | 'indeterminate' | 'unstable' | null;
}

/** The lesion whose instability a case shows, from its facts or from its results. SINS is never summed over lesions. */
export function worstSins(source: Facts | readonly ScoreResult[]): WorstSins {
  const results = isResults(source) ? source.filter(({ system }) => system === 'sins') : sinsOf(source);
  const scorable = results.filter(({ possible }) => possible !== null);
  const possible = scorable.length ? { min: worstAtLeast(scorable), max: worstAtMost(scorable) } : null;
  return { worst: worstOf(results), possible, band: possible && bandHolding(possible) };
}

/** SINS of each extradural lesion. Facts are taken as checked. */
export function sinsOf(facts: Facts): ScoreResult[] {
  return lesionsToScore(facts).map((lesion) => evaluateFacts(sins, facts, lesion));
}

// A lesion of unknown compartment may turn out not to count: it can raise the worst total, not guarantee it.
const worstAtLeast = (results: readonly ScoreResult[]) =>
  Math.max(0, ...results.filter(isKnownToCount).map(({ possible }) => possible!.min));
const worstAtMost = (results: readonly ScoreResult[]) => Math.max(...results.map(({ possible }) => possible!.max));
const isKnownToCount = ({ missing }: ScoreResult) => missing.every(({ item }) => item !== 'compartment');

function bandHolding({ min, max }: Range): WorstSins['band'] {
  const outcome = sins.outcomeAt[min]!;
  return outcome === sins.outcomeAt[max] ? (outcome.category.id as WorstSins['band']) : null;
}

export interface HighestEscc {
  /** The highest grade of the extradural lesions graded; null when none is. */
  readonly grade: EsccGrade | null;
  readonly group: EsccGroup | null;
  readonly lesion: number | null;
  /** The facts by which a lesion not yet graded might turn out higher. */
  readonly open: readonly string[];
}

/** The most severe epidural compression of a case, and what might still exceed it. */
export function highestEscc({ lesions = [] }: Facts): HighestEscc {
  let lesion: number | null = null;
  const open: string[] = lesions.length ? [] : [lesionPath(undefined, 'escc')];
  lesions.forEach(({ compartment, escc }, index) => {
    if (!compartment) open.push(lesionPath(index, 'compartment'));
    else if (compartment !== 'extradural') return;
    else if (!escc) open.push(lesionPath(index, 'escc'));
    else if (lesion === null || isHigher(escc, lesions[lesion]!.escc!)) lesion = index;
  });
  const grade = lesion === null ? null : lesions[lesion]!.escc!;
  return { grade, group: grade && esccGroup(grade), lesion, open };
}

const isHigher = (grade: EsccGrade, other: EsccGrade) => ESCC_GRADES.indexOf(grade) > ESCC_GRADES.indexOf(other);

function isResults(source: Facts | readonly ScoreResult[]): source is readonly ScoreResult[] {
  return Array.isArray(source);
}
