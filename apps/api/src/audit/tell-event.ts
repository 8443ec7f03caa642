import type { AccessType } from '#database';
import { inWords, joinInSentence } from '#workflow';
import { grantOf, type Leaf } from './leaf.js';
import type { Names } from './names.repository.js';
import { isChange, isNote, NOTED, PHRASES, REQUESTS } from './sentences.js';

/** One event as a plain sentence: "Dr Anna Berg (specialist) asked to open a case and was refused (forbidden)." */
export function tellEvent(leaf: Leaf, names: Names): string {
  const reason = leaf.reasonCode ? ` (${inWords(leaf.reasonCode)})` : '';
  return `${tellWho(leaf, names)} ${predicateOf(leaf)}${deputised(leaf, names)}${underGrant(leaf)}${reason}.`;
}

/** Who acted, in which role of theirs: "Dr Anna Berg (specialist and chair)". */
export function tellWho({ actor, role }: Pick<Leaf, 'actor' | 'role'>, names: Names): string {
  return actor === null ? 'The system' : `${names.get(actor) ?? actor} (${joinInSentence(role.split('+'))})`;
}

export function deputised({ onBehalfOf }: Pick<Leaf, 'onBehalfOf'>, names: Names): string {
  return onBehalfOf === null ? '' : `, for ${names.get(onBehalfOf) ?? onBehalfOf}`;
}

function predicateOf(leaf: Leaf): string {
  const { type, patients, purpose } = leaf;
  if (isChange(type)) return PHRASES[type];
  if (!isNote(type)) return `asked ${REQUESTS[type]}`;
  if (type === 'patients.disclosed')
    return patients.length === 1 ? 'was shown a patient' : `was shown ${patients.length} patients`;
  if (type !== 'request.refused' && type !== 'request.failed') return NOTED[type];
  return `${requestFor(purpose)} ${type === 'request.refused' ? 'and was refused' : 'and the server failed'}`;
}

/** What a refused request was for: an entry of the catalogue, or the permission that its route asks for. */
function requestFor(purpose: string | null): string {
  if (purpose === null) return 'asked for something';
  const request = REQUESTS[purpose as AccessType] as string | undefined;
  return request ? `asked ${request}` : `asked for what takes the right “${purpose}”`;
}

function underGrant(leaf: Leaf): string {
  return grantOf(leaf) === null || leaf.type === 'break-glass.granted' ? '' : ', having broken the glass';
}
