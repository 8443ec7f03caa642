import { IsText } from '../../http/index.js';

export const NEW_PASSWORD = { min: 12, max: 256, example: 'four words nobody says together' };

export class ChangePasswordDto {
  @IsText({ max: 256, about: 'The password until now.', example: 'the first one, from the administrator' })
  password: string;

  @IsText({ min: 6, max: 6, pattern: /^\d{6}$/, shape: 'a code of digits', example: '492039', optional: true })
  totp?: string;

  @IsText(NEW_PASSWORD)
  newPassword: string;
}
