import { nameSpecialties, SPECIALTY_LABELS, type Specialty } from '../specialties.js';

/** What somebody said to an invitation; `needs-action` is no answer yet. */
export const REPLIES = ['needs-action', 'accepted', 'tentative', 'declined', 'delegated'] as const;
export type Reply = (typeof REPLIES)[number];

/** A person who can fill a specialty at a meeting: a member, or a deputy of one. */
export interface Invitee {
  readonly userId: string;
  readonly specialty: Specialty;
  readonly reply: Reply;
}

export const QUORUM_OUTLOOKS = ['met', 'at-risk', 'not-met'] as const;
export type QuorumOutlook = (typeof QUORUM_OUTLOOKS)[number];

export interface SpecialtyOutlook {
  readonly specialty: Specialty;
  readonly outlook: QuorumOutlook;
  /** Who has said to come. */
  readonly coming: readonly string[];
  /** Who may still come: no answer, or tentative. */
  readonly open: readonly string[];
  readonly sentence: string;
}

export interface QuorumForecast {
  readonly outlook: QuorumOutlook;
  readonly perSpecialty: readonly SpecialtyOutlook[];
}

/**
 * Whether the required specialties can be expected at a meeting. A specialty is met when one of its members or deputies has
 * accepted, at risk while nobody has but somebody may, not met when everybody has declined or there is nobody. The meeting is
 * as good as its worst specialty. A member who delegated comes no more; the deputy's own reply counts.
 */
export function forecastQuorum(required: readonly Specialty[], invited: readonly Invitee[]): QuorumForecast {
  const perSpecialty = required.map((specialty) => outlookOf(specialty, invited));
  const has = (outlook: QuorumOutlook) => perSpecialty.some((each) => each.outlook === outlook);
  return { outlook: has('not-met') ? 'not-met' : has('at-risk') ? 'at-risk' : 'met', perSpecialty };
}

/** The specialties that make a forecast what it is, in a sentence; null when quorum is met. */
export function explainForecast({ outlook, perSpecialty }: QuorumForecast): string | null {
  if (outlook === 'met') return null;
  const worst = perSpecialty.filter((each) => each.outlook === outlook).map(({ specialty }) => specialty);
  return outlook === 'at-risk'
    ? `Nobody has yet accepted for ${nameSpecialties(worst)}.`
    : `Nobody can come for ${nameSpecialties(worst)}.`;
}

function outlookOf(specialty: Specialty, invited: readonly Invitee[]): SpecialtyOutlook {
  const own = invited.filter((invitee) => invitee.specialty === specialty);
  const namesOf = (replies: readonly Reply[]) =>
    own.filter(({ reply }) => replies.includes(reply)).map(({ userId }) => userId);
  const coming = namesOf(['accepted']);
  const open = namesOf(['needs-action', 'tentative']);
  const outlook = coming.length > 0 ? 'met' : open.length > 0 ? 'at-risk' : 'not-met';
  return { specialty, outlook, coming, open, sentence: sentenceFor(specialty, outlook, own.length) };
}

function sentenceFor(specialty: Specialty, outlook: QuorumOutlook, invited: number): string {
  const label = SPECIALTY_LABELS[specialty];
  const name = `${label.charAt(0).toUpperCase()}${label.slice(1)}`;
  if (outlook === 'met') return `${name} will be present.`;
  if (outlook === 'at-risk') return `${name} has not accepted yet.`;
  return invited === 0 ? `${name} has nobody invited: name a member.` : `${name} has declined: call a deputy.`;
}
