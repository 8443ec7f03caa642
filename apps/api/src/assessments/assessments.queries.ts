import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type Tx } from '#database';
import { requireMay } from '#workflow';
import { CaseFiles, scopeOf } from '../cases/index.js';
import { id, instant, keyAfter, mapPage, toPage, type Page, type PageQuery } from '../http/index.js';
import { toAssessmentView, type AssessmentWithScoresView } from './assessment.view.js';
import { AssessmentsRepository, type AssessmentKey, type StoredAssessment } from './assessments.repository.js';

/** What is asked about assessments: by people, and by the features above. */
@Injectable()
export class AssessmentsQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly files: CaseFiles,
    private readonly assessments: AssessmentsRepository,
  ) {}

  /** The one that counts: the latest examination that nobody has corrected; null where there is none. */
  latest(tx: Tx, caseId: string): Promise<StoredAssessment | null> {
    return this.assessments.latest(tx, caseId);
  }

  /** Every assessment of a case, the latest examination first, corrected ones too. */
  list(actor: Actor, caseId: string, query: PageQuery): Promise<Page<AssessmentWithScoresView>> {
    const after = keyAfter<AssessmentKey>(query, KEY);
    return this.ledger.swiftTransaction({ type: 'case.opened', actor, id: caseId }, async (tx) => {
      const file = await this.files.open(tx, caseId);
      requireMay(tx.actor, 'assessment:read', scopeOf(file));

      const rows = await this.assessments.page(tx, caseId, after, query.limit + 1);
      const page = toPage(rows, query.limit, (row): AssessmentKey => [row.assessedAt, row.id]);

      await recordDisclosure(tx, { patients: [file.patientAlias], entity: 'case', entityId: caseId });
      return mapPage(page, toAssessmentView);
    });
  }
}

const KEY = [instant(), id()];
