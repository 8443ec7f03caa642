import { SOSGOQ_ANSWERS } from './questions.js';
import type { DomainKey, ScoringKey } from './scoring-key.js';

/** One domain of a questionnaire: 0 to 100 with two decimals, or null while too few of its questions are answered. */
export interface DomainScore {
  readonly id: string;
  readonly label: string;
  readonly score: number | null;
  readonly answered: number;
  readonly of: number;
}

/** Answers by the number of their question. */
export type Answers = ReadonlyMap<number, number>;

/**
 * Every domain of a key: the mean of its answers, reversed where the key says so, stretched from the scale of the answers to
 * 0-100. A question left out takes no part, as long as the domain keeps the number of answers that its rule asks for.
 */
export function scoreDomains(answers: Answers, key: ScoringKey): DomainScore[] {
  return key.domains.map((domain) => scoreDomain(answers, domain, key.reversed));
}

function scoreDomain(
  answers: Answers,
  { id, label, questions, fewestAnswered }: DomainKey,
  reversed: readonly number[],
) {
  const counted = questions.flatMap((question) => {
    const answer = answers.get(question);
    if (answer === undefined) return [];
    return [reversed.includes(question) ? SOSGOQ_ANSWERS.min + SOSGOQ_ANSWERS.max - answer : answer];
  });
  const score = counted.length < fewestAnswered ? null : toHundred(counted);
  return { id, label, score, answered: counted.length, of: questions.length };
}

function toHundred(answers: readonly number[]): number {
  const { min, max } = SOSGOQ_ANSWERS;
  const mean = answers.reduce((sum, answer) => sum + answer, 0) / answers.length;
  return Math.round(((mean - min) / (max - min)) * 10_000) / 100;
}
