import { IsEmailAddress, IsText } from '../../http/index.js';

const CODE = { min: 6, max: 6, pattern: /^\d{6}$/, shape: 'a code of digits', example: '492039' };

export class LoginDto {
  @IsEmailAddress()
  email: string;

  @IsText({ max: 256, example: 'correct horse battery staple' })
  password: string;

  @IsText({ ...CODE, optional: true, about: 'The code of the authenticator, where one is enrolled. It serves once.' })
  totp?: string;
}
