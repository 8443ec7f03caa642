import { CLOCKS, type ClockKind } from '#pathway';
import { CASE_STATES, LANES, type CaseState, type Lane } from '#workflow';
import { IsCode, IsDay, IsFlag, IsId, IsInstant, IsPart, IsText, IsWhole } from '../http/index.js';

/** Who the case is about, as a list shows it. */
export class CasePatientView {
  @IsId()
  id: string;

  @IsText({ max: 200, example: 'Jansen' })
  familyName: string;

  @IsText({ max: 200, example: 'Maria' })
  givenName: string;

  @IsDay({ example: '1961-04-12' })
  bornOn: string;
}

/** The running clock with the least time left. */
export class NextClockView {
  @IsId()
  id: string;

  @IsCode(Object.keys(CLOCKS), { example: 'compression-mri' })
  kind: ClockKind;

  @IsInstant()
  dueAt: string;

  @IsFlag({ example: false, about: 'Whether it runs past its due time.' })
  isOverdue: boolean;
}

/** A case in a list. */
export class CaseRowView {
  @IsId()
  id: string;

  @IsId()
  boardId: string;

  @IsPart(() => CasePatientView)
  patient: CasePatientView;

  @IsCode(CASE_STATES, { example: 'workup' })
  state: CaseState;

  @IsInstant()
  stateSince: string;

  @IsCode(LANES, { example: 'emergency' })
  lane: Lane;

  @IsWhole({ min: 0, max: 1_000, example: 0 })
  priority: number;

  @IsText({ max: 4_000, lines: true, example: 'Radiotherapy alone, or stabilisation first?' })
  question: string;

  @IsInstant()
  referredAt: string;

  @IsPart(() => NextClockView, { nullable: true })
  nextClock: NextClockView | null;

  @IsWhole({ min: 0, max: 1_000, example: 0, about: 'What the coordinator still has to look at.' })
  openNotices: number;

  @IsWhole({ min: 1, max: 2_147_483_647, example: 3 })
  version: number;
}
