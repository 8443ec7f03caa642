/** The item "ECOG performance status" as several instruments ask it, each with its own groups of grades. */

import { optionHolding } from '../answers.js';
import type { GeneralFacts } from '../facts.js';
import type { Item, Option, Reading } from '../instrument.js';
import { KPS_TO_ECOG, kpsToEcog } from '../kps/kps-to-ecog.js';

const FROM_ECOG = ['general.ecog'];
const FROM_MAPPED_KPS = ['general.kps', 'general.ecogMapping'];

/** `refused` says, for each grade that no option holds, why it cannot be scored. */
export function ecogItem(options: readonly Option[], refused: Readonly<Record<string, string>> = {}): Item {
  return {
    id: 'ecog',
    label: 'ECOG performance status',
    options,
    from: FROM_ECOG,
    number: {
      min: Math.min(...options.map(({ min }) => min!)),
      max: Math.max(...options.map(({ max }) => max!)),
      step: 1,
    },
    refused,
    read: ({ general }) => readEcog(general, options, refused),
  };
}

/**
 * The recorded grade. Without one, that of a KPS only where a clinician has chosen by which mapping; the result names it.
 * Otherwise it is missing, and the default mapping's grade is shown beside the question.
 */
function readEcog(
  general: GeneralFacts = {},
  options: readonly Option[],
  refused: Readonly<Record<string, string>>,
): Reading {
  const { ecog, kps, ecogMapping } = general;
  if (ecog !== undefined) return ecog;
  // No mapping has a KPS of 0.
  if (!kps) return undefined;

  const mapped = kpsToEcog(kps, ecogMapping);
  const sentence = `A KPS of ${kps} is ECOG ${mapped.ecog} by ${KPS_TO_ECOG[mapped.mapping].name}`;
  if (!ecogMapping)
    return { option: null, from: FROM_ECOG, note: `${sentence}: it counts once the mapping is chosen.` };

  const option = optionHolding(mapped.ecog, options);
  if (option) return { option: option.id, from: FROM_MAPPED_KPS, note: `${sentence}.` };
  return { option: null, from: FROM_MAPPED_KPS, among: [], note: `${sentence}. ${refused[mapped.ecog]}` };
}
