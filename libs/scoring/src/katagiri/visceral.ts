import type { BurdenFacts } from '../facts.js';
import type { Reading } from '../instrument.js';

const FROM_PATTERN = ['burden.visceralPattern'];
const FROM_VISCERAL = ['burden.visceralMetastases'];
const FROM_BRAIN = ['burden.brainMetastases'];
const FROM_BOTH = [...FROM_VISCERAL, ...FROM_BRAIN];
/** Where `readVisceral` looks. */
export const FROM_BURDEN = [...FROM_BOTH, ...FROM_PATTERN];

const CONTRADICTION =
  'Nodular metastases are recorded, and neither visceral nor brain metastases: correct one of them.';

/** Visceral or cerebral metastases: their pattern, once there are any; none only when both are known to be absent. */
export function readVisceral({ visceralMetastases, brainMetastases, visceralPattern }: BurdenFacts = {}): Reading {
  if (visceralPattern === 'disseminated') return { option: 'disseminated', from: FROM_PATTERN };

  const isVisceral = visceralMetastases && visceralMetastases !== 'none';
  const isAbsent = visceralMetastases === 'none' && brainMetastases === false;
  if (visceralPattern) {
    return isAbsent
      ? { option: null, from: FROM_BURDEN, note: CONTRADICTION }
      : { option: 'nodular', from: FROM_PATTERN };
  }
  if (isAbsent) return { option: 'none', from: FROM_BOTH };
  if (isVisceral || brainMetastases) return { option: null, from: FROM_PATTERN, among: ['nodular', 'disseminated'] };
  return {
    option: null,
    from: visceralMetastases ? FROM_BRAIN : brainMetastases === false ? FROM_VISCERAL : FROM_BOTH,
  };
}
