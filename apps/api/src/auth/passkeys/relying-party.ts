import { PasskeysNotAvailable } from './passkeys.errors.js';

/** Under which address passkeys are made and used here; the token by which it is asked for. */
export abstract class RelyingParty {
  /** What a passkey is bound to: the host's name, or a domain above it. */
  abstract readonly rpId: string;
  /** The only page that may ask for one. */
  abstract readonly origin: string;
}

/** Where people reach the server under a bare IP address there are no passkeys. */
export abstract class PasskeySettings {
  abstract readonly relyingParty: RelyingParty | null;
}

/** @throws PasskeysNotAvailable */
export function requireRelyingParty({ relyingParty }: PasskeySettings): RelyingParty {
  if (!relyingParty) throw new PasskeysNotAvailable();
  return relyingParty;
}
