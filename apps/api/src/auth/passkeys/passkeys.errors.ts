import { Refusal } from '#workflow';
import type { AssertionFault } from './judge-assertion.js';
import type { AttestationFault } from './judge-attestation.js';

/** Browsers make passkeys for names, never for numbers. */
export class PasskeysNotAvailable extends Refusal {
  readonly code = 'passkeys-not-available';
  readonly kind = 'conflict';

  constructor() {
    super(
      'There are no passkeys under an IP address. Open the board under its name (on this machine http://localhost), ' +
        'or prove your identity with password and code.',
    );
  }
}

/** Whoever is about to get a new key proves more than that they hold an old one. */
export class EnrolmentNeedsPassword extends Refusal {
  readonly code = 'enrolment-needs-password';
  readonly kind = 'unauthenticated';

  constructor() {
    super('A new passkey is enrolled with password and code. Prove your identity with these.');
  }
}

/** Two sorts of evidence at once: which one counts would be a guess. */
export class OneSortOfEvidence extends Refusal {
  readonly code = 'one-sort-of-evidence';
  readonly kind = 'invalid';

  constructor() {
    const message = 'Send either a passkey’s assertion, or password and code.';
    super(message, { errors: [{ pointer: '/assertion', message, code: 'one-sort-of-evidence' }] });
  }
}

/** A signature's passkey answers for one statement: without its digest there is nothing to answer. */
export class DigestMissing extends Refusal {
  readonly code = 'digest-missing';
  readonly kind = 'invalid';

  constructor() {
    const message = 'Name the digest of the signing statement.';
    super(message, { errors: [{ pointer: '/digest', message, code: 'required' }] });
  }
}

/** Nobody can be asked for what they do not have. */
export class NoPasskey extends Refusal {
  readonly code = 'no-passkey';
  readonly kind = 'conflict';

  constructor() {
    super('You have no passkey here. Enrol one (POST /auth/passkeys/enrolment), or use password and code.');
  }
}

/** What the passkey answered proves nothing. */
export class AssertionRefused extends Refusal {
  readonly code = 'assertion-refused';
  readonly kind = 'unauthenticated';

  constructor(readonly because: AssertionFault) {
    super(WHY_REFUSED[because]);
  }
}

/** What the authenticator made is no passkey for this server. */
export class EnrolmentRefused extends Refusal {
  readonly code = 'passkey-enrolment-refused';
  readonly kind = 'conflict';

  constructor(readonly because: AttestationFault) {
    super(WHY_NOT_ENROLLED[because]);
  }
}

/** The passkey of this proof was revoked since. */
export class PasskeyRevoked extends Refusal {
  readonly code = 'passkey-revoked';
  readonly kind = 'conflict';

  constructor() {
    super('This passkey has been revoked. Use another one, or prove your identity with password and code.');
  }
}

/** A passkey belongs to one account, and is enrolled once. */
export class PasskeyAlreadyEnrolled extends Refusal {
  readonly code = 'passkey-already-enrolled';
  readonly kind = 'conflict';

  constructor(options?: { cause?: unknown }) {
    super('This passkey is enrolled already. Use it, or make a new one.', options);
  }
}

/** Nobody needs so many. */
export class TooManyPasskeys extends Refusal {
  readonly code = 'too-many-passkeys';
  readonly kind = 'conflict';

  constructor(readonly most: number) {
    super(`One person has at most ${most} passkeys. Revoke one that you do not use any more.`);
  }
}

const WHY_REFUSED: Readonly<Record<AssertionFault, string>> = {
  malformed: 'This is no assertion of a passkey. Ask the browser again and send what it answers, unchanged.',
  'unknown-passkey': 'This passkey is not one of yours. Use one that you enrolled here.',
  'revoked-passkey': 'This passkey has been revoked. Use another one, or prove your identity with password and code.',
  'another-challenge':
    'The passkey answered to something else than this. Ask for what is to be proved, and prove that.',
  'used-challenge': 'The passkey answered to this already, and an answer serves once. Ask for a new one.',
  'wrong-origin':
    'The passkey was used on another page than this server’s. Open the board’s own address and try there.',
  'wrong-rp': 'The passkey answered for another site than this one. Open the board’s own address and try there.',
  'user-not-verified': 'The passkey did not check that it is you. Unlock it by PIN, finger or face.',
  'wrong-signature': 'This answer was not signed by your passkey. Try again.',
  'counter-went-back':
    'This passkey counts fewer uses than it did before, as a copy of it would. Revoke it and enrol a new one.',
};

const WHY_NOT_ENROLLED: Readonly<Record<AttestationFault, string>> = {
  malformed: 'This is no new passkey. Ask the browser again and send what it answers, unchanged.',
  'another-challenge': 'This passkey was not made for this enrolment, or too late. Begin again.',
  'wrong-origin':
    'The passkey was made on another page than this server’s. Open the board’s own address and try there.',
  'wrong-rp': 'The passkey was made for another site than this one. Open the board’s own address and try there.',
  'user-not-verified': 'The authenticator did not check that it is you. Set a PIN, finger or face up, and begin again.',
};
