import type { ScoreResult } from '#scoring';
import type { PanelContact, Quorum } from '#workflow';
import { exact } from '../../assessments/index.js';
import type { CountingPlan, Discussion, Participant } from '../../meetings/index.js';
import type { Blinding, Evidence, FrozenMeeting, FrozenOverride } from '../frozen.js';
import type { Judgement } from './judge-decision.js';

/** A discussion as it was at the moment of proposing. */
export interface Session extends Discussion {
  readonly participants: readonly Participant[];
  readonly quorum: Quorum;
  readonly plans: readonly CountingPlan[];
}

/** Everything that a revision rests on, as it is frozen with it. `decidedAt` is an ISO instant. */
export function evidenceOf(
  judgement: Judgement,
  overrides: readonly FrozenOverride[],
  { decidedAt, session, panel }: { decidedAt: string; session: Session | null; panel: readonly PanelContact[] | null },
): Evidence {
  const { on, assessment, readiness, findings } = judgement;
  return {
    decidedAt,
    decidedOn: on,
    assessments: assessment
      ? [{ id: assessment.id, assessedAt: assessment.assessedAt, facts: exact(assessment.facts) }]
      : [],
    scores: (assessment?.scores ?? []).map((score: ScoreResult) => exact(score)),
    readiness,
    imaging: (assessment?.facts.imaging ?? []).map(exact),
    findings,
    overrides,
    meeting: session && meetingOf(session),
    panel,
  };
}

/** What each specialist would have recommended before hearing the others. Outside a discussion nobody was asked. */
export function blindingOf(session: Session | null): Blinding {
  const plans = session?.plans ?? [];
  return {
    plans: plans.map(({ id, authorId, specialty, content, writtenAt }) =>
      exact({ id, authorId, specialty, content, writtenAt }),
    ),
  };
}

function meetingOf({ item, meeting, participants, quorum }: Session): FrozenMeeting {
  return {
    id: meeting.id,
    chairId: meeting.chairId,
    agendaItemId: item.id,
    // Only an open item makes a session.
    openedAt: item.openedAt!,
    participants: participants.map(({ userId, specialty, deputyFor }) => ({ userId, specialty, deputyFor })),
    quorum,
  };
}
