import { STEPS, type Step, type Steps } from '../../src/steps/index.js';

/** When something goes wrong around a step. */
export type Moment = 'before' | 'after';

/**
 * The real steps, at one of which something happens, once: before it did anything, or after it has done it and before anybody knows.
 */
export function stepsWith(step: Step, moment: Moment, happen: () => unknown, steps: Steps = STEPS): Steps {
  let isOver = false;
  const real = steps[step] as (...args: unknown[]) => unknown;
  const faulty = (...args: unknown[]): unknown => {
    if (isOver) return real(...args);
    isOver = true;
    if (moment === 'before') return andThen(happen(), () => real(...args));
    return andThen(real(...args), (result) => andThen(happen(), () => result));
  };
  return { ...steps, [step]: faulty };
}

/** Waits only where there is something to wait for: one of the steps is no promise. */
function andThen(value: unknown, next: (value: unknown) => unknown): unknown {
  return value instanceof Promise ? value.then(next) : next(value);
}

export function fail(): never {
  throw new Error('disk full');
}
