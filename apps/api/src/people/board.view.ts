import { DEFAULT_PARAMETERS } from '#pathway';
import { SPECIALTIES, type Specialty } from '#workflow';
import {
  code,
  day,
  id,
  IsCode,
  IsDigest,
  IsDocument,
  IsFlag,
  IsId,
  IsInstant,
  IsListOf,
  IsPart,
  IsText,
  IsWhole,
  whole,
} from '../http/index.js';
import { digestOfChange, type Board } from './board.js';

const ANY_SPECIALTIES = { max: SPECIALTIES.length };

export class MemberView {
  @IsId()
  userId: string;

  @IsText({ max: 200, example: 'Dr. Ada Meyer' })
  name: string;

  @IsCode(SPECIALTIES, { nullable: true, about: 'Null for a coordinator.' })
  specialty: Specialty | null;

  @IsListOf(id(), { max: 20 })
  deputyIds: string[];
}

export class SignOffRuleView {
  @IsListOf(code(SPECIALTIES), { ...ANY_SPECIALTIES, about: 'Who must sign a decision of the board.' })
  requiredSpecialties: Specialty[];

  @IsListOf(code(SPECIALTIES), {
    ...ANY_SPECIALTIES,
    about: 'Whose signatures suffice, provisionally, in an emergency.',
  })
  panelSpecialties: Specialty[];

  @IsWhole({ min: 0, max: 14, example: 1 })
  maxAcceptedDissents: number;

  @IsFlag({ about: 'Whether only a passkey approves a decision of the board.', example: false })
  requiresPasskey: boolean;
}

export class RuleChangeView {
  @IsId()
  id: string;

  @IsDocument({ example: { parameters: { compressionMriHours: 12 } } })
  change: Record<string, unknown>;

  @IsText({ max: 2_000, lines: true, example: 'The national guideline asks for the MRI within 12 hours.' })
  reason: string;

  @IsId({ about: 'The administrator.' })
  enteredBy: string;

  @IsInstant()
  enteredAt: string;

  @IsDigest({ about: 'What the chair proves their identity for.' })
  digest: string;
}

export class BoardView {
  @IsId()
  id: string;

  @IsText({ max: 200, example: 'Spine board' })
  name: string;

  @IsText({ max: 64, example: 'Europe/Amsterdam' })
  timeZone: string;

  @IsId()
  chairId: string;

  @IsListOf(code(SPECIALTIES), { ...ANY_SPECIALTIES, about: 'Who must be present for a quorum.' })
  requiredSpecialties: Specialty[];

  @IsPart(() => SignOffRuleView)
  signOffRule: SignOffRuleView;

  @IsDocument({ about: 'How this board runs the pathway.', example: { ...DEFAULT_PARAMETERS } })
  parameters: Record<string, unknown>;

  @IsListOf(whole({ min: 1, max: 7 }), { max: 6, example: [6, 7] })
  closedWeekdays: number[];

  @IsListOf(day('2026-12-25'), { max: 1_000 })
  closedDays: string[];

  @IsWhole({ min: 5, max: 1_440, example: 90 })
  capacityMinutes: number;

  @IsListOf(() => MemberView, { max: 500 })
  members: MemberView[];

  @IsListOf(() => RuleChangeView, { max: 100, about: 'Entered, and not confirmed yet.' })
  pendingChanges: RuleChangeView[];

  @IsWhole({ min: 1, max: 2_147_483_647, example: 3 })
  version: number;
}

export function toBoardView({ organisationId: _, signOffRule, ...board }: Board): BoardView {
  return {
    ...board,
    requiredSpecialties: [...board.requiredSpecialties],
    signOffRule: {
      requiredSpecialties: [...signOffRule.requiredSpecialties],
      panelSpecialties: [...signOffRule.panelSpecialties],
      maxAcceptedDissents: signOffRule.maxAcceptedDissents,
      requiresPasskey: signOffRule.requiresPasskey ?? false,
    },
    parameters: { ...board.parameters },
    closedWeekdays: [...board.closedWeekdays],
    closedDays: [...board.closedDays],
    members: board.members.map((seat) => ({ ...seat, deputyIds: [...seat.deputyIds] })),
    pendingChanges: board.pendingChanges.map((entered) => ({
      ...entered,
      change: { ...entered.change },
      digest: digestOfChange(board.id, entered),
    })),
  };
}
