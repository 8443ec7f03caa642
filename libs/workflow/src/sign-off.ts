import type { SignOffRule } from './sign-off-rule.js';
import type { Specialty } from './specialties.js';

/** What a signature says. Only `approve` needs no words. */
export const SIGNATURE_MEANINGS = ['approve', 'approve-with-reservation', 'refuse', 'dissent'] as const;
export type SignatureMeaning = (typeof SIGNATURE_MEANINGS)[number];

/** A recorded signature. It signs exactly one content, by its hash, and is never edited; revoking is recorded beside it. */
export interface Signature {
  readonly id: string;
  readonly signerId: string;
  readonly specialty: Specialty;
  readonly meaning: SignatureMeaning;
  readonly revisionHash: string;
  readonly isRevoked: boolean;
}

export interface Dissent {
  readonly signatureId: string;
  readonly specialty: Specialty;
  /** The chair's written reason lets the decision go on all the same. */
  readonly isAccepted: boolean;
}

export interface SignOffState {
  readonly isComplete: boolean;
  /** A required specialty refused: the revision goes back to its author. */
  readonly isReturned: boolean;
  readonly outstanding: readonly Specialty[];
  readonly approved: readonly Specialty[];
  readonly dissents: readonly Dissent[];
  /** Approvals with a remark; shown and counted beside dissents, never as one. */
  readonly reservations: readonly { readonly signatureId: string; readonly specialty: Specialty }[];
}

/**
 * How far the sign-off of one revision has come. Only unrevoked signatures on this very hash count. A required
 * specialty's part is done by an approval (with or without reservation), or by a dissent that the chair accepted, as
 * far as the rule allows; at least one specialty must approve. `acceptedDissents` are signature ids in the order of
 * their acceptance.
 */
export function signOffState(
  rule: SignOffRule,
  revisionHash: string,
  signatures: readonly Signature[],
  acceptedDissents: readonly string[],
): SignOffState {
  const standing = signatures.filter((signature) => !signature.isRevoked && signature.revisionHash === revisionHash);
  const accepted = allowedDissents(rule, standing, acceptedDissents);
  const saying = (meanings: readonly SignatureMeaning[]) =>
    standing.filter(({ meaning }) => meanings.includes(meaning));

  const approved = specialtiesOf(saying(['approve', 'approve-with-reservation']));
  const isReturned = saying(['refuse']).some(({ specialty }) => rule.requiredSpecialties.includes(specialty));
  const done = new Set([...approved, ...accepted.map(({ specialty }) => specialty)]);
  const outstanding = rule.requiredSpecialties.filter((specialty) => !done.has(specialty));

  return {
    isComplete: !isReturned && rule.requiredSpecialties.length > 0 && outstanding.length === 0,
    isReturned,
    outstanding,
    approved,
    dissents: saying(['dissent']).map((dissent) => ({
      signatureId: dissent.id,
      specialty: dissent.specialty,
      isAccepted: accepted.includes(dissent),
    })),
    reservations: saying(['approve-with-reservation']).map(({ id, specialty }) => ({ signatureId: id, specialty })),
  };
}

/** How many dissents may be accepted on a revision: the rule's number, but never all who sign. */
export function acceptableDissents(rule: SignOffRule): number {
  return Math.max(0, Math.min(rule.maxAcceptedDissents, rule.requiredSpecialties.length - 1));
}

/** The accepted dissents that count. Revoked ones use nothing up; of too many, the first accepted. */
function allowedDissents(rule: SignOffRule, standing: readonly Signature[], accepted: readonly string[]) {
  return accepted
    .flatMap((id) => standing.filter((signature) => signature.id === id && signature.meaning === 'dissent'))
    .filter(({ specialty }) => rule.requiredSpecialties.includes(specialty))
    .slice(0, acceptableDissents(rule));
}

function specialtiesOf(signatures: readonly Signature[]): readonly Specialty[] {
  return [...new Set(signatures.map(({ specialty }) => specialty))];
}
