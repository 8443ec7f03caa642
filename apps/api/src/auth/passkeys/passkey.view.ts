import { IsDocument, IsFlag, IsId, IsInstant, IsListOf, IsPart, IsText, IsWhole, text } from '../../http/index.js';
import type { Passkey } from './passkey.js';

export class PasskeyRevocationView {
  @IsInstant()
  at: string;

  @IsId({ about: 'Its owner, or an administrator.' })
  by: string;

  @IsText({ max: 500, lines: true, example: 'Lost on the train.' })
  reason: string;
}

export class PasskeyView {
  @IsId()
  id: string;

  @IsId()
  userId: string;

  @IsText({ max: 100, example: 'Key on my ring' })
  name: string;

  @IsText({ max: 1_400, about: 'As the authenticator chose it, base64url.', example: 'dGVzdC1jcmVkZW50aWFs' })
  credentialId: string;

  @IsListOf(text({ max: 20, example: 'internal' }), { max: 10 })
  transports: string[];

  @IsId({ about: 'The authenticator’s model (AAGUID); zeros where it does not say.' })
  aaguid: string;

  @IsInstant()
  enrolledAt: string;

  @IsFlag({ about: 'Whether it lives on several devices of its owner.' })
  isBackedUp: boolean;

  @IsInstant({ nullable: true })
  lastUsedAt: string | null;

  @IsPart(() => PasskeyRevocationView, { nullable: true })
  revocation: PasskeyRevocationView | null;

  @IsWhole({ min: 1, max: 2_147_483_647, example: 1 })
  version: number;
}

export class EnrolmentOptionsView {
  @IsDocument({
    about: 'PublicKeyCredentialCreationOptionsJSON: give it to navigator.credentials.create.',
    example: { challenge: 'x3kPAAOVS1lXFTJ2P2cQ5w', rp: { id: 'localhost', name: 'Consilium' } },
  })
  publicKey: Record<string, unknown>;

  @IsInstant({ about: 'Until when what the browser makes is taken.' })
  expiresAt: string;
}

export class AssertionOptionsView {
  @IsDocument({
    about: 'PublicKeyCredentialRequestOptionsJSON: give it to navigator.credentials.get.',
    example: { challenge: 'x3kPAAOVS1lXFTJ2P2cQ5w', rpId: 'localhost', userVerification: 'required' },
  })
  publicKey: Record<string, unknown>;
}

export function toPasskeyView({ publicKey: _, use, ...passkey }: Passkey): PasskeyView {
  const { isBackedUp, lastUsedAt } = use;
  return { ...passkey, transports: [...passkey.transports], isBackedUp, lastUsedAt };
}
