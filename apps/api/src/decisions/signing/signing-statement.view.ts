import { IsDigest, IsFlag, IsInstant, IsText } from '../../http/index.js';

/** What a signer is about to sign. */
export class SigningStatementView {
  @IsText({
    max: 100_000,
    about:
      'Canonical JSON (RFC 8785): the decision, its revision and hash, meaning and reason, the sentence to show as `text`, printed ' +
      'name, specialty, acting role, whom a deputy represents, the hash of the rule of signing, a nonce, and how long it holds.',
    example:
      '{"actingRole":"specialist","meaning":"approve","printedName":"Anna Visser","revision":1,"specialty":"spine-surgery"}',
  })
  statement: string;

  @IsDigest({
    about:
      'SHA-256 of the UTF-8 bytes of `consilium/signing-statement/v1`, a line feed, and the statement. Prove your identity for it ' +
      '(POST /auth/step-up, purpose sign-decision), then send both as the signature.',
  })
  digest: string;

  @IsInstant({ about: 'Ten minutes after it was issued.' })
  expiresAt: string;

  @IsFlag({ about: 'Whether the rule of the board asks for a passkey to sign this.', example: false })
  requiresPasskey: boolean;
}
