import { Refusal } from '#workflow';

/** No access token, or one that is expired, forged or meant for somebody else. */
export class NotSignedIn extends Refusal {
  readonly code = 'not-signed-in';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Sign in and send the access token: yours is missing, over or not valid.');
  }
}

/** The same answer for an unknown address, a wrong password and a wrong code. */
export class SignInRefused extends Refusal {
  readonly code = 'sign-in-refused';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Email, password or code do not belong together. Check them and try again.');
  }
}

/** The password is right, and this account asks for a code too. */
export class TotpRequired extends Refusal {
  readonly code = 'totp-required';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Send the six-digit code of your authenticator as totp as well.');
  }
}

/** Too many failures in a row: nothing is judged until the wait is over, not even what is right. */
export class SignInBlocked extends Refusal {
  readonly code = 'sign-in-blocked';
  readonly kind = 'too-many';

  constructor(seconds: number) {
    super(`Too many attempts failed in a row. Wait ${seconds} seconds and try again.`, { retryAfterSeconds: seconds });
  }
}

/** More people sign in at this moment than the server has room for. */
export class SignInBusy extends Refusal {
  readonly code = 'sign-in-busy';
  readonly kind = 'unavailable';

  constructor() {
    super('Too many people sign in at this moment. Try again in a few seconds.', { retryAfterSeconds: 3 });
  }
}

/** No refresh cookie, or one that opens nothing any more. */
export class RefreshRefused extends Refusal {
  readonly code = 'refresh-refused';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Your sign-in cannot be continued. Sign in again.');
  }
}

/** Another site's page sent this. */
export class CrossSiteRequest extends Refusal {
  readonly code = 'cross-site-request';
  readonly kind = 'forbidden';

  constructor() {
    super('This was sent from another site. Open the board’s own page and try there.');
  }
}

/** The act needs a fresh proof of identity for exactly this, and what was sent is none. */
export class ProofRequired extends Refusal {
  readonly code = 'proof-required';
  readonly kind = 'forbidden';

  constructor() {
    super(
      'Prove your identity for exactly this step (POST /auth/step-up) and send the proof within two minutes, once.',
    );
  }
}

/** The password may be left out only within a signing series. */
export class PasswordRequired extends Refusal {
  readonly code = 'password-required';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Send your password as well: it may be left out only while you sign one decision after the other.');
  }
}

/** Only password and authenticator together prove identity for a signature. */
export class TotpNotEnrolled extends Refusal {
  readonly code = 'totp-not-enrolled';
  readonly kind = 'conflict';

  constructor() {
    super(
      'Your account has no authenticator. Ask your administrator to enrol one; a password alone proves too little.',
    );
  }
}

/** Somebody else still knows this password. */
export class PasswordIsInitial extends Refusal {
  readonly code = 'password-is-initial';
  readonly kind = 'conflict';

  constructor() {
    super(
      'Choose your own password first (POST /auth/password): your administrator knows the password, or the authenticator, ' +
        'that you were given.',
    );
  }
}

/** Passwords are revised from time to time (21 CFR 11.300(b)). */
export class PasswordTooOld extends Refusal {
  readonly code = 'password-too-old';
  readonly kind = 'conflict';

  constructor(readonly maxAgeDays: number) {
    super(
      `Your password is older than ${maxAgeDays} days. Choose a new one (POST /auth/password), then sign with it; ` +
        'or use a passkey.',
    );
  }
}

/** What every route that judges a credential is known for, for the documentation. */
export function credentialRefusals(): readonly Refusal[] {
  return [new SignInRefused(), new SignInBlocked(30), new SignInBusy()];
}

/** Somebody who has not signed in asks too often. */
export class TooManyRequests extends Refusal {
  readonly code = 'too-many-requests';
  readonly kind = 'too-many';

  constructor(retryAfterSeconds: number) {
    super(`Too many requests from your address. Wait ${retryAfterSeconds} seconds.`, { retryAfterSeconds });
  }
}
