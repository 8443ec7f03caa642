import { CASE_STATES, LANES, SPECIALTIES, type CaseState, type Lane, type Specialty } from '#workflow';
import { CasePatientView } from '../../cases/index.js';
import { IsCode, IsFlag, IsId, IsInstant, IsPart, IsText } from '../../http/index.js';
import { WORK_KINDS, type WorkKind } from './worklist.sql.js';

/** One thing to be done about a case. */
export class WorkView {
  @IsCode(WORK_KINDS, {
    example: 'clock',
    about:
      '`clock` runs; `breach` stopped too late and nobody has said why; `triage` a referral; `agenda-place` a ready case; `notice` what the ' +
      'coordinator must look at; `imaging` to be booked, or missed; `imaging-report` to be read or acknowledged; `signature` and ' +
      '`ratification` of a decision; `recommendation` that nobody has carried out.',
  })
  kind: WorkKind;

  @IsId({ about: 'Of the clock, the case, the notice, the imaging order, the decision or the recommendation.' })
  subjectId: string;

  @IsText({ max: 100, example: 'compression-mri', about: 'Which clock, which reason, which state, which modality.' })
  code: string;

  @IsId()
  caseId: string;

  @IsId()
  boardId: string;

  @IsCode(LANES, { example: 'emergency' })
  lane: Lane;

  @IsCode(CASE_STATES, { example: 'workup' })
  caseState: CaseState;

  @IsPart(() => CasePatientView)
  patient: CasePatientView;

  @IsInstant({ about: 'Since when it waits.' })
  since: string;

  @IsInstant({ about: 'By when; of a day, its end on the board’s calendar. What is due at once: since when.' })
  dueAt: string;

  @IsFlag()
  isOverdue: boolean;

  @IsId({ nullable: true, about: 'Who must do it, where that is one person.' })
  ownerId: string | null;

  @IsCode(SPECIALTIES, { nullable: true, example: 'radiation-oncology', about: 'Which specialty sees to it.' })
  specialty: Specialty | null;
}
