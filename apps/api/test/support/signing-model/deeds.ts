import fc from 'fast-check';
import { SIGNATURE_MEANINGS, type SignatureMeaning, type Specialty } from '#workflow';

/** Who may try something. The chair is a second spine surgeon; the radiologist signs for nothing that is required. */
export const PEOPLE = [
  'coordinator',
  'chair',
  'medicalOncologist',
  'radiationOncologist',
  'spineSurgeon',
  'radiologist',
] as const;
export type PersonName = (typeof PEOPLE)[number];

export const SPECIALTY_OF: Readonly<Record<PersonName, Specialty | null>> = {
  coordinator: null,
  chair: 'spine-surgery',
  medicalOncologist: 'medical-oncology',
  radiationOncologist: 'radiation-oncology',
  spineSurgeon: 'spine-surgery',
  radiologist: 'radiology',
};

/** How the case came to its first revision: from the quorate board, or from an emergency panel. */
export type Beginning = 'board' | 'panel';

/**
 * Something that somebody tries with the decision of one case. Drafts, revisions, statements and signatures are named by a number that
 * counts round those there are, so that everything can be tried at any time, sensible or not.
 */
export type Deed =
  | { readonly do: 'draft'; readonly who: PersonName }
  | { readonly do: 'edit'; readonly who: PersonName; readonly draft: number }
  | { readonly do: 'propose'; readonly who: PersonName; readonly draft: number }
  | { readonly do: 'ask'; readonly who: PersonName; readonly revision: number; readonly meaning: SignatureMeaning }
  | { readonly do: 'send'; readonly statement: number; readonly revision: number | null }
  | { readonly do: 'revoke'; readonly who: PersonName; readonly signature: number }
  | { readonly do: 'accept-dissent'; readonly who: PersonName; readonly signature: number }
  | { readonly do: 'revise'; readonly who: PersonName; readonly revision: number }
  | { readonly do: 'return'; readonly who: PersonName; readonly revision: number }
  | { readonly do: 'withdraw'; readonly who: PersonName; readonly revision: number }
  | { readonly do: 'put-up'; readonly is: 'for ratification' }
  | { readonly do: 'ratify'; readonly who: PersonName; readonly revision: number }
  | { readonly do: 'reject'; readonly who: PersonName; readonly revision: number };

/** The same person signs at once what they ask for. */
export type Step = Deed | { readonly do: 'sign'; readonly who: PersonName; readonly meaning: SignatureMeaning };

const who = fc.constantFrom(...PEOPLE);
/** Those who can do most, so that much succeeds. */
const likely = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('chair', 'spineSurgeon') },
  { weight: 1, arbitrary: who },
);
const signer = fc.constantFrom('medicalOncologist', 'radiationOncologist', 'spineSurgeon', 'chair', 'radiologist');
const meaning = fc.oneof(
  { weight: 9, arbitrary: fc.constant<SignatureMeaning>('approve') },
  { weight: 2, arbitrary: fc.constantFrom(...SIGNATURE_MEANINGS) },
);
/** Counted back from the newest: 0 is the last one. */
const newest = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 4 }) });
const any = fc.nat({ max: 9 });

const step = (deed: Record<string, unknown>, kind: string) => fc.record({ ...deed, do: fc.constant(kind) });

/** Any step, signing most often. */
export const anyStep = fc.oneof(
  { weight: 14, arbitrary: step({ who: signer, meaning }, 'sign') },
  { weight: 2, arbitrary: step({ who: signer, revision: newest, meaning }, 'ask') },
  { weight: 2, arbitrary: step({ statement: newest, revision: fc.option(newest) }, 'send') },
  { weight: 2, arbitrary: step({ who: signer, signature: newest }, 'revoke') },
  { weight: 2, arbitrary: step({ who: likely, signature: any }, 'accept-dissent') },
  { weight: 3, arbitrary: step({ who: likely, revision: newest }, 'revise') },
  { weight: 1, arbitrary: step({ who }, 'draft') },
  { weight: 2, arbitrary: step({ who, draft: newest }, 'edit') },
  { weight: 3, arbitrary: step({ who: likely, draft: newest }, 'propose') },
  { weight: 1, arbitrary: step({ who, revision: newest }, 'return') },
  { weight: 1, arbitrary: step({ who: likely, revision: newest }, 'withdraw') },
  { weight: 2, arbitrary: step({ is: fc.constant('for ratification') }, 'put-up') },
  { weight: 2, arbitrary: step({ who: likely, revision: newest }, 'ratify') },
  { weight: 1, arbitrary: step({ who: likely, revision: newest }, 'reject') },
) as fc.Arbitrary<Step>;

export const anyBeginning: fc.Arbitrary<Beginning> = fc.constantFrom('panel', 'panel', 'panel', 'board');

/** The one that a number means, counted back from the newest and round. */
export function pick<Item>(items: readonly Item[], back: number): Item | undefined {
  return items.length === 0 ? undefined : items[items.length - 1 - (back % items.length)];
}
