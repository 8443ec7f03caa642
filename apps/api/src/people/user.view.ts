import { ALL_PERMISSIONS, ROLES, SPECIALTIES, type Permission, type Role, type Specialty } from '#workflow';
import { code, IsCode, IsEmailAddress, IsFlag, IsId, IsListOf, IsPart, IsText, IsWhole } from '../http/index.js';
import { TotpEnrolmentView } from '../auth/index.js';
import type { User } from './user.js';

export class UserView {
  @IsId()
  id: string;

  @IsEmailAddress()
  email: string;

  @IsText({ max: 200, example: 'Dr. Ada Meyer' })
  name: string;

  @IsListOf(code(ROLES), { max: ROLES.length })
  roles: Role[];

  @IsCode(SPECIALTIES, { nullable: true })
  specialty: Specialty | null;

  @IsListOf(code(ALL_PERMISSIONS), { max: ALL_PERMISSIONS.length })
  scopes: Permission[];

  @IsFlag()
  isActive: boolean;

  @IsWhole({ min: 1, max: 2_147_483_647, example: 3 })
  version: number;
}

export class RegisteredUserView extends UserView {
  @IsPart(() => TotpEnrolmentView, {
    nullable: true,
    about: 'The authenticator, shown this once: null when an Idempotency-Key repeats the answer.',
  })
  totp: TotpEnrolmentView | null;
}

export class CredentialResetView {
  @IsPart(() => TotpEnrolmentView, {
    nullable: true,
    about: 'The new authenticator, shown this once: null when an Idempotency-Key repeats the answer.',
  })
  totp: TotpEnrolmentView | null;
}

export function toUserView({ roles, scopes, ...user }: User): UserView {
  return { ...user, roles: [...roles], scopes: [...scopes] };
}
