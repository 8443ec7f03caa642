import { labelOf, type RecommendationContent } from '#pathway';
import { nameSpecialties, SPECIALTY_LABELS, type SignatureMeaning, type Specialty } from '#workflow';

/** "4 March 2026", of a calendar day. */
export function dayInWords(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** "4 March 2026, 10:15 (Europe/Amsterdam)", of an instant where the board lives. */
export function instantInWords(instant: string, timeZone: string): string {
  const at = new Date(instant);
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(at);
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  return `${day}, ${time.format(at)} (${timeZone})`;
}

/** A specialty as a sentence begins with it. */
export function specialtyInWords(specialty: Specialty): string {
  return capital(SPECIALTY_LABELS[specialty]);
}

export const MEANING_IN_WORDS: Readonly<Record<SignatureMeaning, string>> = {
  approve: 'approved this decision',
  'approve-with-reservation': 'approved this decision with a reservation',
  refuse: 'refused this decision',
  dissent: 'dissented from this decision',
};

/** How identity was proved, as a reader without the program understands it. */
export function methodInWords(method: string): string {
  const words: Readonly<Record<string, string>> = {
    passkey: 'passkey',
    'password+totp': 'password and one-time code',
    totp: 'one-time code within a signing series',
  };
  return words[method] ?? method;
}

/** One line of a decision: what, where, what for, who and until when. */
export function recommendationInWords(line: RecommendationContent): string {
  const levels = line.levels?.length ? ` ${line.levels.join(', ')}` : '';
  const who = nameSpecialties([line.responsibleSpecialty as Specialty]);
  const intent = line.intent.replace('-', ' ');
  return `${capital(labelOf(line.modality))}${levels}: ${intent}, ${line.priority}; ${who}, by ${dayInWords(line.dueOn)}.`;
}

export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
