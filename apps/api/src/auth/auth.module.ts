import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { Environment } from '../environment.js';
import { AccessTokens } from './access-tokens.js';
import { AuthController } from './auth.controller.js';
import { AUTH_DEFAULTS, AuthOptions, SignInTuning } from './auth.options.js';
import { Authenticator } from './authenticator.js';
import { ChangePassword } from './change-password.js';
import { CredentialsRepository } from './credentials.repository.js';
import { DefaultDenyGuard } from './default-deny.guard.js';
import { Enrolment } from './enrolment.js';
import { EnterAccount } from './enter-account.js';
import { GuardedRoutes } from './guarded-routes.js';
import { IdentityCheck } from './identity-check.js';
import { IdentityController } from './identity.controller.js';
import { Me } from './me.js';
import { BeginEnrolment } from './passkeys/begin-enrolment.js';
import { EnrolPasskey } from './passkeys/enrol-passkey.js';
import { OfferAssertion } from './passkeys/offer-assertion.js';
import { PasskeysController } from './passkeys/passkeys.controller.js';
import { PasskeysQueries } from './passkeys/passkeys.queries.js';
import { PasskeysRepository } from './passkeys/passkeys.repository.js';
import { ProveByPasskey } from './passkeys/prove-by-passkey.js';
import { PasskeySettings } from './passkeys/relying-party.js';
import { RevokePasskey } from './passkeys/revoke-passkey.js';
import { UserPasskeysController } from './passkeys/user-passkeys.controller.js';
import { Passwords } from './passwords.js';
import { ProofOfIdentity } from './proof-of-identity.js';
import { PublicRateLimitGuard } from './public-rate-limit.guard.js';
import { ProofsRepository } from './proofs.repository.js';
import { RefreshCookie } from './refresh-cookie.js';
import { RefreshSession } from './refresh-session.js';
import { RequestContexts } from './request-contexts.js';
import { SessionOpener } from './session-opener.js';
import { SessionsRepository } from './sessions.repository.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';
import { StepUp } from './step-up.js';
import { TotpSecrets } from './totp-secrets.js';
import { UnknownAddresses } from './unknown-addresses.js';

/** Who somebody is, and who may call which route. */
@Module({
  imports: [DiscoveryModule],
  controllers: [AuthController, IdentityController, PasskeysController, UserPasskeysController],
  providers: [
    {
      provide: AuthOptions,
      inject: [Environment, { token: SignInTuning, optional: true }],
      useFactory: (environment: Environment, tuning?: SignInTuning): AuthOptions => ({
        ...AUTH_DEFAULTS,
        ...tuning,
        tokenKey: Buffer.from(environment.tokenSecret),
        credentialKey: environment.credentialKey,
        passwordMaxAgeDays: environment.passwordMaxAgeDays,
        areCookiesSecure: environment.publicOrigin.startsWith('https://'),
      }),
    },
    {
      provide: PasskeySettings,
      inject: [Environment],
      useFactory: ({ passkeyRpId, publicOrigin }: Environment): PasskeySettings => ({
        relyingParty: passkeyRpId === null ? null : { rpId: passkeyRpId, origin: publicOrigin },
      }),
    },
    { provide: APP_GUARD, useClass: PublicRateLimitGuard },
    { provide: APP_GUARD, useClass: DefaultDenyGuard },
    GuardedRoutes,
    AccessTokens,
    Authenticator,
    BeginEnrolment,
    ChangePassword,
    CredentialsRepository,
    EnterAccount,
    Enrolment,
    EnrolPasskey,
    IdentityCheck,
    Me,
    OfferAssertion,
    PasskeysQueries,
    PasskeysRepository,
    Passwords,
    ProofOfIdentity,
    ProofsRepository,
    ProveByPasskey,
    RefreshCookie,
    RefreshSession,
    RequestContexts,
    RevokePasskey,
    SessionOpener,
    SessionsRepository,
    SignIn,
    SignOut,
    StepUp,
    TotpSecrets,
    UnknownAddresses,
  ],
  exports: [Enrolment, ProofOfIdentity, RevokePasskey],
})
export class AuthModule {}
