import { IsCode, IsDigest, IsPart, IsText } from '../../http/index.js';
import { AssertionDto } from '../passkeys/dto/passkeys.dto.js';
import { PURPOSES, type Purpose } from '../proof-of-identity.js';

export class StepUpDto {
  @IsCode(PURPOSES, { about: 'What identity is proved for.' })
  purpose: Purpose;

  @IsDigest({
    optional: true,
    about: 'SHA-256 of the very thing: of the signing statement, or of the parameter change.',
  })
  digest?: string;

  @IsText({
    max: 256,
    optional: true,
    about:
      'May be left out only within an uninterrupted signing series: five minutes after this session’s last signature.',
    example: 'correct horse battery staple',
  })
  password?: string;

  @IsText({ min: 6, max: 6, pattern: /^\d{6}$/, shape: 'a code of digits', example: '492039', optional: true })
  totp?: string;

  @IsPart(() => AssertionDto, {
    optional: true,
    about: 'What a passkey answered, instead of password and code. For a signature its challenge is the digest itself.',
  })
  assertion?: AssertionDto;
}
