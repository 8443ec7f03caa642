import { NotFound, deputyshipsOn, ownSpecialtiesOn, type Actor } from './may-on-record.js';
import { Refusal } from './refusal.js';
import { requireRevisionAllows, type RevisionState } from './revision-states.js';
import { acceptableDissents, signOffState, type Signature, type SignatureMeaning } from './sign-off.js';
import type { SignOffRule } from './sign-off-rule.js';
import { SPECIALTY_LABELS, type Specialty } from './specialties.js';

/** What somebody wants to sign. `onBehalfOf` is the member a deputy represents. */
export interface SigningIntent {
  readonly specialty: Specialty;
  readonly meaning: SignatureMeaning;
  readonly revisionHash: string;
  readonly reason?: string | null;
  readonly onBehalfOf?: string | null;
}

/** The revision as it lies there, locked, with everything signed on it so far. */
export interface SignableRevision {
  readonly boardId: string;
  readonly state: RevisionState;
  readonly hash: string;
  readonly rule: SignOffRule;
  readonly signatures: readonly Signature[];
  readonly acceptedDissents: readonly string[];
}

/**
 * Every rule of signing, in the order in which a signer can act on it. Called when the statement is asked for, and
 * again, with the revision locked, when the signature is recorded.
 * @throws RevisionNotOpenForSignature, RevisionChanged, NotYourSpecialty, DeputyMustNameMember, SignatureNeedsReason,
 * OnlySigningSpecialtyRefuses, AlreadySigned, SpecialtyAlreadySigned
 */
export function requireMaySign(actor: Actor, revision: SignableRevision, intent: SigningIntent): void {
  requireRevisionAllows('sign', revision.state);
  if (intent.revisionHash !== revision.hash) throw new RevisionChanged();
  requireSeatFor(actor, revision.boardId, intent);
  requireWords(intent);
  if (intent.meaning === 'refuse' && !revision.rule.requiredSpecialties.includes(intent.specialty)) {
    throw new OnlySigningSpecialtyRefuses(intent.specialty);
  }

  const standing = revision.signatures.filter((signature) => !signature.isRevoked);
  const own = standing.find(({ signerId }) => signerId === actor.userId);
  if (own) throw new AlreadySigned(own.specialty);
  if (standing.some(({ specialty }) => specialty === intent.specialty))
    throw new SpecialtyAlreadySigned(intent.specialty);
}

/** Whether a signature takes a passkey. A board may ask for one to approve; whoever stops a decision, or disagrees, is heard without. */
export function asksForPasskey({ requiresPasskey = false }: SignOffRule, meaning: SignatureMeaning): boolean {
  return requiresPasskey && (meaning === 'approve' || meaning === 'approve-with-reservation');
}

/**
 * Lets a signature be given on this proof of identity.
 * @throws PasskeyRequired
 */
export function requireProofStrongEnough(
  rule: SignOffRule,
  meaning: SignatureMeaning,
  proof: { readonly isByPasskey: boolean },
): void {
  if (asksForPasskey(rule, meaning) && !proof.isByPasskey) throw new PasskeyRequired();
}

/**
 * One signs for one's own specialty; a deputy names the member represented.
 * @throws NotYourSpecialty
 * @throws DeputyMustNameMember
 */
export function requireSeatFor(
  actor: Actor,
  boardId: string,
  { specialty, onBehalfOf }: Pick<SigningIntent, 'specialty' | 'onBehalfOf'>,
): void {
  const represented = deputyshipsOn(actor, boardId).filter((deputyship) => deputyship.specialty === specialty);
  const isOwn = ownSpecialtiesOn(actor, boardId).includes(specialty);

  if (onBehalfOf) {
    if (!represented.some(({ forUserId }) => forUserId === onBehalfOf)) throw new NotYourSpecialty(specialty);
  } else if (!isOwn) {
    if (represented.length === 0) throw new NotYourSpecialty(specialty);
    throw new DeputyMustNameMember(represented.map(({ forUserId }) => forUserId));
  }
}

/**
 * A signature may be revoked by its signer alone, before the revision is in force.
 * @throws RevisionNotOpenForSignature, NotFound, NotYourSignature, SignatureAlreadyRevoked
 */
export function requireMayRevoke(actor: Actor, revision: SignableRevision, signatureId: string): Signature {
  const signature = revision.signatures.find(({ id }) => id === signatureId);
  if (!signature) throw new NotFound('signature');
  requireRevisionAllows('revoke-signature', revision.state);
  if (signature.signerId !== actor.userId) throw new NotYourSignature();
  if (signature.isRevoked) throw new SignatureAlreadyRevoked();
  return signature;
}

/**
 * Whether the chair may let the decision go on over this dissent, with a written reason.
 * @throws NotFound, RevisionActionNotPossible, DissentNotAllowed
 */
export function requireDissentAcceptable(revision: SignableRevision, signatureId: string, reason: string): Signature {
  const signature = revision.signatures.find(({ id }) => id === signatureId);
  if (!signature) throw new NotFound('signature');
  requireRevisionAllows('accept-dissent', revision.state);

  const { rule, hash, signatures, acceptedDissents } = revision;
  const { dissents } = signOffState(rule, hash, signatures, acceptedDissents);
  const dissent = dissents.find((standing) => standing.signatureId === signatureId);
  const accepted = dissents.filter(({ isAccepted }) => isAccepted).length;

  if (!dissent) throw new DissentNotAllowed('not-a-dissent');
  if (!rule.requiredSpecialties.includes(dissent.specialty)) throw new DissentNotAllowed('not-required');
  if (dissent.isAccepted) throw new DissentNotAllowed('accepted-already');
  if (accepted >= acceptableDissents(rule)) throw new DissentNotAllowed('too-many');
  if (reason.trim() === '') throw new DissentNotAllowed('reason-missing');
  return signature;
}

function requireWords({ meaning, reason }: SigningIntent): void {
  if (meaning !== 'approve' && !reason?.trim()) throw new SignatureNeedsReason(meaning);
}

/** The content has changed since the signer saw it. */
export class RevisionChanged extends Refusal {
  readonly code = 'revision-changed';
  readonly kind = 'conflict';

  constructor() {
    super(
      'What you are about to sign is not the current content. Open the decision again, read it, and sign what you see.',
    );
  }
}

/** One signs for the specialty one sits for on this board, or deputises for. */
export class NotYourSpecialty extends Refusal {
  readonly code = 'not-your-specialty';
  readonly kind = 'forbidden';

  constructor(readonly specialty: Specialty) {
    super(`You do not sit, or deputise, for ${SPECIALTY_LABELS[specialty]} on this board. Ask a member of it to sign.`);
  }
}

/** A deputy signs as deputy, never in their own name alone. */
export class DeputyMustNameMember extends Refusal {
  readonly code = 'deputy-must-name-member';
  readonly kind = 'invalid';

  constructor(readonly represented: readonly string[]) {
    super('You sign as a deputy. Say on whose behalf.', {
      errors: [{ pointer: '/onBehalfOf', message: 'Name the member you represent.', code: 'required' }],
    });
  }
}

/** The rule of this board takes approvals by passkey only. */
export class PasskeyRequired extends Refusal {
  readonly code = 'passkey-required';
  readonly kind = 'conflict';

  constructor() {
    super(
      'The rule of this board asks for a passkey to approve a decision. Prove your identity with yours, and sign again.',
    );
  }
}

/** Whoever does not simply approve says why. */
export class SignatureNeedsReason extends Refusal {
  readonly code = 'signature-needs-reason';
  readonly kind = 'invalid';

  constructor(readonly meaning: SignatureMeaning) {
    const sentence = NEEDED_WORDS[meaning];
    super(sentence, { errors: [{ pointer: '/reason', message: sentence, code: 'required' }] });
  }
}

/** Only those whose signature is needed can send a revision back. */
export class OnlySigningSpecialtyRefuses extends Refusal {
  readonly code = 'only-signing-specialty-refuses';
  readonly kind = 'conflict';

  constructor(readonly specialty: Specialty) {
    super(
      `This decision does not need the signature of ${SPECIALTY_LABELS[specialty]}, so it cannot be returned by it. ` +
        'Record a dissent instead.',
    );
  }
}

/** One person signs for one specialty per revision. */
export class AlreadySigned extends Refusal {
  readonly code = 'already-signed';
  readonly kind = 'conflict';

  constructor(readonly specialty: Specialty) {
    super(
      `You have signed this revision for ${SPECIALTY_LABELS[specialty]}. One person signs once; ` +
        'revoke that signature first to sign otherwise.',
    );
  }
}

/** A specialty speaks once per revision. */
export class SpecialtyAlreadySigned extends Refusal {
  readonly code = 'specialty-already-signed';
  readonly kind = 'conflict';

  constructor(readonly specialty: Specialty) {
    super(`A colleague has signed this revision for ${SPECIALTY_LABELS[specialty]} already. Only they can revoke it.`);
  }
}

/** A signature belongs to its signer. */
export class NotYourSignature extends Refusal {
  readonly code = 'not-your-signature';
  readonly kind = 'forbidden';

  constructor() {
    super('Only its signer can revoke a signature. The chair can return the revision instead.');
  }
}

/** Revoking is recorded once. */
export class SignatureAlreadyRevoked extends Refusal {
  readonly code = 'signature-already-revoked';
  readonly kind = 'conflict';

  constructor() {
    super('This signature has been revoked already. Sign again if you want to.');
  }
}

/** The chair cannot let the decision go on over this signature. */
export class DissentNotAllowed extends Refusal {
  readonly code = 'dissent-not-allowed';
  readonly kind = 'conflict';

  constructor(readonly because: keyof typeof WHY_NOT_ALLOWED) {
    super(WHY_NOT_ALLOWED[because]);
  }
}

const NEEDED_WORDS: Readonly<Record<SignatureMeaning, string>> = {
  approve: 'An approval needs no reason.',
  'approve-with-reservation': 'Write down the reservation that goes with your approval.',
  refuse: 'Write down why you return this revision to its author.',
  dissent: 'Write down why you disagree.',
};

const WHY_NOT_ALLOWED = {
  'not-a-dissent': 'This signature is not a dissent that stands on this revision, so there is nothing to accept.',
  'not-required':
    'This decision does not need the signature of that specialty; its dissent is shown and holds nothing up.',
  'accepted-already': 'This dissent has been accepted already.',
  'too-many':
    'The rule of this board does not allow another dissent to be accepted. Revise the decision, or withdraw it.',
  'reason-missing': 'Write down why the decision goes on over this dissent.',
} as const;
