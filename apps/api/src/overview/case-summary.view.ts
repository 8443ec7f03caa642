import type { ScoreResult } from '#scoring';
import { AGENDA_PURPOSES, type AgendaPurpose } from '#workflow';
import { AssessmentView, ReadinessView } from '../assessments/index.js';
import { CaseView } from '../cases/index.js';
import { DecisionOutlineView, RecommendationView, TreatmentView } from '../decisions/index.js';
import { FollowUpView } from '../follow-up/index.js';
import { IsCode, IsId, IsInstant, IsListOf, IsPart } from '../http/index.js';
import { PatientView } from '../patients/index.js';
import { NextStepView } from './next-step.view.js';
import { ScoreView } from '../scores/index.js';

export class PlaceView {
  @IsId()
  agendaItemId: string;

  @IsId()
  meetingId: string;

  @IsInstant()
  startsAt: string;

  @IsId({ about: 'Who chairs the meeting.' })
  chairId: string;

  @IsCode(AGENDA_PURPOSES, { example: 'discussion' })
  purpose: AgendaPurpose;

  @IsCode(['listed', 'open'], { example: 'listed' })
  state: string;
}

/** Everything that people need about a case at one glance. Its version is the case's own. */
export class CaseSummaryView extends CaseView {
  @IsPart(() => PatientView)
  patient: PatientView;

  @IsPart(() => NextStepView, {
    nullable: true,
    about:
      'What comes next, by whom and until when: the earliest due of all that is open. Null once the case is closed.',
  })
  nextStep: NextStepView | null;

  @IsListOf(() => PlaceView, { max: 10, about: 'Where it stands on agendas now.' })
  places: PlaceView[];

  @IsPart(() => AssessmentView, { nullable: true, about: 'The latest examination that nobody has corrected.' })
  assessment: AssessmentView | null;

  @IsListOf(() => ScoreView, { max: 200, about: 'Made from that assessment.' })
  scores: readonly ScoreResult[];

  @IsPart(() => ReadinessView, { about: 'Judged for today.' })
  readiness: ReadinessView;

  @IsPart(() => DecisionOutlineView, { nullable: true, about: 'The decision in force.' })
  decision: DecisionOutlineView | null;

  @IsPart(() => DecisionOutlineView, { nullable: true, about: 'The decision that waits for signatures.' })
  proposal: DecisionOutlineView | null;

  @IsListOf(() => RecommendationView, { max: 1_000, about: 'Of the decision in force, and what became of each.' })
  recommendations: RecommendationView[];

  @IsListOf(() => TreatmentView, { max: 1_000, about: 'What was done, the earliest begun first.' })
  treatments: TreatmentView[];

  @IsPart(() => FollowUpView)
  followUp: FollowUpView;
}
