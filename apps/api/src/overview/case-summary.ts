import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor } from '#database';
import { dayOf } from '#pathway';
import { requireMay } from '#workflow';
import { AssessmentsQueries, readinessFor, toAssessmentView, type StoredAssessment } from '../assessments/index.js';
import { CaseFiles, scopeOf, toCaseView } from '../cases/index.js';
import { RevisionsQueries, toDecisionOutlineView } from '../decisions/index.js';
import { CaseContextRepository } from './case-context.repository.js';
import { Course } from './course.js';
import type { CaseSummaryView } from './case-summary.view.js';
import { nextStepOf } from './next-step.js';

/** The case as it is now, joined from every feature. Hot: plain statements sent in one go, one disclosure. */
@Injectable()
export class CaseSummary {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: CaseFiles,
    private readonly contexts: CaseContextRepository,
    private readonly assessments: AssessmentsQueries,
    private readonly revisions: RevisionsQueries,
    private readonly course: Course,
  ) {}

  show(actor: Actor, caseId: string): Promise<CaseSummaryView> {
    return this.ledger.swiftTransaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.files.open(tx, caseId);

      requireMay(tx.actor, 'case:read', scopeOf(file));

      const [{ patient, places }, latest, { inForce, proposed }, course] = await Promise.all([
        this.contexts.of(tx, file),
        this.assessments.latest(tx, caseId),
        this.revisions.standing(tx, caseId),
        this.course.of(tx, file),
      ]);

      await recordDisclosure(tx, { patients: [file.patientAlias], entity: 'case', entityId: caseId });
      const now = tx.occurredAt.toISOString();
      const decision = inForce && toDecisionOutlineView(inForce);
      const proposal = proposed && toDecisionOutlineView(proposed);
      return {
        ...toCaseView(file, tx.occurredAt),
        patient,
        nextStep: nextStepOf(file, { places, decision, proposal, ...course }),
        places,
        ...split(latest),
        readiness: readinessFor(file, latest, dayOf(now, file.board.timeZone), now),
        decision,
        proposal,
        ...course,
      };
    });
  }
}

/** Scores stand beside their assessment, as they do when it is recorded. */
function split(latest: StoredAssessment | null): Pick<CaseSummaryView, 'assessment' | 'scores'> {
  if (!latest) return { assessment: null, scores: [] };
  const { scores, ...assessment } = toAssessmentView(latest);
  return { assessment, scores };
}
