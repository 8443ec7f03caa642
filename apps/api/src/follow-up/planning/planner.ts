import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { isLocalTreatment, isTreatment, type AssessmentFacts } from '#pathway';
import { AssessmentsQueries } from '../../assessments/index.js';
import { CaseFiles, type CaseFile } from '../../cases/index.js';
import { contentOf, RevisionsQueries, TreatmentsQueries, type Revision } from '../../decisions/index.js';
import { BoardsQueries, type Board } from '../../people/index.js';
import { calendarOf, today } from '../follow-up-files.js';
import type { FollowUp } from '../follow-up.js';
import { isOpenDay } from '../open-day.js';
import type { Grounds } from './grounds.js';
import { propose, replan, withBaseline, type PlanningRules, type Proposal } from './replan.js';

/** Gathers what follow-up rests on, and plans by the pathway's rules. */
@Injectable()
export class Planner {
  constructor(
    private readonly revisions: RevisionsQueries,
    private readonly assessments: AssessmentsQueries,
    private readonly treatments: TreatmentsQueries,
    private readonly boards: BoardsQueries,
    private readonly cases: CaseFiles,
  ) {}

  /** The next routine examination, explained; null while there is nothing to count from. */
  async propose(tx: Tx, file: CaseFile, followUp: FollowUp): Promise<Proposal | null> {
    const { grounds, rules } = await this.gather(tx, file);
    return propose(followUp, grounds, rules);
  }

  /**
   * Plans the next routine order anew, and the baseline where `decided` says that a decision has just come in force. Where every
   * day of the window is closed, the coordinator is told. A closed case plans nothing.
   */
  async plan(tx: Tx, file: CaseFile, followUp: FollowUp, decided?: Revision): Promise<FollowUp> {
    const { grounds, rules } = await this.gather(tx, file, decided);
    if (file.state === 'closed' || !grounds.decision || !wantsImaging(grounds.decision.content.recommendations)) {
      return followUp;
    }

    const planned = replan(followUp, grounds, rules);
    if (propose(planned, grounds, rules)?.next.kind === 'ask-coordinator') await this.askCoordinator(tx, file);
    return decided ? withBaseline(planned, grounds, rules) : planned;
  }

  private async gather(
    tx: Tx,
    file: CaseFile,
    decided?: Revision,
  ): Promise<{ grounds: Grounds; rules: PlanningRules }> {
    const dayOf = calendarOf(file);
    const revision = decided ?? (await this.revisions.inForce(tx, file.caseId));
    const board = await this.boards.find(tx, file.boardId);
    const treatments = await this.treatments.localTreatments(tx, file.caseId);

    const grounds: Grounds = {
      decision: revision && {
        content: contentOf(revision),
        facts: frozenFactsOf(revision),
        inForceOn: dayOf(revision.inForceAt ?? tx.occurredAt.toISOString()),
      },
      assessment: await this.assessments.latest(tx, file.caseId),
      treatments: treatments.filter(
        ({ startedAt }) => revision !== null && dayOf(startedAt) >= dayOf(revision.proposedAt),
      ),
      dayOf,
    };
    return {
      grounds,
      rules: { ...rulesOf(board), today: today(tx, file), specialistId: specialistFor(board, revision) },
    };
  }

  private async askCoordinator(tx: Tx, file: CaseFile): Promise<void> {
    await this.cases.notice(tx, await this.cases.open(tx, file.caseId), 'follow-up', 'no-open-day');
  }
}

function rulesOf(board: Board): Pick<PlanningRules, 'parameters' | 'isOpenDay'> {
  return { parameters: board.parameters, isOpenDay: (day) => isOpenDay(board, day) };
}

/** What the interval reads of them are codes, levels and whole numbers, which are frozen as they were recorded. */
function frozenFactsOf({ frozen }: Revision): AssessmentFacts {
  return (frozen.evidence.assessments[0]?.facts ?? {}) as AssessmentFacts;
}

/** Who acknowledges: the first member of the specialty that sees to the local treatment; without one, the board's chair. */
export function specialistFor(board: Board, revision: Revision | null): string {
  const lines = revision ? contentOf(revision).recommendations : [];
  const local = lines.find(({ modality }) => isLocalTreatment(modality)) ?? lines[0];
  const member = board.members.find(({ specialty }) => specialty !== null && specialty === local?.responsibleSpecialty);
  return member?.userId ?? board.chairId;
}

/** Treatment is followed by imaging, and so is surveillance; advice and supportive care alone are not. */
function wantsImaging(recommendations: readonly { readonly modality: Parameters<typeof isTreatment>[0] }[]): boolean {
  return recommendations.some(({ modality }) => isTreatment(modality) || modality === 'active-surveillance');
}
