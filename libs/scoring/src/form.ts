import { optionHolding } from './answers.js';
import { evaluate } from './evaluate.js';
import type { Quantity } from './facts.js';
import { type Finding, quoted, refuseIfAny } from './findings.js';
import type { CompiledItem, Instrument } from './define-instrument.js';
import type { Answer } from './instrument.js';
import type { ScoreResult } from './result.js';

/** An instrument's own form: for each item an option's id, a number where the item counts, or `{ value, unit }`. */
export type Inputs = Readonly<Record<string, string | number | Quantity>>;

/**
 * Scores a form filled in without a case. Items left out are missing, not wrong.
 * @throws ScoringInputError naming every item whose value is impossible, and every item the instrument does not have
 */
export function scoreForm(instrument: Instrument, inputs: unknown): ScoreResult {
  const { answers, findings } = readForm(instrument, inputs);
  refuseIfAny(findings);
  return evaluate(instrument, answers);
}

/** What is impossible in a form; empty when nothing is. Takes anything, because a form arrives from outside. */
export function checkForm(instrument: Instrument, inputs: unknown): Finding[] {
  return readForm(instrument, inputs).findings;
}

function readForm(instrument: Instrument, inputs: unknown): { answers: Answer[]; findings: Finding[] } {
  if (!isRecord(inputs)) {
    const message = 'The inputs are an object with one answer for each item.';
    return { answers: [], findings: [{ item: 'inputs', code: 'wrong-type', message }] };
  }
  const findings = unknownItems(instrument, inputs);
  const answers = instrument.items.map((item) => {
    const answer = Object.hasOwn(inputs, item.id) ? read(item, inputs[item.id]) : unanswered(item);
    if (!('code' in answer)) return answer;
    findings.push(answer);
    return unanswered(item);
  });
  return { answers, findings };
}

const unanswered = (item: CompiledItem): Answer => ({ option: null, from: item.fromForm });

function unknownItems({ definition, items }: Instrument, inputs: Record<string, unknown>): Finding[] {
  const allowed = items.map(({ id }) => id);
  return Object.keys(inputs)
    .filter((id) => !allowed.includes(id))
    .map((id) => ({
      item: id,
      code: 'unknown-item',
      message: `${definition.name} has no item ${quoted(id)}; its items are ${allowed.join(', ')}.`,
      allowed,
    }));
}

/** The answer that one value of a form gives to an item, or why it gives none. */
function read(item: CompiledItem, value: unknown): Answer | Finding {
  if (typeof value === 'string') return readOption(item, value);
  if (typeof value === 'number' && item.number) return readNumber(item, value);
  if (isRecord(value) && item.measure) return readQuantity(item, value);
  return refusal(item, 'wrong-type', `${item.label}: ${expectation(item)}.`);
}

function readOption(item: CompiledItem, value: string): Answer | Finding {
  if (item.byId.has(value)) return { option: value, from: item.fromForm };
  const message =
    refusedBecause(item, value) ?? `${item.label}: ${quoted(value)} is not an answer; ${expectation(item)}.`;
  return refusal(item, 'unknown-option', message);
}

function readNumber(item: CompiledItem, value: number): Answer | Finding {
  const option = isStep(value, item.number!.step) ? optionHolding(value, item.options) : undefined;
  if (option) return { option: option.id, from: item.fromForm };
  const message = refusedBecause(item, `${value}`) ?? `${item.label}: ${value} is impossible; ${expectation(item)}.`;
  return refusal(item, 'out-of-range', message);
}

function readQuantity(item: CompiledItem, { value, unit }: Record<string, unknown>): Answer | Finding {
  if (typeof value !== 'number' || typeof unit !== 'string') {
    return refusal(item, 'wrong-type', `${item.label}: ${expectation(item)}.`);
  }
  const answer = item.measure!({ value, unit }, item.fromForm);
  if (typeof answer !== 'string') return answer;
  return refusal(item, item.units!.includes(unit) ? 'out-of-range' : 'unknown-unit', answer);
}

const isStep = (value: number, step: number) => Number.isInteger(value / step);

function refusedBecause({ refused }: CompiledItem, value: string): string | undefined {
  return refused && Object.hasOwn(refused, value) ? refused[value] : undefined;
}

function refusal({ id, options }: CompiledItem, code: Finding['code'], message: string): Finding {
  return { item: id, code, message, allowed: options.map((option) => option.id) };
}

/** What an item expects, in words. */
function expectation({ options, number, units }: CompiledItem): string {
  const kinds = [`one of ${options.map(({ id }) => id).join(', ')}`];
  if (number) kinds.push(`a number ${bounds(number)}`);
  if (units) kinds.push(`a value with its unit (${units.join(', ')})`);
  return `answer with ${kinds.join(', or with ')}`;
}

function bounds({ min, max, step }: NonNullable<CompiledItem['number']>): string {
  const range = max === undefined ? `from ${min}` : `from ${min} to ${max}`;
  return step === 1 ? range : `${range} in steps of ${step}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
