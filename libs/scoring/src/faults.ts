import { LABORATORY_UNITS, type LaboratoryTest, type Quantity, VERTEBRAL_LEVELS } from './facts.js';
import { type Finding, quoted } from './findings.js';
import { quantityFault } from './units/convert.js';

/** The values a fact may have, and those that people give and no instrument has, each with the sentence that refuses it. */
export interface Vocabulary {
  readonly values: ReadonlySet<unknown>;
  readonly allowed: readonly string[];
  readonly refused: Readonly<Record<string, string>>;
}

export function vocabulary(allowed: readonly string[], refused: Vocabulary['refused'] = {}): Vocabulary {
  return { values: new Set(allowed), allowed, refused };
}

const INDEX_OF_LEVEL: ReadonlyMap<unknown, number> = new Map(VERTEBRAL_LEVELS.map((level, index) => [level, index]));

/**
 * Collects what is impossible in one section of the facts. Each method looks at one fact, as it may have arrived from
 * outside; an absent one is unknown, which is in order.
 */
export class Faults {
  constructor(
    private readonly path: string,
    private readonly findings: Finding[],
  ) {}

  isRecord(section: unknown): boolean {
    if (isRecord(section)) return true;
    this.wrongType('an object of facts', section);
    return false;
  }

  wrongType(expected: string, value: unknown): void {
    this.add(undefined, 'wrong-type', `${expected} is expected, not ${quoted(value)}.`);
  }

  tooMany(lesions: number, most: number): void {
    this.add(undefined, 'out-of-range', `${lesions} lesions are more than the ${most} an assessment may hold.`);
  }

  oneOf({ values, allowed, refused }: Vocabulary, fact: string, value: unknown): void {
    if (value === undefined || values.has(value)) return;
    const explained = typeof value === 'string' && Object.hasOwn(refused, value) ? refused[value] : undefined;
    this.add(fact, 'unknown-option', explained ?? `${quoted(value)} is not one of ${allowed.join(', ')}.`, allowed);
  }

  yesOrNo(fact: string, value: unknown): void {
    if (value === undefined || typeof value === 'boolean') return;
    this.isNot(fact, 'true or false', value);
  }

  wholeNumber(
    fact: string,
    value: unknown,
    { min, max, step = 1 }: { min: number; max?: number; step?: number },
  ): void {
    if (value === undefined) return;
    if (typeof value !== 'number') return this.isNot(fact, 'a number', value);
    if (Number.isInteger(value / step) && value >= min && value <= (max ?? Number.MAX_SAFE_INTEGER)) return;
    const range = max === undefined ? `${min} or more` : `${min} to ${max}`;
    const steps = step === 1 ? '' : ` by ${step}`;
    this.add(fact, 'out-of-range', `${value} is not a whole number, ${range}${steps}.`);
  }

  percentage(fact: string, value: unknown): void {
    if (value === undefined) return;
    if (typeof value !== 'number') return this.isNot(fact, 'a number', value);
    if (!(value >= 0 && value <= 100)) this.add(fact, 'out-of-range', `${value} is not between 0 and 100.`);
  }

  /** A day of the calendar, `YYYY-MM-DD`. */
  day(fact: string, value: unknown): void {
    if (value === undefined || isDay(value)) return;
    this.isNot(fact, 'a day like 2026-03-01', value);
  }

  /** A text of a fixed shape, which is never absent. */
  text(fact: string, value: unknown, { shape, sentence }: { shape: RegExp; sentence: string }): void {
    if (typeof value === 'string' && shape.test(value)) return;
    this.add(fact, 'out-of-range', `${quoted(value)} is impossible: ${sentence}.`);
  }

  /** Answers to a questionnaire by the number of the question; one left out was not answered. */
  answers(
    fact: string,
    value: unknown,
    { questions, min, max }: { questions: number; min: number; max: number },
  ): void {
    if (value === undefined) return;
    if (!isRecord(value)) return this.isNot(fact, 'an object of answers by the number of the question', value);
    for (const [question, answer] of Object.entries(value)) {
      if (!isNumberOfQuestion(question, questions)) {
        this.add(
          fact,
          'unknown-item',
          `there is no question ${quoted(question)}; they are numbered 1 to ${questions}.`,
        );
      } else this.wholeNumber(`${fact}.${question}`, answer, { min, max });
    }
  }

  levels(fact: string, value: unknown, { atLeast }: { atLeast: number }): void {
    if (value !== undefined) this.indexesOf(fact, value, atLeast);
  }

  /** A lesion is one stretch of the spine; another stretch is another lesion, with a score of its own. Never absent. */
  contiguousLevels(fact: string, value: unknown): void {
    const indexes = this.indexesOf(fact, value, 1);
    if (!indexes || Math.max(...indexes) - Math.min(...indexes) === indexes.size - 1) return;
    this.add(fact, 'contradiction', 'the levels are not adjacent: record each stretch as a lesion of its own.');
  }

  measured(fact: LaboratoryTest, value: unknown): void {
    if (value === undefined) return;
    if (!isQuantity(value)) return this.isNot(fact, 'a value with its unit', value);
    const fault = quantityFault(fact, value);
    if (fault) this.add(fact, fault.code, fault.message, LABORATORY_UNITS[fact]);
  }

  /** The places of distinct levels counted from C1; undefined when the list is at fault. */
  private indexesOf(fact: string, value: unknown, atLeast: number): ReadonlySet<number> | undefined {
    if (!Array.isArray(value)) return void this.isNot(fact, 'a list of levels', value);
    const indexes = new Set<number>();
    for (const level of value) {
      const index = INDEX_OF_LEVEL.get(level);
      if (index === undefined) return void this.isNoLevel(fact, level);
      indexes.add(index);
    }
    if (indexes.size < value.length) return void this.add(fact, 'contradiction', 'a level is listed twice.');
    if (indexes.size >= atLeast) return indexes;
    return void this.add(fact, 'out-of-range', 'at least one level is listed, or the fact is left out.');
  }

  private isNoLevel(fact: string, level: unknown): void {
    this.add(fact, 'unknown-option', `${quoted(level)} is not a level from C1 to S5.`, VERTEBRAL_LEVELS);
  }

  private isNot(fact: string, expected: string, value: unknown): void {
    this.add(fact, 'wrong-type', `${expected} is expected, not ${quoted(value)}.`);
  }

  private add(fact: string | undefined, code: Finding['code'], message: string, allowed?: readonly string[]): void {
    const item = fact === undefined ? this.path : `${this.path}.${fact}`;
    this.findings.push({ item, code, message: `${item}: ${message}`, allowed });
  }
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const midnight = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(value);
}

const isNumberOfQuestion = (question: string, questions: number): boolean =>
  /^[1-9]\d?$/.test(question) && Number(question) <= questions;

function isQuantity(value: unknown): value is Quantity {
  return isRecord(value) && typeof value['value'] === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
