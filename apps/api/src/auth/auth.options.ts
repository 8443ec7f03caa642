/** What sign-in is told from outside: its keys, and what a password costs. Also the token by which it is asked for. */
export abstract class AuthOptions {
  /** Signs access tokens; at least 32 bytes. A new one ends every access token, within ten minutes of its life anyway. */
  abstract readonly tokenKey: Uint8Array;
  /** Encrypts TOTP secrets at rest; 32 bytes. A new one loses them: everybody enrols again. */
  abstract readonly credentialKey: Uint8Array;
  /** Whether the refresh cookie travels over TLS only. */
  abstract readonly areCookiesSecure: boolean;
  abstract readonly passwordCost: PasswordCost;
  /** Passwords hashed at the same time, and how many more requests may wait for their turn. */
  abstract readonly concurrentHashes: number;
  abstract readonly waitingHashes: number;
  /** Whoever has had the same password for longer signs nothing with it; null for ever. Days. */
  abstract readonly passwordMaxAgeDays: number | null;
  /** A refused sign-in is answered no sooner than this after it came, so that its time tells nothing. Milliseconds. */
  abstract readonly refusalAfter: number;
}

/** argon2id's parameters: memory in KiB, passes over it, lanes. */
export interface PasswordCost {
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane. */
export const OWASP_PASSWORD_COST: PasswordCost = { memory: 19_456, passes: 2, lanes: 1 };

export const AUTH_DEFAULTS = {
  passwordCost: OWASP_PASSWORD_COST,
  concurrentHashes: 2,
  waitingHashes: 64,
  refusalAfter: 400,
} as const satisfies Partial<AuthOptions>;

/** Other figures than the defaults, where a test or a large installation provides them. */
export abstract class SignInTuning implements Partial<AuthOptions> {
  readonly passwordCost?: PasswordCost;
  readonly concurrentHashes?: number;
  readonly waitingHashes?: number;
  readonly refusalAfter?: number;
}
