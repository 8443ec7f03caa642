import { Secret, TOTP } from 'otpauth';

const STEP_MILLISECONDS = 30_000;
const PARAMETERS = { algorithm: 'SHA1', digits: 6, period: STEP_MILLISECONDS / 1000 };
/** RFC 6238, 5.2: one step either way, for clocks that differ and fingers that are slow. */
const WINDOW = 1;

/** What a person puts into an authenticator: the secret in base32, and the same as the address behind a QR code. */
export interface TotpEnrolment {
  readonly secret: string;
  readonly uri: string;
}

/** A new secret of 160 bits (RFC 4226, 4). */
export function newTotpSecret(): Uint8Array {
  return new Secret({ size: 20 }).bytes;
}

export function toEnrolment(secret: Uint8Array, label: string): TotpEnrolment {
  const totp = totpOf(secret, label);
  return { secret: totp.secret.base32, uri: totp.toString() };
}

export function fromBase32(secret: string): Uint8Array {
  return Secret.fromBase32(secret).bytes;
}

/** The 30-second step that a code belongs to, or null when it is wrong, too old, too new or was used: a code serves once. */
export function acceptTotp(secret: Uint8Array, code: string, now: Date, lastStep: number): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  if (delta === null) return null;

  const step = Math.floor(now.getTime() / STEP_MILLISECONDS) + delta;
  return step > lastStep ? step : null;
}

function totpOf(secret: Uint8Array, label = 'account'): TOTP {
  return new TOTP({
    ...PARAMETERS,
    issuer: 'Consilium',
    label,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
  });
}
