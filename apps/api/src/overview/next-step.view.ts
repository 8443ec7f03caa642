import { NEXT_STEPS, ROLES, SPECIALTIES, type NextStepKind, type Role, type Specialty } from '#workflow';
import { IsCode, IsDay, IsId, IsPart } from '../http/index.js';

/** Who must do it: exactly one of the three is given. */
export class StepOwnerView {
  @IsId({ nullable: true, about: 'A person by name.' })
  userId: string | null;

  @IsCode(ROLES, { nullable: true, example: 'coordinator', about: 'Whoever holds this role on the board.' })
  role: Role | null;

  @IsCode(SPECIALTIES, { nullable: true, example: 'radiation-oncology', about: 'Whoever sits for this specialty.' })
  specialty: Specialty | null;
}

/** What comes next for an open case. */
export class NextStepView {
  @IsCode(NEXT_STEPS, { example: 'sign' })
  kind: NextStepKind;

  @IsId({
    nullable: true,
    about: 'The clock, agenda item, decision, recommendation or imaging order; null: the case itself.',
  })
  subjectId: string | null;

  @IsPart(() => StepOwnerView)
  owner: StepOwnerView;

  @IsDay({ about: 'On the board’s calendar.' })
  dueOn: string;
}
