import { ALL_PERMISSIONS, ROLES, SPECIALTIES, type Permission, type Role, type Specialty } from '#workflow';
import { code, IsCode, IsEmailAddress, IsFlag, IsId, IsListOf, IsText } from '../../http/index.js';
import { RESET_REASONS, type ResetReason } from '../reset-credential.js';

const ROLE_LIST = { min: 1, max: ROLES.length, unique: true, about: 'An auditor holds no other role.' };
const SCOPE_LIST = { max: ALL_PERMISSIONS.length, unique: true, about: 'What an integration is let in for.' };
const NAME = { max: 200, about: 'As it is printed beside a signature.', example: 'Dr. Ada Meyer' };

export class UserIdParam {
  @IsId()
  userId: string;
}

export class RegisterUserDto {
  @IsEmailAddress({ about: 'Unique over the installation.' })
  email: string;

  @IsText(NAME)
  name: string;

  @IsListOf(code(ROLES), ROLE_LIST)
  roles: Role[];

  @IsCode(SPECIALTIES, { optional: true, about: 'Required of a specialist and of a chair.' })
  specialty?: Specialty;

  @IsListOf(code(ALL_PERMISSIONS), { ...SCOPE_LIST, optional: true })
  scopes?: Permission[];

  @IsText({
    min: 12,
    max: 256,
    about: 'The first password. It opens the door; nothing can be signed before the person has replaced it.',
    example: 'paper boat on a slow river',
  })
  password: string;
}

export class ResetCredentialDto {
  @IsCode(RESET_REASONS)
  reasonCode: ResetReason;

  @IsText({
    min: 12,
    max: 256,
    optional: true,
    about: 'A first password too, for whoever forgot theirs; without it the password stays.',
    example: 'paper boat on a slow river',
  })
  password?: string;
}

export class ChangeUserDto {
  @IsText({ ...NAME, optional: true })
  name?: string;

  @IsListOf(code(ROLES), { ...ROLE_LIST, optional: true })
  roles?: Role[];

  @IsCode(SPECIALTIES, { optional: true, nullable: true })
  specialty?: Specialty | null;

  @IsListOf(code(ALL_PERMISSIONS), { ...SCOPE_LIST, optional: true })
  scopes?: Permission[];

  @IsFlag({ optional: true, about: 'false ends every session of this person at once.', example: false })
  isActive?: boolean;
}
