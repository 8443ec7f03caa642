import { SPECIALTIES, type Specialty } from '#workflow';
import {
  code,
  day,
  id,
  IsCode,
  IsDocument,
  IsFlag,
  IsId,
  IsListOf,
  IsPart,
  IsText,
  IsWhole,
  whole,
} from '../../http/index.js';

const SPECIALTY_LIST = { min: 1, max: SPECIALTIES.length, unique: true };
const DEPUTIES = { max: 20, unique: true, about: 'Who may stand in, and sign, for this member: same specialty.' };

export class BoardIdParam {
  @IsId()
  boardId: string;
}

export class SeatParam extends BoardIdParam {
  @IsId()
  userId: string;
}

export class RuleChangeParam extends BoardIdParam {
  @IsId()
  changeId: string;
}

/** What a chair must confirm. What is left out stays as it is. */
export class RulesDto {
  @IsListOf(code(SPECIALTIES), { ...SPECIALTY_LIST, optional: true, about: 'Who must be present for a quorum.' })
  requiredSpecialties?: Specialty[];

  @IsListOf(code(SPECIALTIES), { ...SPECIALTY_LIST, optional: true, about: 'Who must sign a decision.' })
  signingSpecialties?: Specialty[];

  @IsWhole({ min: 0, max: SPECIALTIES.length, example: 1, optional: true })
  maxAcceptedDissents?: number;

  @IsFlag({
    optional: true,
    example: true,
    about:
      'Whether only a passkey approves a decision of the board. Refusals, dissents and a panel’s decisions need none.',
  })
  requiresPasskey?: boolean;

  @IsDocument({
    optional: true,
    about: 'Any part of the pathway’s parameters; null for a rule restores its default.',
    example: { compressionMriHours: 12, followUp: { windowDays: 5 } },
  })
  parameters?: Record<string, unknown>;

  @IsText({ max: 2_000, lines: true, example: 'The national guideline asks for the MRI within 12 hours.' })
  reason: string;
}

export class ChangeBoardDto {
  @IsText({ max: 200, optional: true, example: 'Spine board' })
  name?: string;

  @IsText({ max: 64, optional: true, about: 'An IANA zone.', example: 'Europe/Amsterdam' })
  timeZone?: string;

  @IsId({ optional: true, about: 'A specialist with a seat on this board.' })
  chairId?: string;

  @IsWhole({ min: 5, max: 1_440, optional: true, example: 90, about: 'Of one meeting.' })
  capacityMinutes?: number;

  @IsListOf(whole({ min: 1, max: 7 }), {
    max: 6,
    unique: true,
    optional: true,
    about: 'ISO weekdays, 1 Monday to 7 Sunday, without meetings or imaging.',
    example: [6, 7],
  })
  closedWeekdays?: number[];

  @IsListOf(day('2026-12-25'), { max: 1_000, unique: true, optional: true, about: 'Single closed days.' })
  closedDays?: string[];

  @IsPart(() => RulesDto, {
    optional: true,
    about: 'Entered only: it counts from the moment the board’s chair confirms it.',
  })
  rules?: RulesDto;
}

export class AddMemberDto {
  @IsId()
  userId: string;

  @IsCode(SPECIALTIES, { nullable: true, about: 'Null for a coordinator.' })
  specialty: Specialty | null;

  @IsListOf(id(), { ...DEPUTIES, optional: true })
  deputyIds?: string[];
}

export class ChangeMemberDto {
  @IsCode(SPECIALTIES, { nullable: true, optional: true })
  specialty?: Specialty | null;

  @IsListOf(id(), { ...DEPUTIES, optional: true })
  deputyIds?: string[];
}

export class ConfirmRulesDto {
  @IsText({
    max: 100,
    about: 'From POST /auth/step-up with purpose confirm-parameters and the change’s digest.',
    example: 'b1Hq0y8r0dXhTTlZ6rFQ2kQm1l3Zp6mXq8o6QJt2m4s',
  })
  proof: string;
}
