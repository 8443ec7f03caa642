import { lesionAt, lesionPath } from './answers.js';
import type { Facts } from './facts.js';
import type { Applicability } from './instrument.js';

/** SINS and ESCC are for extradural lesions: an unknown compartment is asked, and without such a lesion there is no score. */
export function extraduralOnly(facts: Facts, lesion?: number): Applicability {
  if (lesion === undefined) return facts.lesions?.length ? { reason: 'No lesion recorded is extradural.' } : null;
  if (lesionAt(facts, lesion)?.compartment) return null;
  return { missing: lesionPath(lesion, 'compartment'), label: 'Compartment of the lesion' };
}

/**
 * The lesions an extradural instrument is scored for, as indexes into `facts.lesions`: every one not known to lie inside the
 * dura; a single `undefined`, for one result without a lesion, when there is none.
 */
export function lesionsToScore({ lesions = [] }: Facts): readonly (number | undefined)[] {
  const indexes: number[] = [];
  lesions.forEach(({ compartment }, index) => {
    if (!compartment || compartment === 'extradural') indexes.push(index);
  });
  return indexes.length ? indexes : [undefined];
}
