import type { AccessType } from '#database';
import { inWords, joinInSentence } from '#workflow';
import type { Names } from '../names.repository.js';
import { isChange, PHRASES, REQUESTS } from '../sentences.js';
import { deputised, tellWho } from '../tell-event.js';
import type { Disclosure } from './disclosures.repository.js';

/**
 * Who saw the patient, in which role, through which act and why, as a plain sentence: "Dr Anna Berg (specialist) asked to open a case
 * and was shown the patient, having broken the glass (emergency treatment)."
 */
export function tellDisclosure(disclosure: Disclosure, names: Names): string {
  const { opening, naming } = disclosure;
  const changes = naming.flatMap(({ type }) => (isChange(type) ? [PHRASES[type]] : []));
  const isShown = naming.some(({ type }) => type === 'patients.disclosed');
  const asked = `asked ${REQUESTS[opening.type as AccessType]}`;
  const acts = [asked, ...(isShown ? ['was shown the patient'] : []), ...new Set(changes)];
  const deputy = naming.find(({ onBehalfOf }) => onBehalfOf !== null) ?? opening;

  return `${tellWho(opening, names)} ${joinInSentence(acts)}${deputised(deputy, names)}${whyOf(disclosure)}.`;
}

/** The reason that was given: of a broken glass, else of what was changed. */
function whyOf({ opening, naming, granting }: Disclosure): string {
  if (granting && opening.type !== 'break-glass.asking')
    return `, having broken the glass (${inWords(granting.reasonCode ?? 'no reason')})`;
  const reasons = new Set(naming.flatMap(({ reasonCode }) => (reasonCode === null ? [] : [inWords(reasonCode)])));
  return reasons.size === 0 ? '' : ` (${[...reasons].join(', ')})`;
}
