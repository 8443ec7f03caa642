import type { KpsMapping } from '../facts.js';
import { quoted, ScoringInputError } from '../findings.js';
import type { Citation } from '../instrument.js';

/** Published mappings from KPS to ECOG. They differ at 60 and 40, so a mapped grade always names its mapping. */
export const KPS_TO_ECOG = {
  'ma-2010': {
    name: 'Ma 2010',
    citation: { text: 'Ma C et al. Eur J Cancer 2010;46:3175.' },
    evidence: 'verified',
    ecog: { 100: 0, 90: 1, 80: 1, 70: 2, 60: 2, 50: 3, 40: 3, 30: 4, 20: 4, 10: 4 },
  },
  'prasad-2018': {
    name: 'Prasad 2018',
    citation: { text: 'Prasad 2018. World J Clin Oncol 2018;9:140.' },
    evidence: 'verified',
    ecog: { 100: 0, 90: 1, 80: 1, 70: 2, 60: 3, 50: 3, 40: 4, 30: 4, 20: 4, 10: 4 },
  },
} as const;

export interface MappedEcog {
  readonly ecog: number;
  readonly mapping: KpsMapping;
  readonly citation: Citation;
}

/**
 * The ECOG grade that a published mapping gives a KPS, with the mapping's name. An instrument reads it in place of a recorded
 * grade only where a clinician has chosen the mapping (`general.ecogMapping`).
 * @throws ScoringInputError for a KPS the mapping does not have: anything but 10 to 100 by tens; and for a mapping that is not known
 */
export function kpsToEcog(kps: number, mapping: KpsMapping = 'ma-2010'): MappedEcog {
  if (!Object.hasOwn(KPS_TO_ECOG, mapping)) {
    const allowed = Object.keys(KPS_TO_ECOG);
    const message = `There is no mapping ${quoted(mapping)}; the published ones are ${allowed.join(', ')}.`;
    throw new ScoringInputError([{ item: 'mapping', code: 'unknown-option', message, allowed }]);
  }
  const { citation, ecog } = KPS_TO_ECOG[mapping];
  const grade = (ecog as Readonly<Record<number, number>>)[kps];
  if (grade === undefined) {
    const message = `The mapping ${mapping} has no ECOG grade for a KPS of ${kps}: it knows 10 to 100 by tens.`;
    throw new ScoringInputError([{ item: 'kps', code: 'out-of-range', message }]);
  }
  return { ecog: grade, mapping, citation };
}
