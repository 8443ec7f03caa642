import { BOARD_ROLES, ROLES, SPECIALTIES, type BoardRole, type Role, type Specialty } from '#workflow';
import { code, IsCode, IsEmailAddress, IsId, IsListOf, IsPart, IsText, IsWhole } from '../http/index.js';
import type { Account } from './account.js';
import type { SignedIn } from './enter-account.js';
import type { TotpEnrolment } from './totp.js';

const ACCESS_TOKEN = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIwMTk4In0.x8R2nG0';

export class SeatView {
  @IsId()
  boardId: string;

  @IsCode(BOARD_ROLES)
  role: BoardRole;

  @IsCode(SPECIALTIES, { nullable: true, about: 'Null for a coordinator.' })
  specialty: Specialty | null;
}

export class AccountView {
  @IsId()
  id: string;

  @IsId()
  organisationId: string;

  @IsText({ max: 200, example: 'Dr. Ada Meyer' })
  name: string;

  @IsEmailAddress()
  email: string;

  @IsListOf(code(ROLES), { max: ROLES.length })
  roles: Role[];

  @IsCode(SPECIALTIES, { nullable: true })
  specialty: Specialty | null;

  @IsListOf(() => SeatView, { max: 1_000, about: 'Where this person sits today.' })
  memberships: SeatView[];
}

export class SignedInView {
  @IsText({ max: 4_000, about: 'Send it as Authorization: Bearer.', example: ACCESS_TOKEN })
  accessToken: string;

  @IsWhole({ min: 0, max: 600, example: 600, about: 'Seconds until the access token is over. Refresh before.' })
  expiresIn: number;

  @IsPart(() => AccountView)
  user: AccountView;
}

export class ProofView {
  @IsText({ max: 100, about: 'Send it as proof, once.', example: 'b1Hq0y8r0dXhTTlZ6rFQ2kQm1l3Zp6mXq8o6QJt2m4s' })
  proof: string;

  @IsWhole({ min: 0, max: 120, example: 120, about: 'Seconds until the proof is over.' })
  expiresIn: number;
}

export class TotpEnrolmentView {
  @IsText({ max: 64, about: 'Base32. Shown this once.', example: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' })
  secret: string;

  @IsText({
    max: 500,
    about: 'The same, for a QR code.',
    example: 'otpauth://totp/Consilium:ada%40example.org?issuer=Consilium&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  })
  uri: string;
}

export class PasswordChangedView {
  @IsPart(() => TotpEnrolmentView, { about: 'The new authenticator; the old one’s codes are worth nothing any more.' })
  totp: TotpEnrolment;
}

export function toAccountView(account: Account): AccountView {
  return { ...account, roles: [...account.roles], memberships: [...account.memberships] };
}

export function toSignedInView({ user, tokens }: SignedIn): SignedInView {
  return { accessToken: tokens.accessToken, expiresIn: tokens.expiresIn, user: toAccountView(user) };
}
