/** What a feature needs of sign-in. */
export { AuthModule } from './auth.module.js';
export { ProofRequired } from './auth.errors.js';
export type { KeptAssertion } from './passkeys/passkey.js';
export { passkeysNow } from './passkeys/passkeys-now.js';
export { PasskeyRevoked } from './passkeys/passkeys.errors.js';
export { RevokePasskey } from './passkeys/revoke-passkey.js';
export { TotpEnrolmentView } from './auth.views.js';
export { SignInTuning } from './auth.options.js';
export { Enrolment, type PreparedCredential } from './enrolment.js';
export {
  ProofOfIdentity,
  PURPOSES,
  type ProofBinding,
  type ProofMethod,
  type ProvedIdentity,
  type Purpose,
} from './proof-of-identity.js';
export { Allow, AllowSignedIn, CurrentActor, Public } from './route-access.js';
export { fromBase32, toEnrolment, type TotpEnrolment } from './totp.js';
